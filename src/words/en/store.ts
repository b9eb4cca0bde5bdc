/** Databases that cannot be read or written, in English. */

type Trouble = readonly [message: string, hint: string];

const SCAN_AGAIN = 'Scan your exports again: invfix scan PATH';
const SCAN_FRESH = 'Scan your exports again: invfix scan --fresh PATH';
const RUN_AGAIN = 'Run the same command again.';

export const store = {
  none: (path: string): Trouble => [
    `There is no database "${path}" yet.`,
    'Scan your exports first: invfix scan PATH',
  ],
  foreign: (path: string): Trouble => [
    `"${path}" is not a database of invfix.`,
    'Name the right one with --db FILE.',
  ],
  foreignLeft: (path: string): Trouble => [
    `"${path}" is not a database of invfix, and is left as it is.`,
    'Name another file with --db FILE, or move this one away.',
  ],
  older: (path: string): Trouble => [`The database "${path}" was written by an older invfix.`, SCAN_AGAIN],
  newer: ({ path, version, known }: { path: string; version: number; known: number }): Trouble => [
    `The database "${path}" was written by a newer invfix (version ${version}, this one knows ${known}).`,
    'Update invfix, or scan into another file with --db FILE.',
  ],
  changed: (path: string, beside: string): Trouble => [
    `Another program has changed the database "${path}": ${beside} stands beside it.`,
    SCAN_FRESH,
  ],
  habitsOfAnother: ['What the database says of the writers is of another invfix.', SCAN_AGAIN] as Trouble,
  unfinished: ['The database holds no finished scan.', SCAN_AGAIN] as Trouble,
  /** `holder`: the process that writes, where it is known. */
  held: (path: string, holder: { process: number; since: number } | null): Trouble => [
    holder === null
      ? `Another scan is writing to the database "${path}".`
      : `Another scan is writing to the database "${path}" (process ${holder.process}, since ${new Date(holder.since).toISOString()}).`,
    'Wait until it is done, or scan into another file with --db FILE.',
  ],
  folder: (path: string): Trouble => [
    `"${path}" is a folder, not a database.`,
    'Name a file, such as .invfix/invfix.db.',
  ],
  unreadable: (path: string, code: string): Trouble => [
    `Cannot read the database "${path}" (${code}).`,
    'Check its permissions.',
  ],
  unwritable: (path: string, code: string): Trouble => [
    `Cannot write the database "${path}" (${code}).`,
    'Check the folder’s permissions and space, or name another file with --db FILE.',
  ],
  replaced: ['Another scan has replaced the one that this fix was computed from.', RUN_AGAIN] as Trouble,
  readOnly: (path: string): Trouble => [
    `The fix cannot be remembered: the database "${path}" is read-only.`,
    'Change its permissions, or write with --no-undo: verify and undo will not know of it.',
  ],
  damaged: (path: string): Trouble => [`The database "${path}" is damaged.`, SCAN_FRESH],
  busy: (path: string): Trouble => [
    `Another invfix is writing to the database "${path}".`,
    'Wait until it is done, and run the same command again.',
  ],
};
