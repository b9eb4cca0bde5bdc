/**
 * Writes files whole or not at all: each into a temporary file beside it, forced to the disk, then put in its
 * place in one step. A reader never sees half of it, whatever moment the program is stopped at.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { isAlive } from '../process.js';
import { words } from '../words/index.js';
import type { FixFile } from './format.js';

/** For the owner and the group, less what the user's umask takes away: what a store has is nobody else's business. */
const REPORT_MODE = 0o640;

/**
 * Refuses a target that could not or must not be written, before any work is done for it.
 * @throws UserError when its folder does not exist, it is no ordinary file, or it exists and `force` is false
 */
export function refuseUnwritable(path: string, force: boolean): void {
  const folder = statOrNull(dirname(path));
  if (folder === null || !folder.isDirectory()) {
    throw new UserError(...words().fixFiles.noFolder(dirname(path)));
  }
  const existing = statOrNull(path);
  if (existing === null) return;
  if (!existing.isFile()) {
    throw new UserError(...words().fixFiles.notOrdinary(path));
  }
  if (!force) {
    throw new UserError(...words().fixFiles.exists(path));
  }
}

/** A file while it is made: of which file, by which process, and which files belong together. */
const TEMPORARY = /^\.(.+)\.((\d+)-[0-9a-f]{12})\.tmp$/;

/**
 * Removes what a process that was killed left in the folder of `path`: its temporary files, and of files that belong
 * together those that were in their place before the others.
 * @returns the files that were in their place and are gone
 */
export function clearInterrupted(path: string): string[] {
  const folder = dirname(path);
  const sets = new Map<string, { readonly temporary: string; readonly target: string }[]>();
  for (const name of namesIn(folder)) {
    const [, target, set, process] = TEMPORARY.exec(name) ?? [];
    if (target === undefined || set === undefined || isAlive(Number(process))) continue;
    const found = { temporary: join(folder, name), target: join(folder, target) };
    sets.set(set, [...(sets.get(set) ?? []), found]);
  }
  const removed: string[] = [];
  for (const files of sets.values()) {
    const placed = files.filter(({ temporary, target }) => isSameFile(temporary, target));
    if (placed.length < files.length) removed.push(...placed.map(({ target }) => target));
    for (const { temporary, target } of files) {
      if (removed.includes(target)) rmSync(target, { force: true });
      rmSync(temporary, { force: true });
    }
  }
  return removed;
}

/** A file that is whole, beside the place where it belongs. */
export interface UnplacedFile {
  readonly temporary: string;
  readonly target: string;
  /** Another file may stand there. */
  readonly replaces: boolean;
}

/** Files that belong together, whole and on the disk, and not in their places yet. */
export interface PreparedFiles {
  /** The one that was named first comes last into its place, so that all are there where it is. */
  readonly files: readonly UnplacedFile[];
  /** All of them, or none where it can be helped. */
  place(): void;
  /** Removes what they were made in. */
  discard(): void;
}

/**
 * Makes several files that belong together. What can go wrong does so here, before the first is in its place.
 * @throws UserError as `refuseUnwritable`, or when the system refuses; so does putting them in their places
 */
export function prepareWhole(files: readonly FixFile[], force: boolean): PreparedFiles {
  for (const { path } of files) refuseUnwritable(path, force);
  const prepared: UnplacedFile[] = [];
  const discard = (): void => {
    for (const { temporary } of prepared) rmSync(temporary, { force: true });
  };
  const set = newSet();
  let current = '';
  try {
    for (const { path, pieces } of files) {
      current = path;
      const existing = statOrNull(path);
      const target = existing === null ? path : realpathSync(path);
      const temporary = temporaryBeside(target, set);
      prepared.push({ temporary, target, replaces: force });
      writeTemporary(temporary, pieces);
      if (existing !== null) chmodSync(temporary, existing.mode);
    }
  } catch (error) {
    discard();
    throw asUserError(error, current);
  }
  return { files: prepared.toReversed(), place: () => placeAll(prepared.toReversed()), discard };
}

/**
 * Writes several files that belong together, as `prepareWhole` makes them.
 * @throws UserError as `prepareWhole`
 */
export function writeAllWhole(files: readonly FixFile[], force: boolean): void {
  const prepared = prepareWhole(files, force);
  try {
    prepared.place();
  } finally {
    prepared.discard();
  }
}

