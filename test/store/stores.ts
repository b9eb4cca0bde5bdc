/** Stores made of a few small files, for tests. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, type ReadOptions } from '../../src/exports/index.js';
import { loadExports, Store, StoreBuilder } from '../../src/store/index.js';
import { emptyFolder } from './folders.js';

export { emptyFolder };

/** A file's content, and when it was modified where that matters. */
export type Content = string | Buffer | { readonly content: string | Buffer; readonly modifiedAt: string };

/** Writes files into `folder`, in the order given. */
export function written(folder: string, files: Readonly<Record<string, Content>>): void {
  for (const [name, file] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const isDated = typeof file === 'object' && 'content' in file;
    writeFileSync(path, isDated ? file.content : file);
    const modifiedAt = new Date(isDated ? file.modifiedAt : '2026-05-01T00:00:00Z');
    utimesSync(path, modifiedAt, modifiedAt);
  }
}

/** Scans a folder into a database, as far as the store is concerned. */
export async function scanned(folder: string, database: string, options: ReadOptions = {}): Promise<Store> {
  const builder = StoreBuilder.create(database);
  try {
    await loadExports(filesBelow([folder]), builder, options);
    builder.finishLoading();
    builder.saveHabits({ writers: [], readings: [] });
    await builder.saveDiagnoses([]);
    builder.saveScan({ scannedAt: 0, paths: [folder] });
    builder.publish();
  } finally {
    builder.discard();
  }
  return Store.open(database);
}

/** A store of these files. */
export async function storeOf(
  files: Readonly<Record<string, Content>>,
  options: ReadOptions = {},
): Promise<Store> {
  const folder = emptyFolder();
  const exports = join(folder, 'exports');
  mkdirSync(exports);
  written(exports, files);
  return scanned(exports, join(folder, 'invfix.db'), options);
}
