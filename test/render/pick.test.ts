import { describe, expect, it } from 'vitest';
import type { Correction } from '../../src/ledger/index.js';
import { type ListView, pickPage, renderPicked, searchText } from '../../src/render/pick.js';
import { displayWidth } from '../../src/render/width.js';
import { doubleCounted } from './stories.js';
import { terminal } from './surfaces.js';

const correction = (sku: string, warehouse = 'wh_1'): Correction => ({
  balance: doubleCounted({ sku, warehouse }),
  count: 5,
});
const many = Array.from({ length: 60 }, (_, index) => correction(`${1000 + index}`));

function view(changes: Partial<ListView> = {}, length = many.length): ListView {
  const shown = Array.from({ length }, (_, index) => index);
  return { length, shown, cursor: 0, ticked: new Set(), search: '', isSearching: false, ...changes };
}

describe('the list to tick', () => {
  it('shows a page with the cursor, the ticks and the keys', () => {
    const text = pickPage([correction('100'), correction('2')], terminal(80)).draw(
      view({ cursor: 1, ticked: new Set([0]) }, 2),
      24,
    );
    expect(text).toBe(
      [
        'Tick the counts to write. None is ticked at first, and what is not ticked is',
        'not written.',
        '1 of 2 ticked',
        '      SKU  Whse  Count  Sure    Cause',
        '  [x] 100  wh_1  2 → 5  proven  early write-off 4',
        '> [ ] 2    wh_1  2 → 5  proven  early write-off 4',
        '',
        'space tick · a all or none · i invert · / find · enter go on · esc stop',
      ].join('\n'),
    );
  });

  it('fits the terminal, however narrow, long, wide in letters or coloured', () => {
    const awkward = [...many, correction('9'.repeat(90), '倉庫'.repeat(40)), correction('1', 'w'.repeat(70))];
    const coloured = { FORCE_COLOR: '1', NO_COLOR: '' };
    for (const columns of [20, 40, 55, 80, 130, 200]) {
      for (const environment of [{}, coloured]) {
        const page = pickPage(awkward, { ...terminal(columns, environment), columns });
        for (const rows of [24, 60]) {
          for (const isSearching of [false, true]) {
            const last = { cursor: awkward.length - 1, search: '倉'.repeat(99), isSearching };
            const lines = page.draw(view(last, awkward.length), rows).split('\n');
            expect(Math.max(...lines.map(displayWidth))).toBeLessThan(columns);
            expect(lines.length).toBeLessThan(rows);
          }
        }
      }
    }
  });

  it('turns the page with the cursor, and says where it is', () => {
    const page = pickPage(many, terminal(80));
    const size = page.pageSize(24);
    const text = page.draw(view({ cursor: size }), 24);
    expect(text).toContain(`0 of 60 ticked, ${size + 1} to ${2 * size} shown`);
    expect(text).toContain(`> [ ] ${1000 + size}`);
    expect(text).not.toContain(`${1000 + size - 1}`);
  });

  it('says how many a search finds', () => {
    const page = pickPage(many, terminal(80));
    expect(page.draw(view({ shown: [3], search: '1003', isSearching: true }), 24)).toMatch(
      /0 of 60 ticked, 1 found\n(?:.*\n)+\nFind: 1003_\nenter keep these · esc show all$/,
    );
    expect(page.draw(view({ shown: [], search: 'x' }), 24)).toContain('nothing found');
  });

  it('lets no control character through', () => {
    const bad = [correction('1\x1b[2J\u202e', 'w\r\n')];
    const text = pickPage(bad, terminal(80)).draw(view({ search: '\x1b[A', isSearching: true }, 1), 24);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(searchText(bad[0] ?? correction(''))).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });

  it('is plain where the terminal is', () => {
    const text = pickPage(many, terminal(80, { LANG: 'C' })).draw(view(), 24);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('ends with how many were picked', () => {
    expect(renderPicked(1, 1)).toBe('Picked 1 of 1 count.');
    expect(renderPicked(2, 20_000)).toBe('Picked 2 of 20,000 counts.');
  });
});
