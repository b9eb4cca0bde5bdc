import { describe, expect, it } from 'vitest';
import type { AuthorRole } from '../../src/ledger/index.js';
import { diagnoseSku, learnHabits } from '../../src/ledger/index.js';
import { toSkuRecords } from '../world/exports.js';
import type { KindName } from '../world/settings.js';
import { balanceOf, COVERAGE, daysAgo, lineOf, minutesAfter, recordsOf, updateOf } from './records.js';
import { SMALL, storeOf } from './stores.js';

const ERP = 'integracao@acme.example';
const PERSON = 'ana@acme.example';

function learned(kind: KindName, seed: number, roles?: Readonly<Record<string, AuthorRole>>) {
  const { world, options } = storeOf(kind, seed, SMALL);
  const { skus, coverage } = toSkuRecords(world, options);
  const habits = learnHabits(() => skus, coverage, roles && new Map(Object.entries(roles)));
  const habitOf = (author: string) => {
    const writer = habits.writers.find((one) => one.author === author);
    return writer && { habit: writer.habit, trigger: writer.trigger };
  };
  return { habitOf, stories: skus.flatMap((sku) => diagnoseSku(sku, habits, coverage)) };
}

describe('what the store says of an author', () => {
  it('keeps a till from having a trigger', () => {
    expect(learned('authorized-live', 61).habitOf(ERP)).toEqual({ habit: 'trigger', trigger: 'authorized' });

    const { habitOf, stories } = learned('authorized-live', 61, { [ERP]: 'pos' });

    expect(habitOf(ERP)).toEqual({ habit: 'other', trigger: null });
    const early = stories.flatMap(({ updates }) => updates.flatMap(({ takenOff }) => takenOff));
    expect(early.filter((taken) => taken.early)).toEqual([]);
  });

  it('makes an author a person, who writes off early only where the orders say so', () => {
    expect(learned('authorized-live', 61, { [ERP]: 'person' }).habitOf(ERP)).toEqual({
      habit: 'early-person',
      trigger: null,
    });
    expect(learned('handling-live', 23, { [ERP]: 'person' }).habitOf(ERP)?.trigger).toBeNull();
  });

  it('does not change the counts where it only confirms what the log shows', () => {
    const plain = learned('mixed-live', 31);
    const told = learned('mixed-live', 31, { [ERP]: 'erp', [PERSON]: 'person' });
    expect(told.habitOf(PERSON)).toEqual({ habit: 'early-person', trigger: null });
    expect(told.stories.map(({ corrected }) => corrected)).toEqual(
      plain.stories.map(({ corrected }) => corrected),
    );
  });

  it('lets an ERP show its trigger in fewer write-offs', () => {
    const orders = [6, 5, 4].map((days, index) =>
      lineOf(`v${index}`, { units: 2 + index, createdAt: daysAgo(days) }),
    );
    let inStock = 30;
    const updates = orders.map(({ authorizedAt, units }) => {
      const update = updateOf('erp', minutesAfter(authorizedAt ?? 0, 1), inStock, inStock - units);
      inStock -= units;
      return update;
    });
    const records = recordsOf([balanceOf(inStock, orders, { updates })], orders);
    const triggerOf = (roles?: ReadonlyMap<string, AuthorRole>) =>
      learnHabits(() => [records], COVERAGE, roles).writers[0]?.trigger;

    expect(triggerOf()).toBeNull();
    expect(triggerOf(new Map([['erp', 'erp']]))).not.toBeNull();
  });
});
