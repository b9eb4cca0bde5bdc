/** What errors are told in. */

/** An error that a user can put right: why, and what to do next; one line each. */
export type Told = readonly [message: string, hint: string];

/** A row of a file, and the file's name as it may be shown. */
export interface FileRow {
  readonly path: string;
  readonly line: number;
}
