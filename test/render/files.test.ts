import { describe, expect, it } from 'vitest';
import type { FileReport } from '../../src/exports/index.js';
import { renderFiles } from '../../src/render/files.js';
import { surfaceOf } from '../../src/render/surface.js';

const report = (path: string, changes: Partial<FileReport> = {}): FileReport => ({
  path,
  kind: 'orders',
  rows: 3,
  rejected: 0,
  duplicates: 0,
  kept: 0,
  unneeded: 0,
  status: 'read',
  reason: null,
  exportedAt: null,
  exportedAtSource: null,
  modifiedAt: Date.UTC(2026, 3, 1),
  from: Date.UTC(2026, 2, 1),
  to: Date.UTC(2026, 2, 2),
  ...changes,
});

/** The page as lines, for a terminal of so many columns; a file or a pipe has no bound. */
function linesOf(files: readonly FileReport[], columns?: number, verbose = false): string[] {
  const stream = { isTTY: columns !== undefined, columns } as NodeJS.WriteStream;
  return renderFiles(files, verbose, surfaceOf(stream, false)).split('\n');
}

describe('the list of files', () => {
  it('names each with what it was taken for, its rows and its period', () => {
    expect(linesOf([report('exports/orders.csv')])[1]).toMatch(
      /^ {2}exports\/orders\.csv +orders +3 +2026-03-01 to 2026-03-02$/,
    );
  });

  it('tells of many whole files of one folder and kind in one line', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      report(`exports/orders/${index}.json`, { to: Date.UTC(2026, 2, 2 + index) }),
    );
    const bad = report('exports/orders/bad.json', { rejected: 1 });
    const files = [report('exports/inventory.json', { kind: 'inventory' }), ...many, bad];
    const lines = linesOf(files);
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/exports\/orders\/\*\.json \(40 files\) +orders +120 +2026-03-01 to 2026-04-10/);
    expect(lines[3]).toMatch(/bad\.json +orders +3 +1 row rejected/);
    expect(linesOf(files, undefined, true)).toHaveLength(43);
  });

  it('leaves out the folder they share where a narrow terminal has no room for it', () => {
    const folder = '/home/ana/loja/exportados/2026/';
    const files = [report(`${folder}pedidos-de-marco.csv`), report(`${folder}estoque.xls`)];
    const narrow = linesOf(files, 80);
    expect(narrow[0]).toContain(`File in ${folder}`);
    expect(narrow[1]).toMatch(/^ {2}pedidos-de-marco\.csv +orders/);
    expect(linesOf(files)[1]).toContain(`${folder}pedidos-de-marco.csv`);
  });
});
