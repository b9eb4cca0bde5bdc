/** What the attacks share: how many are tried, what came of them, and the program with a fault put into it. */
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** `npm run guarantees` tries everything; `npm test` a part of it. */
export const isFull = process.env.GUARANTEES === 'full';

/** How many are tried: some in the test suite, all of them for the table in docs/guarantees.md. */
export const scaled = (some: number, all: number): number => (isFull ? all : some);

/** All of a list, or every so many of it in the test suite. */
export function sampled<Item>(items: readonly Item[], every: number): readonly Item[] {
  return isFull ? items : items.filter((_, index) => index % every === 0);
}

/** Keeps what a promise withstood, for the table of `npm run guarantees`. */
export function withstood(promise: Promised, what: string): void {
  const file = process.env.GUARANTEES_FIGURES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ promise, what })}\n`);
}

/** The promises of docs/guarantees.md, by the names of the files that attack them. */
export const PROMISES = {
  survives: 'The last complete scan survives anything',
  'whole-files': 'What is written is whole or not there',
  'two-at-once': 'Two at once do not mix',
  'damaged-database': 'A damaged database is noticed',
  'damaged-fixes': 'What is remembered of fixes is checked',
  'every-row': 'Every row is accounted for',
  rules: 'No count is written that the rules forbid',
  privacy: 'Personal data stays where it was',
  'hostile-text': 'Files cannot attack the terminal, the spreadsheet or the page',
  bombs: 'Archives and documents cannot exhaust the machine',
  numbers: 'Numbers are read right or rejected',
  fuzz: 'Whatever is in a file, reading it ends',
} as const;
export type Promised = keyof typeof PROMISES;

/** A folder of one's own, gone when the tests of the file are done. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'invfix-guarantees-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The names in a folder but for those that are known to be there. */
export function namesBut(folder: string, ...known: readonly string[]): string[] {
  return readdirSync(folder).filter((name) => !known.includes(name));
}

/** The environment that puts a fault into the program: `kill:7` ends it at its 7th change of the disk. */
export function withFault(fault: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=${join(import.meta.dirname, 'faults.js')}`, INVFIX_FAULT: fault };
}
