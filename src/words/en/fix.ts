/** What is said of a fix besides its counts, and what its pages share, in English. */
import { counted, grouped } from '../format.js';
import type { Told } from '../told.js';
import { shared } from './shared.js';

export const fix = {
  /** Headings of tables; the short ones are for narrow terminals. */
  titles: {
    sku: 'SKU',
    warehouse: 'Warehouse',
    warehouseShort: 'Whse',
    inStock: 'In stock',
    available: 'Available',
    availableShort: 'Available',
    /** As the Admin calls the field that takes the count. */
    updateCount: 'Update Count',
    updateCountShort: 'Update Count',
    fixedTo: 'Fixed to',
    cause: 'Cause',
    confidence: 'Confidence',
    confidenceShort: 'Sure',
    computed: 'Computed',
    byHand: 'By hand',
  },
  /** The rest of a list. */
  more: (rest: number) => `and ${grouped(rest)} more; --verbose shows all`,
  unknownMoment: 'an unknown moment',
  balance: ({ sku, warehouse }: { readonly sku: string; readonly warehouse: string }) =>
    `${sku} in ${warehouse}`,
  /** A fix in a line; without a path it went to the standard output. */
  named: ({
    id,
    at,
    counts,
    path,
    undoes,
  }: {
    readonly id: number;
    readonly at: string;
    readonly counts: number;
    readonly path: string | null;
    readonly undoes: number | null;
  }) =>
    `Fix ${id} of ${at} UTC: ${counted(counts, 'count', 'counts')} ${path === null ? 'to the standard output' : `in ${path}`}${undoes === null ? '' : `, taking back fix ${undoes}`}`,

  finished: (fix: number, files: string) =>
    `Fix ${fix} was stopped while it was written; it is finished now: ${files}.`,
  forgotten: (fix: number, files: string) =>
    `Fix ${fix} was stopped while it was written, and cannot be finished (${files}): it is taken out of the history. Write it again.`,
  cleared: (files: string) =>
    `An earlier fix was stopped while it was written; what it left (${files}) is removed.`,
  /**
   * @param isKnown false where T is no later than the moment
   * @param age how long ago; null for more than a week
   * @param left what may have left the shelf since, and how much does in a day; null where that is not known
   */
  stale: ({
    moment,
    isKnown,
    age,
    left,
  }: {
    readonly moment: string;
    readonly isKnown: boolean;
    readonly age: string | null;
    readonly left: { readonly units: number; readonly aDay: number } | null;
  }) => {
    const of = isKnown ? `of ${moment}` : `of an unknown moment, no later than ${moment}`;
    const long = age === null ? 'more than a week' : isKnown ? age : `at least ${age}`;
    const estimate =
      left === null
        ? ''
        : left.units === 0
          ? ' In the weeks before it, nothing of these balances did.'
          : ` At the pace of the weeks before it (${left.aDay < 1 ? 'less than a unit' : counted(left.aDay, 'unit', 'units')} a day), that may be ${shared.units(left.units)} of these balances by now.`;
    const otherwise = isKnown
      ? ', or update through the API with the moment of the export as dateUtcOnBalanceSystem'
      : '';
    return `The inventory is ${of}, ${long} ago. What entered Preparing Delivery since has left the shelf, and counts written now are too high by it.${estimate} Export and scan again right before writing${otherwise}.`;
  },
  /** @param erpFile null where none is written */
  earlyWriters: ({ what, erpFile }: { readonly what: string; readonly erpFile: string | null }) =>
    `These counts will not last: ${what}. The next total from there undoes them, unless you first put back there ${erpFile === null ? 'the units listed' : `what ${erpFile} lists`} and have units taken off only once an order is in Preparing Delivery.`,
  lowersByHand: (author: string) => `${author} lowers counts by hand for orders that are still pending`,
  takesOffEarly: ({ author, trigger }: { readonly author: string; readonly trigger: string }) =>
    `${author} takes units off when an order is ${trigger}`,
  changedByHand: (changes: number) => `${counted(changes, 'count', 'counts')} changed by hand`,
  missingInReview: (missing: number) =>
    `${shared.balances(missing)} that could be corrected ${missing === 1 ? 'is' : 'are'} not in the review.`,
  needlessInReview: ({ rows, which }: { readonly rows: number; readonly which: string }) =>
    `${counted(rows, 'row', 'rows')} would write the count that stands there already, and ${rows === 1 ? 'is' : 'are'} left out: ${which}.`,
  erpFile: ({ path, lines }: { readonly path: string; readonly lines: number }) =>
    lines === 0
      ? `${path} lists nothing: no order is known to be written off early.`
      : `${path} lists the same for the ERP: the orders, and the units to put back there.`,
  remembered: (number: number) =>
    `This is remembered as fix ${number}. After the upload, export again: invfix verify PATH checks that the counts are in and hold, and invfix undo ${number} takes them back.`,
  leftBehind: ({ files, names }: { readonly files: number; readonly names: string }) =>
    files === 1
      ? `${names} stands beside this fix and is not part of it, most likely left over from an earlier one. Do not upload it.`
      : `${names} stand beside this fix and are not part of it, most likely left over from an earlier one. Do not upload them.`,

  bothToStdout: (file: string): Told => [
    '--json and --write - would both write to the standard output.',
    `Leave one of them out, or name a file: --write ${file}`,
  ],
  formatWithoutFile: ({ format, file }: { readonly format: string; readonly file: string }): Told => [
    `--format ${format} says how a file is written.`,
    `Name the file: --write ${file}`,
  ],
  onlyForBatch: (option: string): Told => [
    `${option} is for --format batch alone.`,
    'Leave it out, or add --format batch.',
  ],
  amongExports: ({ target, scanned }: { readonly target: string; readonly scanned: string }): Told => [
    `${target} would stand among the exports in ${scanned}, and the next scan would take it for one.`,
    'Write it to another folder, such as --write ../fix.xls.',
  ],
  tooManyFiles: (files: number): Told => [
    `These are ${files} files, too many for the standard output.`,
    'Name a file, and each gets a number: --write fix.csv',
  ],
  noneWritten: (): Told => [
    'No fix was written from this database.',
    'invfix correct --write FILE writes one; --db FILE names another database.',
  ],
  exportsTooOld: (command: string): Told => [
    'The exports are no newer than those the fix was made from: they cannot show what became of it.',
    `Upload the fix, export inventory, orders and updates again, and run invfix ${command}`,
  ],
  lostFix: (fix: number) => `fix ${fix}`,
  lostCounts: (counts: number, fix: number) => `${counted(counts, 'count', 'counts')} of fix ${fix}`,
  lostScans: (scans: number) => counted(scans, 'earlier scan', 'earlier scans'),
  lost: (what: string) =>
    `The last database is damaged. It could no longer tell of ${what}: verify, undo and history do not know of them any more. Everything else it remembered is kept.`,
  damaged: (counts: number, fix: number) =>
    `Of fix ${fix}, ${counted(counts, 'count', 'counts')} can neither be checked nor taken back: what was remembered of them was damaged.`,
};
