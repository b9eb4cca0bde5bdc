import { describe, expect, it } from 'vitest';
import type { WrittenOffOrder } from '../../src/ledger/index.js';
import { renderCorrections, renderTotals, renderWrittenOff } from '../../src/render/correct.js';
import { at, doubleCounted } from './stories.js';
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
});
