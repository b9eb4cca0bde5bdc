/**
 * What is tried, and what must hold: whatever the files say, reading and diagnosing ends in good time, with an answer
 * that keeps the rules or with a sentence for the user.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { storiesOf } from '../../src/commands/told.js';
import { UserError } from '../../src/errors.js';
import { filesBelow } from '../../src/exports/index.js';
import { LIMITS } from '../../src/exports/readers/limits.js';
import type { Opened } from '../../src/exports/readers/open.js';
import { sourceOf } from '../../src/exports/readers/spool.js';
import { openZip, unpacked } from '../../src/exports/readers/zip.js';
import { checkedCorrections, diagnosing, learnHabits, selectCorrections } from '../../src/ledger/index.js';
import { loadExports, Store, StoreBuilder, warningsOf } from '../../src/store/index.js';
import { type Said, sentenceOf } from '../../src/words/said.js';
import { opened } from '../exports/readers/sources.js';
import { zipOf } from '../exports/readers/zips.js';
import { written } from '../store/stores.js';
import { changedOf, contentsOf, withChanges } from './bytes.js';
import { stores } from './tables.js';

/** The longest that one input may take on a slow machine, in milliseconds. */
const LONGEST = 30_000;

/** A property of whatever an arbitrary makes up. */
export interface Target {
  readonly name: string;
  property(folder: string): fc.IAsyncPropertyWithHooks<[unknown]>;
}

const ROOT = join(import.meta.dirname, '..', '..', 'fixtures');
const SHAPES = contentsOf(join(ROOT, 'shapes'));
/** An inventory that the exports changed are told beside. */
const INVENTORY = SHAPES.get('inventory.csv') ?? Buffer.alloc(0);
/** What an .xlsx is made of: changed and packed again, its checksums do not give it away. */
const BOOK = await partsOf(SHAPES.get('inventory.xlsx') ?? Buffer.alloc(0));

export const TARGETS: readonly Target[] = [
  {
    name: 'readers: bytes to rows',
    property: () =>
      fc.asyncProperty(changedOf([...SHAPES.keys()]), async ({ name, changes }) => {
        const content = withChanges(SHAPES.get(name) ?? Buffer.alloc(0), changes);
        await inTime(async () => readAll(await opened(content, name)));
      }) as fc.IAsyncPropertyWithHooks<[unknown]>,
  },
  {
    name: 'workbooks: parts to rows',
    property: () =>
      fc.asyncProperty(changedOf([...BOOK.keys()]), async ({ name, changes }) => {
        const parts = [...BOOK].map(([part, content]) => ({
          name: part,
          content: part === name ? withChanges(content, changes) : content,
        }));
        await inTime(async () => readAll(await opened(zipOf(parts))));
      }) as fc.IAsyncPropertyWithHooks<[unknown]>,
  },
  {
    name: 'exports: rows to records',
    property: (folder) =>
      fc.asyncProperty(changedOf([...SHAPES.keys()]), async ({ name, changes }) => {
        const content = withChanges(SHAPES.get(name) ?? Buffer.alloc(0), changes);
        const files = { 'whole.csv': INVENTORY, [name.replaceAll('/', '-')]: content };
        await inTime(() => diagnosed(folder, files));
      }) as fc.IAsyncPropertyWithHooks<[unknown]>,
  },
  {
    name: 'stores: records to counts',
    property: (folder) =>
      fc.asyncProperty(stores, (files) =>
        inTime(() => diagnosed(folder, files)),
      ) as fc.IAsyncPropertyWithHooks<[unknown]>,
  },
];

/** @throws Error when the work takes longer than it may */
async function inTime(work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A sentence for the user, on one line each.
    if (/[\r\n]/.test(error.message + error.hint)) throw new Error(`not one line: ${error.message}`);
  }
  const took = performance.now() - start;
  if (took > LONGEST) throw new Error(`took ${Math.round(took)} ms`);
}

async function partsOf(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const source = sourceOf(archive);
  const zip = await openZip(source, LIMITS);
  const parts = new Map<string, Buffer>();
  for (const entry of zip?.entries ?? []) {
    const pieces: Buffer[] = [];
    for await (const piece of unpacked(source, entry, LIMITS)) pieces.push(piece);
    parts.set(entry.name, Buffer.concat(pieces));
  }
  return parts;
}

async function readAll(found: Opened, depth = 0): Promise<void> {
  switch (found.sort) {
    case 'table':
      return readTable(found.table);
    case 'sheets':
      for (const sheet of found.sheets) if (sheet.top.length > 0) await readTable(sheet);
      return;
    case 'documents':
      return found.documents.read({ document: () => true, fault: isSentence, progress: isShare });
    case 'archive':
      for await (const entry of found.entries()) {
        if ('refusal' in entry) {
          isSentence(0, entry.refusal);
          continue;
        }
        const { source } = entry;
        if (depth < 2) await readAll(await opened(await source.read(0, source.size), entry.name), depth + 1);
        await source.close();
      }
      return;
    default:
      isSentence(0, found.reason);
  }
}

async function readTable(table: Extract<Opened, { sort: 'table' }>['table']): Promise<void> {
  let last = 0;
  const isLater = (line: number) => {
    if (line < last) throw new Error(`line ${line} after line ${last}`);
    last = line;
  };
  await table.read(0, {
    fewestFields: 1,
    row(_fields, line) {
      isLater(line);
      return true;
    },
    // A fault may tell of where its row began.
    fault(_fault, line, reason) {
      isSentence(line, reason);
    },
    progress: isShare,
  });
}

function isSentence(_line: number, said: Said): void {
  const reason = sentenceOf(said);
  if (reason === '' || /\p{Cc}/u.test(reason)) throw new Error(`no sentence: ${JSON.stringify(reason)}`);
}

function isShare(share: number): void {
  if (!(share >= 0 && share <= 1)) throw new Error(`a share of ${share}`);
}

/** Loads, learns, diagnoses, publishes and reads back what exports say. The rules are checked on the way. */
async function diagnosed(folder: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const exports = join(folder, 'exports');
  const database = join(folder, 'x.db');
  rmSync(exports, { recursive: true, force: true });
  mkdirSync(exports, { recursive: true });
  written(exports, files);
  const builder = StoreBuilder.create(database);
  try {
    await loadExports(filesBelow([exports]), builder, { dateOrder: 'dmy' });
    builder.finishLoading();
    const coverage = builder.coverage();
    const habits = learnHabits(() => builder.drawnSkus(), coverage, new Map());
    builder.saveHabits(habits);
    const diagnosesOf = diagnosing(habits, coverage);
    const all = [...builder.skus()].map((records) => diagnosesOf(records));
    await builder.saveDiagnoses(all);
    builder.saveScan({ scannedAt: 0, paths: [exports] });
    warningsOf(builder);
    builder.publish();
  } finally {
    builder.discard();
  }
  const store = Store.open(database);
  try {
    const balances = [...store.diagnoses()];
    for (const sku of new Set(balances.map((balance) => balance.sku))) {
      const records = store.sku(sku);
      if (records === null) throw new Error(`${sku} was diagnosed and is not there`);
      storiesOf(store, records);
    }
    for (const unblockOversold of [false, true]) {
      const options = {
        understated: true,
        overstated: true,
        confidence: 'assumed',
        unblockOversold,
      } as const;
      checkedCorrections(selectCorrections(balances, options).corrections, false);
    }
  } finally {
    store.close();
  }
}
