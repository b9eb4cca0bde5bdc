/** The page of a fix taken back: the counts that restore what was available, and the balances it leaves alone. */
import type { BalanceDiagnosis, BalanceStory } from '../ledger/diagnosis.js';
import type { FixedBalance, UndoRefusal } from '../ledger/index.js';
import type { Moment, Units } from '../ledger/records.js';
import type { FixRecord } from '../store/reading.js';
import { WIDE } from './balances.js';
import { fixWords } from './history.js';
import { count, counted, grouped } from './numbers.js';
import { heading, paragraph, sections } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { exportMoment, minute } from './times.js';
import { authorWords } from './words.js';

export interface UndoneBalance {
  readonly fixed: FixedBalance;
  readonly story: BalanceStory;
  /** The balance, as sure as the count that takes its fix back. */
  readonly balance: BalanceDiagnosis;
  readonly count: Units;
  /** What the count could be at most; the same where all is known. */
  readonly most: Units;
}

export interface KeptBalance {
  readonly fixed: FixedBalance;
  readonly story: BalanceStory | undefined;
  readonly refusal: UndoRefusal;
  readonly update: {
    readonly at: Moment;
    readonly author: string | null;
    readonly before: Units;
    readonly after: Units;
  } | null;
}

export interface UndoPage {
  readonly fix: FixRecord;
  readonly exportedAt: Moment | null;
  readonly exportedBefore: Moment | null;
  readonly undone: readonly UndoneBalance[];
  readonly kept: readonly KeptBalance[];
  /** The file it was written to; null when it is only shown. */
  readonly where: string | null;
  /** What the format has to say, each a sentence. */
  readonly notes: readonly string[];
}

/** @param most rows of each table */
export function renderUndo(page: UndoPage, most: number, surface: Surface): string {
  const { undone, kept, where, notes } = page;
  return sections([
    paragraph(fixWords(page.fix), surface, ''),
    undone.length > 0 && where === null ? countsTable(undone, most, surface) : null,
    undone.length === 0 ? paragraph('Nothing of it can be taken back.', surface, '') : totals(page, surface),
    ...notes.map((note) => paragraph(note, surface, '')),
    kept.length === 0 ? null : keptTable(kept, most, surface),
  ]);
}

function totals({ undone, where, exportedAt, exportedBefore, fix }: UndoPage, surface: Surface): string {
  const counts = counted(undone.length, 'count');
  const first =
    where === null
      ? `${counts} to write; --write FILE writes ${undone.length === 1 ? 'it' : 'them'}.`
      : `Wrote ${counts} to ${safe(where)}.`;
  const moment = exportedAt === null ? 'an unknown moment' : exportMoment(exportedAt, exportedBefore);
  const unsure = undone.filter(({ count: to, most }) => to !== most).length;
  return [
    `${first} After the upload as much is available as if fix ${fix.id} had not been written, with the orders since. It rests on the inventory of ${moment}: write it soon.`,
    ...(unsure === 0
      ? []
      : [
          `${counted(unsure, 'count')} could also be higher: no export tells whether the fix dropped some orders that have ended since. The lowest is written.`,
        ]),
    'What was put back in the ERP for the fix has to be taken out there again.',
  ]
    .map((text) => paragraph(text, surface, ''))
    .join('\n');
}

function countsTable(undone: readonly UndoneBalance[], most: number, surface: Surface): string {
  const wide = surface.columns >= WIDE;
  const columns: Column<UndoneBalance>[] = [
    { title: 'SKU', text: ({ fixed }) => safe(fixed.sku), shorten: 'middle' },
    { title: 'Warehouse', text: ({ fixed }) => safe(fixed.warehouse), shorten: 'middle' },
    { title: 'In stock', align: 'right', text: ({ balance }) => count(balance.inStock) },
    { title: wide ? 'Before the fix' : 'Before', align: 'right', text: ({ fixed }) => count(fixed.inStock) },
    {
      title: 'Update Count',
      align: 'right',
      text: (row) => count(row.count),
      paint: (text) => surface.colours.green.bold(text),
    },
    {
      title: wide ? 'Then available' : 'Then avail.',
      align: 'right',
      text: ({ count: to, balance }) => count(to - (balance.reserved - balance.acknowledged)),
    },
    { title: 'Sure', text: (row) => (row.count === row.most ? 'yes' : `up to ${row.most}`) },
  ];
  const hidden = undone.length - most;
  return (
    renderTable(columns, undone.slice(0, most), surface) +
    (hidden > 0 ? `\n${surface.colours.dim(`  and ${grouped(hidden)} more; --verbose shows all`)}` : '')
  );
}

function keptTable(kept: readonly KeptBalance[], most: number, surface: Surface): string {
  const columns: Column<KeptBalance>[] = [
    { title: 'SKU', text: ({ fixed }) => safe(fixed.sku), shorten: 'middle' },
    { title: 'Warehouse', text: ({ fixed }) => safe(fixed.warehouse), shorten: 'middle' },
    { title: 'Fixed to', align: 'right', text: ({ fixed }) => count(fixed.count) },
    { title: 'In stock', align: 'right', text: ({ story }) => (story ? count(story.inStock) : '') },
    { title: 'Why it is left alone', text: reasonOf, shorten: 'end', minimum: 20 },
  ];
  const hidden = kept.length - most;
  return [
    heading(
      `${counted(kept.length, 'balance')} left as ${kept.length === 1 ? 'it is' : 'they are'}`,
      surface,
    ),
    renderTable(columns, kept.slice(0, most), surface),
    ...(hidden > 0 ? [surface.colours.dim(`  and ${grouped(hidden)} more; --verbose shows all`)] : []),
  ].join('\n');
}

function reasonOf({ refusal, update }: KeptBalance): string {
  const by = update === null ? '' : `, by ${authorWords(update.author)} at ${minute(update.at)}`;
  switch (refusal) {
    case 'not-in':
      return 'the fix is not in';
    case 'changed':
      return update === null ? 'another count stands there' : `${update.after} instead${by}`;
    case 'updated':
      return `${update?.after ?? 'written'} since${by}`;
    case 'changed-before':
      return `${update?.after ?? 'written'} before the fix${by}`;
    case 'gone':
      return 'not in the exports';
    case 'unlimited':
      return 'unlimited now';
    case 'below-zero':
      return 'the count would be below zero';
  }
}
