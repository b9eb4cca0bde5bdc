/** The causes in words: a name for tables, a sentence that says what happened, another what to do. */
import type { Cause, CauseCode } from '../ledger/diagnosis.js';
import { words } from '../words/index.js';

interface CauseWords {
  /** For a wide table. */
  readonly name: string;
  /** For a narrow table, at most 14 columns. */
  readonly short: string;
  readonly happened: (units: number) => string;
  readonly remedy: (units: number) => string;
}

/** Every cause has its words; a new one does not compile without them. */
function causeWords(code: CauseCode): CauseWords {
  return words().causes[code];
}

/** The cause's name, as long as the table allows. */
export function causeName(code: CauseCode, length: 'full' | 'short' = 'full'): string {
  return length === 'full' ? causeWords(code).name : causeWords(code).short;
}

/** What happened, as a sentence with its units. */
export function causeHappened(cause: Cause): string {
  return causeWords(cause.code).happened(Math.abs(cause.units));
}

/** What to do about it, as a sentence. */
export function causeRemedy(cause: Cause): string {
  return causeWords(cause.code).remedy(Math.abs(cause.units));
}

/** `early write-off 4, oversold 1`: every cause with its units. */
export function causeList(causes: readonly Cause[]): string {
  return causes
    .map((cause) =>
      cause.units === 0 ? causeName(cause.code) : `${causeName(cause.code)} ${Math.abs(cause.units)}`,
    )
    .join(', ');
}

/** The first cause, short, and how many more there are: `early +1`. */
export function mainCause(causes: readonly Cause[]): string {
  const [first] = causes;
  if (first === undefined) return '';
  const more = causes.length > 1 ? ` +${causes.length - 1}` : '';
  return causeName(first.code, 'short') + more;
}
