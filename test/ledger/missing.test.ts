import { expect, it } from 'vitest';
import type { Note, NoteCode } from '../../src/ledger/diagnosis.js';
import { type Evidence, missingFor } from '../../src/ledger/missing.js';

const noteOf = (code: NoteCode): Note => ({ code, values: {} });
const missing = (...codes: NoteCode[]): readonly Evidence[] =>
  missingFor({ confidence: 'likely', notes: codes.map(noteOf) });

it.each([
  ['updates', 'no-log'],
  ['updates', 'log-starts-late'],
  ['updates', 'log-gap'],
  ['updates', 'log-ends-early'],
  ['updates', 'in-stock-differs'],
  ['updates', 'trigger-undecided'],
  ['updates', 'snapshots-only'],
  ['locks', 'no-locks'],
  ['locks', 'pending-range'],
  ['orders', 'orders-before-inventory'],
  ['orders', 'changed-after-export'],
  ['orders', 'orders-outdated'],
  ['orders', 'orders-cut-short'],
  ['moment', 'export-moment-unknown'],
  ['warehouses', 'unplaced-lines'],
  ['kits', 'kit-or-changed-order'],
] as const)('asks for %s where a balance is noted as %s', (evidence, code) => {
  expect(missing(code)).toEqual([evidence]);
});

it('asks for each export once, in one order', () => {
  expect(missing('no-locks', 'log-gap', 'no-log', 'orders-outdated')).toEqual(['updates', 'locks', 'orders']);
});

it('asks for the orders feed where nothing is missing and the answer is not sure', () => {
  expect(missing()).toEqual(['feed']);
  expect(missing('log-gap')).not.toContain('feed');
});

it('asks for nothing where the answer is proven', () => {
  expect(missingFor({ confidence: 'proven', notes: [noteOf('log-gap')] })).toEqual([]);
});
