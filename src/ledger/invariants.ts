/**
 * What holds for every diagnosis and every fix, whatever the exports say. Where it does not, invfix itself is
 * wrong: the command stops before anything is written.
 */
import { type Correction, changesSomething } from './corrections.js';
import type { BalanceDiagnosis, CauseCode } from './diagnosis.js';
import type { Units } from './records.js';

/** The causes whose units add up to the shortfall. */
const OF_THE_SHORTFALL: readonly CauseCode[] = [
  'early-write-off',
  'ghost-reservation',
  'oversold',
  'late-write-off',
];

/**
 * The diagnosis, if it keeps the formula: available items = available + E − L, corrected = available items + P and
 * at least 0, P + K + G + U is what is reserved, and the causes' units are the shortfall.
 * @throws Error naming the balance and what does not hold
 */
export function checkedDiagnosis<Diagnosis extends BalanceDiagnosis>(diagnosis: Diagnosis): Diagnosis {
  const broken = brokenRule(diagnosis);
  if (broken === null) return diagnosis;
  throw new Error(`the diagnosis of SKU ${diagnosis.sku} in ${diagnosis.warehouse} breaks a rule: ${broken}`);
}

function brokenRule(diagnosis: BalanceDiagnosis): string | null {
  const { inStock, reserved, available, pending, acknowledged, ghosts, undetermined } = diagnosis;
  const { earlyWriteOffs, lateWriteOffs, availableItems, oversold, corrected, unblocked } = diagnosis;
  const { alternatives, causes, unlimited } = diagnosis;
  const terms = [pending, acknowledged, ghosts, undetermined, earlyWriteOffs, lateWriteOffs, oversold];
  if (![...terms, inStock, reserved, available, availableItems].every(Number.isSafeInteger))
    return 'units are whole numbers';
  if (terms.some((units) => units < 0)) return 'no term is below zero';
  // Its numbers mean nothing.
  if (unlimited)
    return corrected === null && unblocked === null ? null : 'an unlimited balance has no corrected count';
  if (available !== inStock - reserved) return 'available is in stock less reserved';
  if (pending + acknowledged + ghosts + undetermined !== Math.max(reserved, 0))
    return 'what is reserved is pending, acknowledged, ghosts and undetermined';
  // VTEX is known to export reservations below zero: they make nothing available.
  const atMost = Math.min(available, inStock);
  if (availableItems !== atMost + earlyWriteOffs - lateWriteOffs)
    return 'available items are available, with early and less late write-offs';
  if (oversold !== Math.max(-availableItems, 0)) return 'oversold is what available items lack';
  if (corrected !== Math.max(availableItems + pending, 0))
    return 'the corrected count is available items and pending units, at least 0';
  if (unblocked !== (oversold > 0 ? pending : corrected)) return 'the unblocking count is the pending units';
  if (!alternatives.every((count, at) => isOtherCount(count, corrected, alternatives[at - 1])))
    return 'the alternatives are other counts, ascending';
  const explained = causes
    .filter(({ code }) => OF_THE_SHORTFALL.includes(code))
    .reduce((sum, { units }) => sum + units, 0);
  if (explained !== Math.max(availableItems, 0) - atMost) return 'the causes make up the shortfall';
  return null;
}

function isOtherCount(count: Units, corrected: Units, before: Units | undefined): boolean {
  return (
    Number.isSafeInteger(count) &&
    count >= 0 &&
    count !== corrected &&
    (before === undefined || count > before)
  );
}

/**
 * The corrections, if each may be written: a whole count of at least 0, of a balance that is not unlimited and
 * needs it, once; and the computed count, unless people have changed it.
 * @param isByHand counts come from a review that people may have edited
 * @throws Error naming the balance and what does not hold
 */
export function checkedCorrections(
  corrections: readonly Correction[],
  isByHand: boolean,
): readonly Correction[] {
  const written = new Set<string>();
  for (const { balance, count } of corrections) {
    checkedDiagnosis(balance);
    const refuse = (rule: string): never => {
      throw new Error(
        `the count ${count} for SKU ${balance.sku} in ${balance.warehouse} breaks a rule: ${rule}`,
      );
    };
    if (!Number.isSafeInteger(count) || count < 0) refuse('a count is a whole number, at least 0');
    if (balance.unlimited) refuse('an unlimited balance is never written');
    if (!isByHand && count !== balance.corrected && count !== balance.unblocked)
      refuse('only the computed count is written');
    if (!changesSomething(balance, count)) refuse('no balance is written that needs no correction');
    const key = JSON.stringify([balance.sku, balance.warehouse]);
    if (written.has(key)) refuse('a balance is written once');
    written.add(key);
  }
  return corrections;
}