/**
 * Puts files in their places that a process was about to put there when it was killed.
 * @returns whether all are there now; otherwise none of them is, where it can be helped. null while the process runs
 */
export function finishPlacing(files: readonly UnplacedFile[]): boolean | null {
  if (files.some(({ temporary }) => isAlive(processOf(temporary)))) return null;
  const placed = files.filter(({ temporary, target }) => isSameFile(temporary, target));
  const left = files.filter((file) => !placed.includes(file) && statOrNull(file.temporary) !== null);
  let isDone = files.every(({ temporary, target }) => (statOrNull(temporary) ?? statOrNull(target)) !== null);
  try {
    if (isDone) placeAll(left);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    isDone = false;
  }
  if (!isDone) for (const { target } of placed) rmSync(target, { force: true });
  for (const { temporary } of files) rmSync(temporary, { force: true });
  return isDone;
}

/** @throws UserError when the system refuses; then those that are new are gone again */
function placeAll(files: readonly UnplacedFile[]): void {
  const placed: string[] = [];
  let current = '';
  try {
    for (const { temporary, target, replaces } of files) {
      current = target;
      const isNew = statOrNull(target) === null;
      if (replaces) renameSync(temporary, target);
      else putInPlace(temporary, target);
      if (isNew) placed.push(target);
    }
    for (const folder of new Set(files.map(({ target }) => dirname(target)))) syncFolder(folder);
  } catch (error) {
    for (const target of placed) rmSync(target, { force: true });
    throw asUserError(error, current);
  }
}

/** A file that is being written, and is not there before it is whole. */
export interface GrowingFile {
  write(piece: string): void;
  /** Puts it in its place. */
  finish(): void;
  /** Leaves nothing of it behind, unless it is finished. */
  discard(): void;
}

/**
 * Begins a file whose pieces take long to make, so that there is time for other things, such as an interruption,
 * between them.
 * @throws UserError as `refuseUnwritable`, or when the system refuses; so do the file's functions
 */
export function beginWhole(path: string, force: boolean): GrowingFile {
  refuseUnwritable(path, force);
  const existing = statOrNull(path);
  const target = existing === null ? path : realpathSync(path);
  const temporary = temporaryBeside(target, newSet());
  const trying = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      throw asUserError(error, path);
    }
  };
  let file: number | null = null;
  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
  };
  trying(() => {
    file = openSync(temporary, 'wx', REPORT_MODE);
  });
  return {
    write(piece) {
      trying(() => {
        if (file !== null) writeAll(file, Buffer.from(piece, 'utf8'));
      });
    },
    finish() {
      trying(() => {
        if (file !== null) fsyncSync(file);
        close();
        if (existing !== null) chmodSync(temporary, existing.mode);
        if (force) renameSync(temporary, target);
        else putInPlace(temporary, target);
        syncFolder(dirname(target));
      });
    },
    discard() {
      close();
      rmSync(temporary, { force: true });
    },
  };
}

function temporaryBeside(target: string, set: string): string {
  return join(dirname(target), `.${basename(target)}.${set}.tmp`);
}

/** A name for files that are written together, with the process that writes them. */
function newSet(): string {
  return `${process.pid}-${randomBytes(6).toString('hex')}`;
}

/** Which process writes a file of this name; NaN for another name, which is nobody's. */
function processOf(temporary: string): number {
  return Number(TEMPORARY.exec(basename(temporary))?.[3] ?? Number.NaN);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statOrNull(one), statOrNull(other)];
  return a !== null && b !== null && a.ino === b.ino && a.dev === b.dev;
}

function writeTemporary(path: string, pieces: FixFile['pieces']): void {
  const file = openSync(path, 'wx', REPORT_MODE);
  try {
    for (const piece of pieces)
      writeAll(file, typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Unlike a rename, a link fails where a file has appeared meanwhile; not every file system has links. */
function putInPlace(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      throw new UserError(...words().fixFiles.exists(target));
    }
    renameSync(temporary, target);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
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
      return new UserError(...words().fixFiles.noPermission(path));
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new UserError(...words().fixFiles.diskFull(path));
    case 'ENAMETOOLONG':
      return new UserError(...words().fixFiles.nameTooLong(path));
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
