/**
 * Writes a file whole or not at all: into a temporary file beside it, forced to the disk, then put in its
 * place in one step. A reader never sees half of it, whatever moment the program is stopped at.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';

/**
 * Refuses a target that could not or must not be written, before any work is done for it.
 * @throws UserError when its folder does not exist, it is no ordinary file, or it exists and `force` is false
 */
export function refuseUnwritable(path: string, force: boolean): void {
  const folder = statOrNull(dirname(path));
  if (folder === null || !folder.isDirectory()) {
    throw new UserError(`There is no folder ${dirname(path)}.`, 'Create it first, or write somewhere else.');
  }
  const existing = statOrNull(path);
  if (existing === null) return;
  if (!existing.isFile()) {
    throw new UserError(
      `${path} is not an ordinary file.`,
      'Name a file to write, or - for the standard output.',
    );
  }
  if (!force) {
    throw new UserError(`${path} exists already.`, 'Name another file, or add --force to replace it.');
  }
}

/**
 * @param path the file; `pieces` in UTF-8 become its contents
 * @throws UserError as `refuseUnwritable`, or when the system refuses
 */
export function writeWhole(path: string, pieces: Iterable<string>, force: boolean): void {
  refuseUnwritable(path, force);
  const existing = statOrNull(path);
  const target = existing === null ? path : realpathSync(path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = openSync(temporary, 'wx', 0o666);
    try {
      for (const piece of pieces) writeAll(file, Buffer.from(piece, 'utf8'));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (existing !== null) chmodSync(temporary, existing.mode);
    if (force) renameSync(temporary, target);
    else putInPlace(temporary, target);
    syncFolder(dirname(target));
  } catch (error) {
    throw asUserError(error, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Unlike a rename, a link fails where a file has appeared meanwhile; not every file system has links. */
function putInPlace(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      throw new UserError(`${target} exists already.`, 'Name another file, or add --force to replace it.');
    }
    renameSync(temporary, target);
  }
}

function writeAll(file: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

/** The new name itself must reach the disk; where folders cannot be synced there is nothing to do. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows refuses to open folders.
  }
}

function asUserError(error: unknown, path: string): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UserError(`${path} cannot be written: no permission.`, 'Write somewhere else.');
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(`${path} was not written: the disk is full.`, 'Free some space and try again.');
    case 'ENAMETOOLONG':
      return new UserError(`${path} cannot be written: its name is too long.`, 'Choose a shorter name.');
    default:
      return error;
  }
}

function statOrNull(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
