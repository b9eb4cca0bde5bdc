/** The page of a fix taken back: the counts that restore what was available, and the balances it leaves alone. */
import type { BalanceDiagnosis, BalanceStory } from '../ledger/diagnosis.js';
import type { FixedBalance, UndoRefusal } from '../ledger/index.js';
import type { Moment, Units } from '../ledger/records.js';
import type { FixRecord } from '../store/reading.js';
import { words } from '../words/index.js';
import { WIDE } from './balances.js';
import { fixWords } from './history.js';
import { count } from './numbers.js';
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
  /** The file it was written to, - for the standard output; null when it is only shown. */
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
    undone.length === 0 ? paragraph(words().undo.nothing, surface, '') : totals(page, surface),
    ...notes.map((note) => paragraph(note, surface, '')),
    kept.length === 0 ? null : keptTable(kept, most, surface),
  ]);
}

function totals({ undone, where, exportedAt, exportedBefore, fix }: UndoPage, surface: Surface): string {
  const { undo, correct, fix: fixWording } = words();
  const all = undone.length;
  const first =
    where === null
      ? undo.toWrite(all)
      : correct.wrote({ count: all, where: where === '-' ? null : safe(where) });
  const moment = exportedAt === null ? fixWording.unknownMoment : exportMoment(exportedAt, exportedBefore);
  const unsure = undone.filter(({ count: to, most }) => to !== most).length;
  return [
    `${first} ${undo.after({ fix: fix.id, moment })}`,
    ...(unsure === 0 ? [] : [undo.couldBeHigher(unsure)]),
    undo.erpToo,
  ]
    .map((text) => paragraph(text, surface, ''))
    .join('\n');
}

function countsTable(undone: readonly UndoneBalance[], most: number, surface: Surface): string {
  const wide = surface.columns >= WIDE;
  const {
    undo,
    fix: { titles, more },
  } = words();
  const columns: Column<UndoneBalance>[] = [
    { title: titles.sku, text: ({ fixed }) => safe(fixed.sku), shorten: 'middle' },
    { title: titles.warehouse, text: ({ fixed }) => safe(fixed.warehouse), shorten: 'middle' },
    { title: titles.inStock, align: 'right', text: ({ balance }) => count(balance.inStock) },
    {
      title: wide ? undo.before : undo.beforeShort,
      align: 'right',
      text: ({ fixed }) => count(fixed.inStock),
    },
    {
      title: wide ? titles.updateCount : titles.updateCountShort,
      align: 'right',
      text: (row) => count(row.count),
      paint: (text) => surface.colours.green.bold(text),
    },
    {
      title: wide ? undo.thenAvailable : undo.thenAvailableShort,
      align: 'right',
      text: ({ count: to, balance }) => count(to - (balance.reserved - balance.acknowledged)),
    },
    { title: undo.sure, text: (row) => (row.count === row.most ? undo.yes : undo.upTo(row.most)) },
  ];
  const hidden = undone.length - most;
  return (
    renderTable(columns, undone.slice(0, most), surface) +
    (hidden > 0 ? `\n${surface.colours.dim(`  ${more(hidden)}`)}` : '')
  );
}

function keptTable(kept: readonly KeptBalance[], most: number, surface: Surface): string {
  const {
    undo,
    fix: { titles, more },
  } = words();
  const columns: Column<KeptBalance>[] = [
    { title: titles.sku, text: ({ fixed }) => safe(fixed.sku), shorten: 'middle' },
    { title: titles.warehouse, text: ({ fixed }) => safe(fixed.warehouse), shorten: 'middle' },
    { title: titles.fixedTo, align: 'right', text: ({ fixed }) => count(fixed.count) },
    { title: titles.inStock, align: 'right', text: ({ story }) => (story ? count(story.inStock) : '') },
    { title: undo.why, text: reasonOf, shorten: 'end', minimum: 20 },
  ];
  const hidden = kept.length - most;
  return [
    heading(undo.leftAsIs(kept.length), surface),
    renderTable(columns, kept.slice(0, most), surface),
    ...(hidden > 0 ? [surface.colours.dim(`  ${more(hidden)}`)] : []),
  ].join('\n');
}

function reasonOf({ refusal, update }: KeptBalance): string {
  const { undo } = words();
  const by =
    update === null
      ? null
      : { count: update.after, author: authorWords(update.author), at: minute(update.at) };
  switch (refusal) {
    case 'not-in':
      return undo.notIn;
    case 'changed':
      return by === null ? undo.anotherCount : undo.changed(by);
    case 'updated':
      return by === null ? undo.writtenSince : undo.updated(by);
    case 'changed-before':
      return by === null ? undo.writtenBefore : undo.updatedBefore(by);
    case 'gone':
      return undo.gone;
    case 'unlimited':
      return undo.unlimited;
    case 'below-zero':
      return undo.belowZero;
  }
}
