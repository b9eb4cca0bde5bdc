/** What a scan says while it works, and why it could not, in English. */
import { counted } from '../format.js';
import { shared } from './shared.js';

const { files } = shared;

/** An error's message and what to do next. */
type Told = readonly [message: string, hint: string];

const WHERE =
  'Export it in VTEX Admin: Shipping strategy > Warehouses > Export items; it says what is in stock and reserved.';

export const scanning = {
  nothingNamed: [
    'Nothing to scan was named.',
    'Name the folder with the exports: invfix scan exports/',
  ] as Told,
  standardInput: 'standard input',
  historyLost:
    'The last database is damaged: what it remembered of earlier scans and fixes could not be taken over.',
  builtAnew: (version: number) =>
    `The database was of an older version (${version}) and has been built anew.`,
  diskFull: (database: string): Told => [
    `${database} could not be written: the disk is full, or fails.`,
    'Free some space and scan again.',
  ],
  notWritable: (database: string): Told => [
    `${database} cannot be written.`,
    'Name another place with --db FILE, or change its permissions.',
  ],
  incomplete: 'The exports had damaged rows or files; invfix scan names them. The answer may be incomplete.',
  /** @param where the paths */
  noFiles: (where: string): Told => [
    `There are no files below ${where}.`,
    'Put the inventory export, the order exports and the inventory updates there, and scan again.',
  ],
  allRejected: ({ file, rejected, rows }: { file: string; rejected: number; rows: number }): Told => [
    `No balance could be read: ${rejected} of ${counted(rows, 'row', 'rows')} of ${file} were rejected.`,
    'Export the inventory again, or mend the rows.',
  ],
  orderExports: (count: number) => counted(count, 'order export', 'order exports'),
  updateLogs: (count: number) => counted(count, 'update log', 'update logs'),
  /**
   * @param found what there is, from the two above
   * @param lost a file that was not read whole, and the sentence why
   */
  noInventory: ({
    where,
    found,
    lost,
  }: {
    where: string;
    found: string;
    lost: { file: string; why: string } | null;
  }): Told => [
    `${where} holds ${found}, but no inventory.${lost === null ? '' : ` ${lost.file} was not read whole: ${lost.why}`}`,
    WHERE,
  ],
  /** @param why a sentence, or null */
  noExport: (file: string, why: string | null): Told => [
    `${file} is no export invfix knows${why === null ? '.' : `: ${why}`}`,
    WHERE,
  ],
  /** @param first the first of the files, and the sentence why it is not read */
  noneKnown: ({
    count,
    where,
    first,
  }: {
    count: number;
    where: string;
    first: { file: string; why: string } | null;
  }): Told => [
    `None of ${files(count)} below ${where} is an export invfix knows${first === null ? '.' : `: ${first.file}: ${first.why}`}`,
    WHERE,
  ],
  unreadable: (file: string, why: string): Told => [
    `No balance could be read: ${file}: ${why}`,
    'Mend that file or export it again; an inventory needs the SKU and two of in stock, reserved and available.',
  ],
  notCounts: (file: string, why: string | null): Told => [
    `${file} is no physical count${why === null ? '.' : `: ${why}`}`,
    'A count has the columns SkuId;WarehouseId;Counted and, if you know it, CountedAt.',
  ],
  countsFolder: (path: string): Told => [
    `${path} is a folder, not a physical count.`,
    'Name the file: --counts counts.csv',
  ],
  balanceIn: (sku: string, warehouse: string) => `${sku} in ${warehouse}`,
  unknownCounts: (count: number, balances: string) =>
    `${counted(count, 'count', 'counts')} ${count === 1 ? 'is' : 'are'} of balances no inventory export has: ${balances}.`,
};
