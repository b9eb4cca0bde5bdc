/** What threads have in common: how one tells another that it failed. */
import { UserError } from '../errors.js';

/** An error on its way between threads, which would lose what tells a user's error from ours. */
export interface Failure {
  readonly message: string;
  readonly hint: string | null;
  readonly code: string | null;
  readonly stack: string | null;
}

export function failureOf(error: unknown): Failure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  return { message, hint: error instanceof UserError ? error.hint : null, code, stack: stack ?? null };
}

export function errorOf(failure: Failure): Error {
  if (failure.hint !== null) return new UserError(failure.message, failure.hint);
  const error = new Error(failure.message);
  if (failure.stack !== null) error.stack = failure.stack;
  return failure.code === null ? error : Object.assign(error, { code: failure.code });
}

/** Threads start from compiled modules only. */
export function isCompiled(module: string): boolean {
  return module.endsWith('.js');
}
