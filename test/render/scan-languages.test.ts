import { afterEach, describe, expect, it } from 'vitest';
import { noInventoryError } from '../../src/commands/empty.js';
import type { FileReport } from '../../src/exports/index.js';
import { CAUSES, type Writer } from '../../src/ledger/diagnosis.js';
import { renderBalances } from '../../src/render/balances.js';
import { causeHappened, causeName, causeRemedy } from '../../src/render/causes.js';
import { renderFiles } from '../../src/render/files.js';
import { momentLine, renderNegative, renderOthers, renderWriters } from '../../src/render/scan.js';
import { warningWords } from '../../src/render/warnings.js';
import { displayWidth } from '../../src/render/width.js';
import { inEnglish, speak } from '../../src/words/index.js';
import { at, doubleCounted } from './stories.js';
import { pipe, terminal } from './surfaces.js';

const LANGUAGES = ['pt', 'es'] as const;
/** Words no Portuguese or Spanish sentence has. */
const ENGLISH = /\b(the|of|and|is|are|was|were|with|that|not|for|when|from|file|row|count)\b/i;

const ERP: Writer = {
  author: 'erp',
  warehouse: 'wh_2',
  trigger: 'authorized',
  candidates: ['authorized', 'ready'],
  habit: 'trigger',
  writesInRuns: true,
  earlier: null,
  decrements: 1200,
  matched: 1,
  expectedByChance: 1.6,
};
const WRITERS: readonly Writer[] = [
  ERP,
  {
    ...ERP,
    author: 'sap',
    earlier: { ...ERP, trigger: 'handling', from: 0, until: at('2026-03-12 04:00'), follows: 'orders' },
  },
  { ...ERP, author: 'late', trigger: 'invoiced', candidates: ['invoiced'] },
  { ...ERP, author: 'ok', trigger: 'handling', candidates: ['handling'] },
  { ...ERP, author: 'ana', habit: 'early-person', trigger: null, candidates: [] },
  ...Array.from({ length: 7 }, (_, n): Writer => ({ ...ERP, author: `x${n}`, habit: 'other' })),
  { ...ERP, author: 'seldom', habit: 'other', decrements: 2 },
];

function file(path: string, changes: Partial<FileReport>): FileReport {
  return {
    path,
    kind: 'orders',
    rows: 1200,
    rejected: 0,
    duplicates: 0,
    kept: 0,
    unneeded: 0,
    status: 'read',
    reason: null,
    exportedAt: null,
    exportedAtSource: null,
    modifiedAt: 0,
    from: at('2026-03-01 00:00'),
    to: at('2026-03-02 00:00'),
    ...changes,
  };
}

/** Everything a scan may say of balances, files, writers and causes. */
function pages(): string[] {
  const negative = { balances: 12_000, negative: 2, unitsShort: 3, shown: [doubleCounted()], selected: 2 };
  const others = {
    understated: 2,
    unitsWithheld: 9,
    overstated: 1,
    unitsPhantom: 3,
    valueWithheld: [{ currency: 'BRL', cents: 123456 }],
    unitsHidden: 7,
    blockedTradePolicies: ['1', '2'],
  };
  return [
    renderNegative(negative, terminal()),
    renderNegative({ ...negative, negative: 0 }, terminal()),
    renderOthers(others, pipe()) ?? '',
    renderOthers({ ...others, overstated: 0 }, pipe()) ?? '',
    renderWriters(WRITERS, pipe()) ?? '',
    momentLine(at('2026-04-01 00:00'), 'file-name', at('2026-04-01 23:59')),
    momentLine(null, null, at('2026-04-01 00:00')),
    renderFiles(
      [
        file('a.csv', { rejected: 2, duplicates: 3, unneeded: 1 }),
        file('b.csv', { status: 'damaged' }),
        file('c.csv', { kind: 'inventory', exportedAt: at('2026-04-01 10:00') }),
        file('d.csv', { kind: null, status: 'skipped' }),
      ],
      true,
      pipe(),
    ),
    ...CAUSES.flatMap((code) =>
      [0, 1, 3].map((units) => `${causeHappened({ code, units })} ${causeRemedy({ code, units })}`),
    ),
  ];
}

