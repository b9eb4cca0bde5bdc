import { afterEach, describe, expect, it } from 'vitest';
import { FIX_STATES, type FixedBalance, type FixOutcome, type FixState } from '../../src/ledger/index.js';
import { renderCorrections, renderTotals } from '../../src/render/correct.js';
import { renderDoctor } from '../../src/render/doctor.js';
import { renderHistory } from '../../src/render/history.js';
import { pickPage } from '../../src/render/pick.js';
import { renderUndo } from '../../src/render/undo.js';
import { renderVerify } from '../../src/render/verify.js';
import { displayWidth } from '../../src/render/width.js';
import type { FixRecord } from '../../src/store/reading.js';
import { speak } from '../../src/words/index.js';
import { at, doubleCounted, story } from './stories.js';
import { terminal } from './surfaces.js';

afterEach(() => speak({ language: 'en' }));

const exported = { exportedAt: at('2026-03-28 10:00'), exportedBefore: at('2026-03-28 10:00') };
const fix: FixRecord = {
  id: 3,
  scan: 1,
  writtenAt: at('2026-03-28 11:00'),
  ...exported,
  format: 'review',
  path: 'fix.csv',
  undoes: null,
  damaged: 0,
  balances: 7,
};
const fixed: FixedBalance = {
  sku: '100014',
  warehouse: 'wh_1',
  count: 5,
  inStock: 2,
  reserved: 4,
  acknowledged: 0,
  earlyWriteOffs: 3,
  lateWriteOffs: 0,
  lastUpdateAt: null,
  reservations: [],
};
const update = { at: at('2026-03-28 12:30'), author: 'erp@acme.example', before: 5, after: 2 };

function outcome(state: FixState): FixOutcome {
  const spoiling = { ...update, logged: true, isAgain: true, orders: [{ order: 'v7acme-01', units: 3 }] };
  const isSpoiled = state === 'overwritten' || state === 'negative' || state === 'understated';
  return {
    state,
    written: null,
    expectedAvailable: 1,
    spoilings: isSpoiled ? [spoiling] : [],
    instead: null,
  };
}

function verifyPage(): string {
  const counts = Object.fromEntries(FIX_STATES.map((state) => [state, 1])) as Record<FixState, number>;
  const balances = FIX_STATES.map((state) => ({ fix, fixed, story: story(), outcome: outcome(state) }));
  return renderVerify({ ...exported, fixes: [fix], counts, balances }, 50, terminal());
}

function undoPage(): string {
  const kept = (['not-in', 'changed', 'updated', 'changed-before', 'gone', 'below-zero'] as const).map(
    (refusal) => ({ fixed, story: story(), refusal, update: refusal === 'updated' ? update : null }),
  );
  const undone = [{ fixed, story: story(), balance: doubleCounted(), count: 2, most: 4 }];
  return renderUndo({ fix, ...exported, undone, kept, where: null, notes: [] }, 50, terminal());
}

function historyPage(): string {
  const scan = {
    scannedAt: at('2026-03-28 10:05'),
    ...exported,
    balances: 1200,
    negative: 3,
    unitsShort: 4,
    understated: 2,
    unitsWithheld: 2,
    overstated: 0,
    unitsPhantom: 0,
  };
  const scans = [1, 2].map((id) => ({ ...scan, id }));
  return renderHistory(scans, [{ ...fix, path: '-', undoes: 2 }], 20, terminal());
}

const corrections = [{ balance: doubleCounted({ confidence: 'assumed' }), count: 5 }];

function correctPage(): string {
  return [
    renderCorrections(corrections, 50, terminal()),
    renderTotals({ corrections, ...exported }, '-', terminal()),
  ].join('\n');
}

function pickedPage(): string {
  const view = { length: 1, shown: [0], cursor: 0, ticked: new Set([0]), search: '', isSearching: false };
  return pickPage(corrections, terminal()).draw(view, 24);
}

function doctorPage(): string {
  const missing = [
    { evidence: 'updates', balances: 4, alone: 1 },
    { evidence: 'kits', balances: 2, alone: 2 },
  ] as const;
  return renderDoctor([], { proven: 1, likely: 3, assumed: 2, lookedAt: 5, missing }, terminal());
}

const PAGES = [correctPage, verifyPage, undoPage, historyPage, pickedPage, doctorPage];
/** Words that no sentence in Portuguese or Spanish has; commands and column headers are not among them. */
const ENGLISH =
  /\b(the|of|is|are|and|was|to|by|in stock|count|counts|available|negative|warehouse|balances?)\b/i;

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe.each(['pt', 'es'] as const)('the pages of fixes in %s', (language) => {
  it.each(PAGES.map((page) => [page.name, page] as const))('%s has no English, and fits', async (_, page) => {
    await speak({ language });
    const lines = page().split('\n');
    // The names of causes are told elsewhere.
    const text = lines.join('\n').replaceAll(/early write-off \d|early/g, '');
    expect(text).not.toMatch(ENGLISH);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
  });
});

describe('sentences about fixes', () => {
  it('agree in number and gender in Portuguese', async () => {
    await speak({ language: 'pt' });
    expect(flat(correctPage())).toContain(
      '1 quantidade gravada na saída padrão. Ela é suposta: um mínimo, que só oferece o que se sabe que existe.',
    );
    expect(flat(verifyPage())).toContain(
      '1 de 7 saldos corrigidos se mantém; 1 fora da VTEX, 1 sobrescrito, 1 negativo de novo,',
    );
    expect(flat(undoPage())).toContain('2 desde então, por erp@acme.example');
    expect(flat(historyPage())).toContain('saída padrão (desfaz a correção 2)');
    expect(flat(doctorPage())).toContain(
      'De 6 saldos que precisam de correção, 1 é provado, 3 prováveis e 2 supostos.',
    );
  });

  it('agree in number and gender in Spanish', async () => {
    await speak({ language: 'es' });
    expect(flat(correctPage())).toContain(
      '1 cantidad grabada en la salida estándar. Es supuesta: un mínimo, que solo ofrece lo que se sabe que existe.',
    );
    expect(flat(verifyPage())).toContain(
      '1 de 7 saldos corregidos se mantiene; 1 fuera de VTEX, 1 sobrescrito, 1 negativo de nuevo,',
    );
    expect(flat(doctorPage())).toContain('4 saldos; a 1 de ellos no le falta nada más, y se podría probar');
  });
});
