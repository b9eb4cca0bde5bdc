import { describe, expect, it } from 'vitest';
import type { BalanceDiagnosis } from '../../src/ledger/diagnosis.js';
import type { WrittenOffOrder } from '../../src/ledger/index.js';
import {
  renderCorrections,
  renderLeftOut,
  renderTotals,
  renderWrittenOff,
} from '../../src/render/correct.js';
import { at, doubleCounted, story } from './stories.js';
import { pipe, terminal } from './surfaces.js';

const correction = { balance: doubleCounted(), count: 5 };
const many = Array.from({ length: 60 }, () => correction);

describe('a long correction', () => {
  it('is cut in the terminal, and says where all of it is', () => {
    const lines = renderCorrections(many, 50, terminal()).split('\n');
    expect(lines).toHaveLength(52);
    expect(lines.at(-1)).toBe('  and 10 more; --verbose shows all, --write FILE has them');
    expect(renderCorrections(many, Number.POSITIVE_INFINITY, pipe()).split('\n')).toHaveLength(61);
  });

  it('names the first orders written off, and says where all of them are', () => {
    const orders: WrittenOffOrder[] = Array.from({ length: 1234 }, (_, n) => ({
      sku: '1',
      warehouse: 'w',
      order: `v${n}acme-01`,
      units: 2,
    }));
    const text = renderWrittenOff(orders, 40, pipe()) ?? '';
    expect(text).toContain('These 1,234 order lines (2468 units)');
    expect(text).toContain('v39acme-01');
    expect(text).not.toContain('v40acme-01');
    expect(text).toContain('and 1,194 more; --json has all of them, --verbose shows them');
  });
});

describe('a balance that no count mends', () => {
  const remedy = (causes: BalanceDiagnosis['causes']): string => {
    const balance = doubleCounted({ causes });
    return (renderLeftOut([{ balance, reason: 'count-already-right' }], false, pipe()) ?? '').replace(
      /\s+/g,
      ' ',
    );
  };

  it('is told what makes it negative to be mended first, not what has more units', () => {
    expect(
      remedy([
        { code: 'manual-edit', units: 3 },
        { code: 'ghost-reservation', units: 2 },
      ]),
    ).toContain('Cancel those reservations');
  });

  it('is merged first where its SKU exists twice', () => {
    expect(
      remedy([
        { code: 'oversold', units: 2 },
        { code: 'split-identity', units: 1 },
      ]),
    ).toContain('Merge the counts');
  });
});

describe('the totals of a correction', () => {
  it('tell the moment as exactly as it is known', () => {
    const exportedAt = at('2026-04-01 00:00');
    const said = (exportedBefore: number): string =>
      renderTotals({ corrections: many, exportedAt, exportedBefore }, null, pipe()).replace(/\s+/g, ' ');
    expect(said(exportedAt)).toContain(
      '60 counts to write. They rest on the inventory of 2026-04-01 00:00 UTC;',
    );
    expect(said(exportedAt + 86_399_999)).toContain('the inventory of 2026-04-01;');
  });

  it('say what no count mends, and what can be sold until then', () => {
    const exportedAt = at('2026-04-01 00:00');
    const totals = (balance: BalanceDiagnosis, count: number): string =>
      renderTotals(
        { corrections: [{ balance, count }], exportedAt, exportedBefore: null },
        null,
        pipe(),
      ).replace(/\s+/g, ' ');
    const oversold = doubleCounted({ oversold: 2, availableItems: -2, corrected: 1, unblocked: 3 });
    expect(totals(oversold, 1)).toContain(
      '1 balance stays below zero all the same: 2 more units were sold than the shelf holds.',
    );
    expect(totals(oversold, 3)).not.toContain('below zero');
    const overstated = story({ available: 7, inStock: 7, lateWriteOffs: 2, availableItems: 6, corrected: 6 });
    expect(totals(overstated, 6)).toContain(
      'Until the counts are in VTEX, it can sell 1 unit that does not exist.',
    );
    expect(totals(doubleCounted(), 5)).not.toMatch(/below zero|does not exist/);
  });
});
