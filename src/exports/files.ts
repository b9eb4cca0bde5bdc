/** The files below the paths a user names, in an order that is the same on every machine. */
import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import type { Moment } from '../ledger/records.js';
import type { FileReport } from './kinds.js';
import { STANDARD_INPUT } from './readers/bytes.js';

/** A regular file that may be an export, or the standard input. */
export interface FoundFile {
  /** `-` is the standard input. */
  readonly path: string;
  /** 0 for the standard input, whose size shows when it is read. */
  readonly size: number;
  readonly modifiedAt: Moment;
}

/** What stands below the paths. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** What could not be looked at: no regular files, folders the system refuses. */
  readonly passedOver: readonly FileReport[];
}

/**
 * Walks folders to their end, but for hidden ones (the store itself is one). `-` is the standard
 * input. Every file and folder counts once, however many paths and links lead to it.
 * @throws UserError when a path does not exist
 */
export function filesBelow(paths: readonly string[]): FoundFiles {
  const walk = new Walk();
  for (const path of paths) {
    if (path !== STANDARD_INPUT && statOf(path) === null) {
      throw new UserError(
        `There is no file or folder "${path}".`,
        'Check the path, or name the folder your exports are in.',
      );
    }
  }
  for (const path of paths) walk.visit(path);
  return walk;
}

class Walk implements FoundFiles {
  readonly files: FoundFile[] = [];
  readonly passedOver: FileReport[] = [];
  readonly #seen = new Set<string>();

  visit(path: string): void {
    if (path === STANDARD_INPUT) {
      this.#addStandardInput();
      return;
    }
    try {
      const stats = statSync(path);
      const real = realpathSync(path);
      if (this.#seen.has(real)) return;
      this.#seen.add(real);
      if (stats.isDirectory()) {
        const names = readdirSync(path).filter((name) => !name.startsWith('.'));
        for (const name of names.sort()) this.visit(join(path, name));
      } else if (stats.isFile()) {
        this.files.push({ path, size: stats.size, modifiedAt: Math.floor(stats.mtimeMs) });
      } else {
        this.passedOver.push(unread(path, 'skipped', 'not a regular file', Math.floor(stats.mtimeMs)));
      }
    } catch (error) {
      this.passedOver.push(unread(path, 'unreadable', systemReason(error), 0));
    }
  }

  #addStandardInput(): void {
    if (this.#seen.has(STANDARD_INPUT)) return;
    this.#seen.add(STANDARD_INPUT);
    this.files.push({ path: STANDARD_INPUT, size: 0, modifiedAt: Date.now() });
  }
}

/** The report of a file that no row was read from. */
export function unread(
  path: string,
  status: 'damaged' | 'skipped' | 'unreadable',
  reason: string,
  modifiedAt: Moment,
): FileReport {
  return {
    path,
    kind: null,
    rows: 0,
    rejected: 0,
    duplicates: 0,
    kept: 0,
    unneeded: 0,
    status,
    reason,
    exportedAt: null,
    exportedAtSource: null,
    modifiedAt,
    from: null,
    to: null,
  };
}

/**
 * The system's refusal in a few words.
 * @throws what is no refusal of the system
 */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error && 'syscall' in error)) throw error;
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it';
    case 'ENOENT':
      return 'a link that leads nowhere, or a file that has just gone';
    case 'ELOOP':
      return 'a link that leads to itself';
    case 'CUT_SHORT':
      return 'it was cut short while it was read: scan again';
    default:
      return `the system could not read it (${String(error.code)})`;
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR') {
      throw new UserError(`Cannot read "${path}": ${systemReason(error)}.`, 'Check its permissions.');
    }
    return null;
  }
}
