/** The list in which corrections are ticked, in English. */
import { counted, grouped } from '../format.js';
import type { Told } from '../told.js';

export const pick = {
  intro: 'Tick the counts to write. None is ticked at first, and what is not ticked is not written.',
  count: 'Count',
  /**
   * @param found null where all are
   * @param from the first line that is seen, and `to` the last; null where all of them are
   */
  status: ({
    ticked,
    all,
    found,
    seen,
  }: {
    readonly ticked: number;
    readonly all: number;
    readonly found: number | null;
    readonly seen: { readonly from: number; readonly to: number } | null;
  }) =>
    [
      `${grouped(ticked)} of ${grouped(all)} ticked`,
      ...(found === null ? [] : [`${found === 0 ? 'nothing' : grouped(found)} found`]),
      ...(seen === null ? [] : [`${grouped(seen.from)} to ${grouped(seen.to)} shown`]),
    ].join(', '),
  keys: ['space tick', 'a all or none', 'i invert', '/ find', 'enter go on'],
  keyStop: 'esc stop',
  keyShowAll: 'esc show all',
  keyKeep: 'enter keep these',
  find: 'Find:',
  picked: ({ picked, all }: { readonly picked: number; readonly all: number }) =>
    `Picked ${grouped(picked)} of ${counted(all, 'count', 'counts')}.`,
  stopped: 'Stopped. No count is written.',

  bothFromStdin: (option: string): Told => [
    `--pick and ${option} would both read the standard input.`,
    'Name a file instead of -.',
  ],
  noTerminal: (): Told => [
    '--pick asks on a terminal, and there is none here.',
    'List the SKUs in a file instead (--sku-file skus.txt), or delete rows of a review (--from-review fix.csv).',
  ],
  oldNode: (): Told => [
    '--pick needs Node.js 20.12 or later.',
    'Update Node.js, or list the SKUs in a file: --sku-file skus.txt',
  ],
};
