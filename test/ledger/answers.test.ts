/**
 * What the ledger says of simulated stores, as recorded in answers/. A change of an answer shows there, balance by
 * balance: `npx vitest run test/ledger/answers.test.ts --update` records it anew, and the difference is looked at.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import type { KindName } from '../world/settings.js';
import { keyOf, SMALL, scanned, storeOf } from './stores.js';

const STORES: readonly (readonly [KindName, number])[] = [
  ['authorized-live', 51],
  ['created-nightly', 52],
  ['handling-live', 53],
  ['mixed-live', 54],
  ['ghosts', 55],
  ['put-right-by-hand', 56],
  ['oversold', 57],
  ['late-cancellations', 58],
  ['two-warehouses', 59],
  ['noisy-nightly', 60],
  ['no-locks', 61],
  ['no-log', 62],
  ['cut-short', 63],
  ['early-with-till-and-recounts', 64],
  ['not-put-back', 65],
  ['two-warehouses-by-hand', 66],
  ['trigger-changed', 67],
  ['trigger-per-warehouse', 68],
  ['forgetful', 69],
];

/** A balance in a line, with a digest of its story. */
function answerOf(story: BalanceStory): string {
  const { inStock, reserved, corrected, alternatives, basis, confidence } = story;
  const { pending, acknowledged, ghosts, undetermined, earlyWriteOffs, lateWriteOffs } = story;
  const { updates, reservations, notTakenOff, notPutBack, unserved, counted, notes } = story;
  const told = { updates, reservations, notTakenOff, notPutBack, unserved, counted, notes };
  const others = alternatives.length === 0 ? '' : ` or ${alternatives.join(', ')}`;
  return [
    keyOf(story),
    `${inStock} − ${reserved}`,
    `corrected ${corrected}${others}`,
    `${confidence} by ${basis}`,
    `P ${pending} K ${acknowledged} G ${ghosts} U ${undetermined} E ${earlyWriteOffs} L ${lateWriteOffs}`,
    story.causes.map((cause) => JSON.stringify(cause)).join(' '),
    createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 8),
  ].join(' | ');
}

describe('what is said of a simulated store', () => {
  it.each(STORES)('is what was recorded: %s, seed %i', async (kind, seed) => {
    const { world, options } = storeOf(kind, seed, SMALL);

    const answers = scanned(world, options).map(answerOf);

    await expect(`${answers.join('\n')}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, 'answers', `${kind}.txt`),
    );
  });
});
