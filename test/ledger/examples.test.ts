import { describe, expect, it } from 'vitest';
import { diagnoseSku, learnHabits } from '../../src/ledger/index.js';
import type { Coverage } from '../../src/ledger/records.js';
import { EXAMPLES, EXAMPLES_OF_KNOWN_WRITERS, type Example, termsOf } from './examples.js';
import { balanceOf, COVERAGE, habitsOf, otherWriter, recordsOf, triggeredWriter } from './records.js';

function recordsOfExample({ inStock, lines, updates, locks }: Example) {
  const reserved = lines.reduce(
    (sum, { order, units }) => (locks.includes(`00-${order}`) ? sum + units : sum),
    0,
  );
  const balance = balanceOf(inStock, lines, { reserved, available: inStock - reserved, locks, updates });
  return recordsOf([balance], lines);
}

/** The exports of a store with one SKU: they begin with it. */
function coverageOf({ lines, updates }: Example): Coverage {
  return {
    ...COVERAGE,
    ordersFrom: Math.min(...lines.map(({ createdAt }) => createdAt ?? Number.POSITIVE_INFINITY)),
    updatesFrom: Math.min(...updates.map(({ at }) => at)),
    updatesTo: Math.max(...updates.map(({ at }) => at)),
  };
}

const byName = (examples: readonly Example[]) => examples.map((example) => [example.name, example] as const);

describe('the worked examples', () => {
  it.each(byName([...EXAMPLES, ...EXAMPLES_OF_KNOWN_WRITERS]))(
    'come out where the habits of the writers are known: %s',
    (_, example) => {
      const habits = habitsOf(triggeredWriter('erp', example.trigger), otherWriter('ana'));

      const [story] = diagnoseSku(recordsOfExample(example), habits, COVERAGE);

      expect(story && termsOf(story)).toEqual(example.expected);
      expect(story?.basis).toBe('update-log');
    },
  );

  it.each(byName(EXAMPLES))('come out in a store of one SKU, and never as proven: %s', (_, example) => {
    const records = recordsOfExample(example);
    const coverage = coverageOf(example);
    const habits = learnHabits(() => [records], coverage);

    const [story] = diagnoseSku(records, habits, coverage);

    expect(story && termsOf(story)).toEqual(example.expected);
    expect(story?.confidence).not.toBe('proven');
  });
});
