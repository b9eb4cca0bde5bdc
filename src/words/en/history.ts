/** The page of a history, in English. */
import { counted, grouped } from '../format.js';

export const history = {
  noFix: 'No fix was written yet: invfix correct --write FILE.',
  negative: 'Negative',
  understated: 'Understated',
  understatedShort: 'Under',
  overstated: 'Overstated',
  overstatedShort: 'Over',
  /** Beside the small chart. */
  nowAndMost: ({ now, most }: { readonly now: number; readonly most: number }) =>
    `${grouped(now)} now, ${grouped(most)} at most`,
  development: ({
    scans,
    from,
    to,
  }: {
    readonly scans: number;
    readonly from: string;
    readonly to: string;
  }) => `Balances over ${counted(scans, 'scan', 'scans')}, ${from} to ${to}`,
  scans: 'Scans',
  scanned: 'Scanned (UTC)',
  inventoryOf: 'Inventory of',
  unknown: 'unknown',
  balances: 'Balances',
  unitsShort: 'Units short',
  short: 'Short',
  fixes: 'Fixes',
  fix: 'Fix',
  written: 'Written (UTC)',
  counts: 'Counts',
  format: 'Format',
  file: 'File',
  standardOutput: 'standard output',
  /** @param where the file, or the standard output */
  takesBack: ({ where, fix }: { readonly where: string; readonly fix: number }) =>
    `${where} (takes back fix ${fix})`,
  earlier: (rest: number) => `${grouped(rest)} earlier; --verbose shows all`,
};
