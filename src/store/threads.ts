/** What threads have in common: how one tells another that it failed. */
import { UserError } from '../errors.js';
import { DatesError } from '../exports/dates.js';

/** An error on its way between threads, which would lose what tells a user's error from ours. */
export interface Failure {
  readonly message: string;
  readonly hint: string | null;
  /** What a DatesError says, whatever the language. */
  readonly dates: Pick<DatesError, 'key' | 'value'> | null;
  readonly code: string | null;
  readonly stack: string | null;
}

export function failureOf(error: unknown): Failure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  const hint = error instanceof UserError ? error.hint : null;
  const dates = error instanceof DatesError ? { key: error.key, value: error.value } : null;
  return { message, hint, dates, code, stack: stack ?? null };
}

export function errorOf(failure: Failure): Error {
  if (failure.dates !== null) return new DatesError(failure.dates.key, failure.dates.value);
  if (failure.hint !== null) return new UserError(failure.message, failure.hint);
  const error = new Error(failure.message);
  if (failure.stack !== null) error.stack = failure.stack;
  return failure.code === null ? error : Object.assign(error, { code: failure.code });
}

/** Threads start from compiled modules only. */
export function isCompiled(module: string): boolean {
  return module.endsWith('.js');
}