const WARNINGS = [
  { code: 'exported-apart', values: { exportedAt: 0, ordersAt: 1, updatesAt: null } },
  { code: 'orders-before-inventory', values: { exportedAt: 1, ordersBefore: 0 } },
  { code: 'exports-end-early', values: { exportedAt: 1, ordersEnd: 0, updatesEnd: 0 } },
  { code: 'exports-end-early', values: { exportedAt: 1, ordersEnd: null, updatesEnd: 0 } },
  { code: 'orders-outdated', values: { orders: 1 } },
  { code: 'export-moment-unknown', values: { exportedBefore: 0 } },
  { code: 'unknown-status', values: { status: 'x', lines: 2 } },
  { code: 'unknown-statuses', values: { statuses: 2, lines: 2 } },
  { code: 'locks-without-order', values: { locks: 2 } },
  { code: 'lines-without-balance', values: { lines: 1 } },
  { code: 'skus-by-reference', values: { file: 'x.csv', resolved: 3, unresolved: 2 } },
  { code: 'other-sellers', values: { seller: 'x', lines: 2 } },
  { code: 'chain-halves', values: { orders: 2 } },
  { code: 'split-identities', values: { skus: 1, warehouses: 2 } },
  { code: 'locks-of-other-lines', values: { locks: 2 } },
  { code: 'unknown-order-warehouse', values: { warehouse: 'wh', lines: 2 } },
  { code: 'updates-without-balance', values: { balances: 1 } },
  { code: 'no-inventory', values: {} },
  { code: 'no-orders', values: {} },
  { code: 'no-updates', values: { snapshots: 1 } },
  { code: 'no-updates', values: { snapshots: 0 } },
] as const;

afterEach(() => speak({ language: 'en' }));

describe.each(LANGUAGES)('what scan says in %s', (language) => {
  it('has no English in it', async () => {
    await speak({ language });
    for (const text of [...pages(), ...WARNINGS.map(warningWords)]) {
      expect(text.replace(/--[\w-]+|Logistics API/g, '')).not.toMatch(ENGLISH);
    }
  });

  it('has a table of balances that a narrow terminal can show', async () => {
    await speak({ language });
    const causes = CAUSES.map((code) => ({ code, units: 1 }));
    for (const cause of causes) {
      expect(causeName(cause.code, 'short').length).toBeLessThanOrEqual(14);
      const table = renderBalances([doubleCounted({ causes: [cause], confidence: 'likely' })], terminal(80));
      for (const line of table.split('\n')) expect(displayWidth(line)).toBeLessThan(80);
      expect(table).toContain(causeName(cause.code, 'short'));
    }
  });

  it('is still English where a script reads it', async () => {
    await speak({ language });
    expect(inEnglish(() => causeName('oversold'))).toBe('oversold');
    expect(causeName('oversold')).not.toBe('oversold');
  });

  it('tells why nothing could be diagnosed', async () => {
    await speak({ language });
    const files = [file('a.csv', { status: 'damaged' }), file('b.csv', { kind: 'updates' })];
    for (const found of [[], files, files.slice(0, 1), [file('x', { kind: null, status: 'skipped' })]]) {
      const { message, hint } = noInventoryError(found, ['-', 'exports']);
      expect(message).not.toMatch(ENGLISH);
      expect(hint).not.toMatch(ENGLISH);
    }
  });
});

describe('the counts of a scan', () => {
  const page = { balances: 12_000, negative: 1, unitsShort: 1, shown: [], selected: 0 };

  it('agree with their nouns, and are written as the country writes them', async () => {
    await speak({ language: 'pt' });
    expect(renderNegative(page, pipe())).toBe(
      '1 de 12.000 saldos está negativo, com falta de 1 unidade no total.',
    );
    await speak({ language: 'es', locale: 'es-MX' });
    expect(renderNegative(page, pipe())).toBe(
      '1 de 12,000 saldos está negativo, con un faltante de 1 unidad en total.',
    );
  });
});
