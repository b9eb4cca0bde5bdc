/**
 * Something the user can put right: one line why, one line what to do next. Ends the command with
 * exit code 2. Anything else that is thrown is a fault of invfix and is reported as one.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  /**
   * @param message one line: what could not be done, with file and row where there is one
   * @param hint one line: what to do next
   */
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** The user gave up at a question: nothing is written, nothing more is said, and the exit code is 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
