import { describe, expect, it } from 'vitest';
import { renderBalances } from '../../src/render/balances.js';
import { type Column, renderTable } from '../../src/render/table.js';
import { displayWidth } from '../../src/render/width.js';
import { doubleCounted, story } from './stories.js';
import { pipe, terminal } from './surfaces.js';

interface Row {
  readonly id: string;
  readonly units: number;
}

const COLUMNS: Column<Row>[] = [
  { title: 'Id', text: (row) => row.id, shorten: 'middle', minimum: 6 },
  { title: 'Units', align: 'right', text: (row) => String(row.units) },
];

describe('a table', () => {
  it('has its numbers to the right', () => {
    const rows = [
      { id: 'a', units: 7 },
      { id: 'bbbb', units: 12345 },
    ];
    expect(renderTable(COLUMNS, rows, terminal())).toBe(
      ['  Id    Units', '  a         7', '  bbbb  12345'].join('\n'),
    );
  });

  it('shortens what may be shortened to fit the terminal, and nothing in a file', () => {
    const rows = [{ id: 'x'.repeat(60), units: 1 }];
    const fitted = renderTable(COLUMNS, rows, terminal(40));
    expect(Math.max(...fitted.split('\n').map(displayWidth))).toBeLessThanOrEqual(40);
    expect(fitted).toContain('…');
    expect(renderTable(COLUMNS, rows, pipe())).toContain('x'.repeat(60));
  });

  it('draws thousands of rows like a few', () => {
    const rows = Array.from({ length: 1001 }, (_, index) => ({ id: `id${index}`, units: index }));
    const lines = renderTable(COLUMNS, rows, pipe()).split('\n');
    expect(lines).toHaveLength(1002);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});

describe('the table of balances', () => {
  const balances = [
    doubleCounted({
      causes: [
        { code: 'early-write-off', units: 4 },
        { code: 'manual-edit', units: 1 },
      ],
    }),
    story({ warehouse: 'a-very-long-warehouse-id', unlimited: true, corrected: null }),
  ];

  it('fits into 80 columns', () => {
    const lines = renderBalances(balances, terminal(80)).split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
    expect(lines[1]).toContain('early +1');
  });

  it('says more where there is room', () => {
    const text = renderBalances(balances, terminal(200));
    expect(text).toContain('REF100014');
    expect(text).toContain('early write-off 4, lowered by hand 1');
    expect(text).toContain('a-very-long-warehouse-id');
  });

  it('has no correction for an unlimited balance', () => {
    expect(renderBalances(balances, pipe()).split('\n')[2]).toMatch(/unlimited +–$/);
  });
});
