import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stalenessOf } from '../../src/commands/staleness.js';
import type { Correction } from '../../src/ledger/index.js';
import { renderStale } from '../../src/render/fix.js';
import type { Store } from '../../src/store/index.js';
import { story } from '../render/stories.js';
import { pipe } from '../render/surfaces.js';
import { emptyFolder, scanned, written } from '../store/stores.js';

const HOUR = 3_600_000;
const T = Date.parse('2026-04-01T12:00:00Z');

let folder: string;
let store: Store;
/** SKU 1 hands out 2 units a day in w over ten days, and 9 in another warehouse; SKU 2 nothing. */
beforeAll(async () => {
  folder = emptyFolder();
  const days = Array.from({ length: 10 }, (_, day) => new Date(T - (10 - day) * 24 * HOUR).toISOString());
  const orders = days.flatMap((at, day) => [
    `a${day},1,2,invoiced,${at},${new Date(Date.parse(at) + HOUR).toISOString()},w`,
    `b${day},1,9,invoiced,${at},${new Date(Date.parse(at) + HOUR).toISOString()},other`,
  ]);
  const open = `c,2,5,ready-for-handling,${days[9]},${new Date(T).toISOString()},w`;
  written(join(folder, 'exports'), {
    'inventory-2026-04-01T12-00-00Z.csv': 'sku,warehouse,in_stock,reserved\n1,w,5,0\n1,other,5,0\n2,w,5,5\n',
    'orders.csv': `order,sku,units,status,created_at,updated_at,warehouse\n${[...orders, open].join('\n')}\n`,
  });
  store = await scanned(join(folder, 'exports'), join(folder, 'invfix.db'));
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const of = (sku: string, warehouse = 'w'): Correction => ({ balance: story({ sku, warehouse }), count: 1 });
const wordsOf = (corrections: readonly Correction[], now: number): string => {
  const age = stalenessOf(corrections, store, now);
  return age === null ? '' : renderStale({ ...age, exportedBefore: T }, pipe()).replace(/\s+/g, ' ');
};

describe('exports a fix rests on', () => {
  it('are fresh for an hour', () => {
    expect(stalenessOf([of('1')], store, T + HOUR - 1)).toBeNull();
    expect(stalenessOf([of('1')], store, T + HOUR)).not.toBeNull();
    expect(stalenessOf([], store, T + HOUR)).toBeNull();
  });

  it('are then too high by what leaves the shelf, at the pace of the balances concerned', () => {
    expect(stalenessOf([of('1')], store, T + 24 * HOUR)).toMatchObject({ hours: 24, left: { units: 2 } });
    expect(stalenessOf([of('1'), of('1', 'other')], store, T + 36 * HOUR)?.left?.units).toBe(17);
    expect(stalenessOf([of('2')], store, T + 24 * HOUR)?.left).toEqual({ units: 0, unitsADay: 0 });
  });

  it('say so, and what to do', () => {
    expect(wordsOf([of('1')], T + 24 * HOUR)).toBe(
      'The inventory is of 2026-04-01 12:00 UTC, 24 hours ago. What entered Preparing Delivery since has left the shelf, and counts written now are too high by it. At the pace of the weeks before it (2 units a day), that may be 2 units of these balances by now. Export and scan again right before writing, or update through the API with the moment of the export as dateUtcOnBalanceSystem.',
    );
    expect(wordsOf([of('2')], T + 2 * HOUR)).toContain(
      'In the weeks before it, nothing of these balances did.',
    );
    expect(wordsOf([of('1')], T + 8 * 24 * HOUR)).toContain('more than a week ago. What entered');
  });
});
