/** The page of `scan --dry-run`, in English. */

/** An error's message and what to do next. */
type Told = readonly [message: string, hint: string];

export const dryRun = {
  takenAs: 'Taken as',
  inTheFile: 'In the file',
  firstRow: 'First row',
  notRead: 'not read',
  workedOut: '(worked out)',
  moreLikeThese: (hidden: number) => `and ${hidden} more like these`,
  atLine: (line: number, message: string) => `line ${line}: ${message}`,
  nothingKnown: [
    'None of these files is an export invfix knows.',
    'If one is, say which column is which: invfix scan PATH --map inventory.sku="Header in my file"',
  ] as Told,
};
