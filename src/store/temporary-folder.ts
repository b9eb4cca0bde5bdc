/**
 * A folder of this process for what SQLite sorts on disk. SQLite makes such a file and removes its name at once; one
 * that is killed between the two leaves it, and only in a folder of ours can it be told whose it was.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftovers } from './leftovers.js';

const FOLDER = /^invfix-sqlite-(\d+)-[0-9a-f-]{36}$/;

/** Where SQLite would put them, in its own order. */
const PLACES: readonly string[] = [
  process.env.SQLITE_TMPDIR,
  process.env.TMPDIR,
  '/var/tmp',
  '/usr/tmp',
  '/tmp',
].flatMap((place) => place || []);

/**
 * Makes the folder, and has it removed when the process ends; those of processes that were killed go now. SQLite looks
 * for it when the first database is opened: it is to be called before. Where no folder can be made all stays as it is;
 * on Windows the system removes the files.
 */
export function useOwnTemporaryFolder(): void {
  if (process.platform === 'win32') return;
  const name = `invfix-sqlite-${process.pid}-${randomUUID()}`;
  for (const place of PLACES) {
    const folder = join(place, name);
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch {
      continue;
    }
    process.env.SQLITE_TMPDIR = folder;
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    removeLeftovers(place, FOLDER);
    return;
  }
}
