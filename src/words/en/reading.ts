/** Why exports cannot be read as they were asked for, in English: one line why, one line what to do. */
type Lines = readonly [message: string, hint: string];

export const reading = {
  noPath: (path: string): Lines => [
    `There is no file or folder "${path}".`,
    'Check the path, or name the folder your exports are in.',
  ],
  /** @param reason one of `unread` */
  pathRefused: (path: string, reason: string): Lines => [
    `Cannot read "${path}": ${reason}.`,
    'Check its permissions.',
  ],

  /** What local dates of a file, or a time zone, leave open: each of one value. */
  dates: {
    zone: (name: string): Lines => [
      `Unknown time zone "${name}".`,
      'Name one such as America/Sao_Paulo, Europe/Madrid or UTC.',
    ],
    bothOrders: (path: string): Lines => [
      `${path}: some dates can only be day-month, others only month-day.`,
      'Say how the others read: invfix scan PATH --date-order dmy, or mdy.',
    ],
    eitherOrder: (path: string): Lines => [
      `${path}: its dates could be day-month or month-day, and no row tells which.`,
      'Say so: invfix scan PATH --date-order dmy (31/12/2026), or --date-order mdy (12/31/2026).',
    ],
  },

  /** Headers that were named for columns. */
  headers: {
    noColumn: (text: string): Lines => [
      `"${text}" names no column.`,
      'Write KIND.COLUMN=HEADER, such as orders.units=Menge.',
    ],
    noText: (column: string): Lines => [
      `The header of ${column} is no text.`,
      'Write it as the file has it, in quotes.',
    ],
    /** @param kind null for the headers of all kinds */
    noObject: (kind: string | null): Lines => [
      kind === null ? 'The headers are no object.' : `The headers of ${kind} are no object.`,
      'Write them as { "orders": { "units": "Menge" } }.',
    ],
    unknownKind: (kind: string, kinds: string): Lines => [
      `"${kind}" is no kind of export.`,
      `The kinds are ${kinds}.`,
    ],
    unknownColumn: (column: string, kind: string, columns: string): Lines => [
      `"${column}" is no column of ${kind}.`,
      `The columns are ${columns}.`,
    ],
    empty: (column: string): Lines => [`The header of ${column} is empty.`, 'Write it as the file has it.'],
    twice: (column: string, first: string, second: string): Lines => [
      `${column} is given two headers, "${first}" and "${second}".`,
      'Name one of them.',
    ],
  },
};
