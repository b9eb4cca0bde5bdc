import { defineConfig } from 'vitest/config';

/** They simulate whole stores, which takes seconds, where the others take milliseconds. */
const WHOLE_STORES = [
  'after-fix',
  'candidates',
  'effort',
  'evidence',
  'learn',
  'properties',
  'quiet',
  'roles',
  'triggers',
  'worlds',
];

/** What `npm run mutate` tries changes of src/ledger on: the tests that state its rules one by one. */
export default defineConfig({
  test: {
    include: ['test/ledger/*.test.ts'],
    // What is counted along takes its time.
    testTimeout: 60_000,
    exclude: WHOLE_STORES.map((name) => `test/ledger/${name}.test.ts`),
  },
});
