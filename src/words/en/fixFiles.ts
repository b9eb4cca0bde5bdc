/** What the files of fixes and of reviews are refused for, and their notes, in English. */
import type { FileRow, Told } from '../told.js';

export const fixFiles = {
  noFolder: (folder: string): Told => [
    `There is no folder ${folder}.`,
    'Create it first, or write somewhere else.',
  ],
  notOrdinary: (path: string): Told => [
    `${path} is not an ordinary file.`,
    'Name a file to write, or - for the standard output.',
  ],
  exists: (path: string): Told => [
    `${path} exists already.`,
    'Name another file, or add --force to replace it.',
  ],
  noPermission: (path: string): Told => [
    `${path} cannot be written: no permission.`,
    'Write somewhere else.',
  ],
  diskFull: (path: string): Told => [
    `${path} was not written: the disk is full.`,
    'Free some space and try again.',
  ],
  nameTooLong: (path: string): Told => [
    `${path} cannot be written: its name is too long.`,
    'Choose a shorter name.',
  ],
  formulaId: (id: string): Told => [
    `The id ${id} begins like a formula, and a CSV for VTEX cannot be written safely with it.`,
    'Type the counts of its balances in VTEX Admin, and leave them out here with --sku or --warehouse.',
  ],

  /** @param account null where none was given */
  account: (account: string | null): Told => [
    account === null
      ? 'A batch file names the VTEX account in every row.'
      : `--account ${account} is not the name of a VTEX account.`,
    "Give it as in the store's address (https://NAME.myvtex.com): --account NAME",
  ],
  /** @param rest how many are not among those named */
  leadTimesUnknown: ({
    unknown,
    all,
    named,
    rest,
  }: {
    readonly unknown: number;
    readonly all: number;
    readonly named: string;
    readonly rest: number;
  }): Told => [
    `No export says the lead time of ${unknown}${unknown === all ? '' : ` of ${all}`} ${all === 1 ? 'balance' : 'balances'} (${named}${rest > 0 ? ` and ${rest} more` : ''}), and a batch upload would reset ${unknown === 1 ? 'it' : 'them'} to none.`,
    "Save the Logistics API's answers (GET /api/logistics/pvt/inventory/skus/{skuId}) and scan them too, or go on with --lead-time keep-none.",
  ],
  leadTimesNone: (unknown: number) =>
    `${unknown === 1 ? 'One balance is' : `${unknown} balances are`} written with a lead time of none, since no export says ${unknown === 1 ? 'its' : 'theirs'}.`,

  spreadsheetEnding: (): Told => [
    'A spreadsheet is written to a file, and its ending says of which sort it is.',
    'Name one that ends in .xls, .xlsx or .csv: --write fix.xls',
  ],
  cellTooLong: ({ target, longest }: { readonly target: string; readonly longest: number }): Told => [
    `A cell of the inventory spreadsheet is longer than ${target} can hold (${longest} characters).`,
    'Write a CSV instead: --write fix.csv',
  ],
  spreadsheetGone: (path: string): Told => [
    `The inventory spreadsheet ${path} is no longer there, and a fix as a spreadsheet gives its rows back.`,
    'Run this in the folder the scan ran in, or scan again: invfix scan PATH',
  ],
  changedSince: (path: string): Told => [
    `${path} has changed since it was scanned.`,
    'Scan again first: invfix scan PATH',
  ],
  noSpreadsheet: (path: string): Told => [
    `${path} is not the inventory spreadsheet of VTEX Admin, whose rows its import takes back.`,
    'Export the inventory there (Shipping strategy > Warehouses > Export items) and scan it, or use --format batch.',
  ],
  fromStdin: (): Told => [
    'The inventory came through the standard input, and a fix as a spreadsheet gives its rows back.',
    'Scan the spreadsheet as a file: invfix scan PATH',
  ],

  reviewNotOpened: (path: string): Told => [
    `The review ${path} cannot be opened.`,
    'Name the file that invfix correct --write FILE wrote.',
  ],
  noReview: ({ path, columns }: { readonly path: string; readonly columns: string }): Told => [
    `${path} is no review: it lacks one of the columns ${columns}.`,
    'Name the file that invfix correct --write FILE wrote; rows and counts may be changed, these columns not.',
  ],
  rowTwice: ({ path, line, before }: FileRow & { readonly before: number }): Told => [
    `${path}, row ${line} is about the same balance as row ${before}.`,
    'Delete one of them.',
  ],
  /** @param reason as the reader says it: `an unclosed quote` */
  rowUnreadable: ({ path, line, reason }: FileRow & { readonly reason: string }): Told => [
    `${path}, row ${line} cannot be read: ${reason}.`,
    'Mend the row, or delete it.',
  ],
  rowWithout: ({ path, line, column }: FileRow & { readonly column: string }): Told => [
    `${path}, row ${line} has no ${column}.`,
    'Fill it in, or delete the row.',
  ],
  rowRounded: ({
    path,
    line,
    column,
    value,
  }: FileRow & { readonly column: string; readonly value: string }): Told => [
    `${path}, row ${line} has the ${column} ${value}, which a spreadsheet program has rounded.`,
    'Open the review with that column as text, and change it again.',
  ],
  /** @param reason as the reader of numbers says it: `is not a whole number` */
  rowNotWhole: ({
    path,
    line,
    column,
    value,
    reason,
  }: FileRow & { readonly column: string; readonly value: string; readonly reason: string }): Told => [
    `${path}, row ${line} has the ${column} ${value}, which ${reason}.`,
    'Write a whole number, or delete the row.',
  ],
  rowBelowZero: ({
    path,
    line,
    column,
    count,
  }: FileRow & { readonly column: string; readonly count: number }): Told => [
    `${path}, row ${line} has the ${column} ${count}, which is below zero.`,
    'A count is 0 or more: what is on the shelf.',
  ],
  rowNotExported: ({
    path,
    line,
    sku,
    warehouse,
  }: FileRow & { readonly sku: string; readonly warehouse: string }): Told => [
    `${path}, row ${line} is about SKU ${sku} in ${warehouse}, which no inventory export has.`,
    'Spreadsheet programs drop leading zeros: open the review with its ids as text, or delete the row.',
  ],
  rowUnlimited: ({
    path,
    line,
    sku,
    warehouse,
  }: FileRow & { readonly sku: string; readonly warehouse: string }): Told => [
    `${path}, row ${line} is about SKU ${sku} in ${warehouse}, whose quantity is unlimited.`,
    'An unlimited quantity is never written. Delete the row.',
  ],
  /** @param was as the review has it, and `is` as the last scan shows it */
  rowOfOtherScan: ({
    path,
    line,
    sku,
    warehouse,
    was,
    is,
  }: FileRow & {
    readonly sku: string;
    readonly warehouse: string;
    readonly was: { readonly inStock: number; readonly reserved: number };
    readonly is: { readonly inStock: number; readonly reserved: number };
  }): Told => [
    `${path}, row ${line} is about SKU ${sku} in ${warehouse} with ${was.inStock} in stock and ${was.reserved} reserved, but the last scan shows ${is.inStock} and ${is.reserved}.`,
    'The review is of another scan. Write it again: invfix correct --write FILE',
  ],
};
