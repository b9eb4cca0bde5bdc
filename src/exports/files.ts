/** The files below the paths a user names, in an order that is the same on every machine. */
import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import type { Moment } from '../ledger/records.js';
import { words } from '../words/index.js';
import { type Said, sentenceOf } from '../words/said.js';
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
      throw new UserError(...words().reading.noPath(path));
    }
  }
  // In whatever order they are named, the answer is the same.
  for (const path of [...paths].sort()) walk.visit(path);
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
        this.passedOver.push(unread(path, 'skipped', { key: 'no-regular-file' }, Math.floor(stats.mtimeMs)));
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
  reason: Said,
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
 * Why the system refused.
 * @throws what is no refusal of the system
 */
export function systemReason(error: unknown): Said {
  if (!(error instanceof Error) || !('code' in error && 'syscall' in error)) throw error;
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return { key: 'no-permission' };
    case 'ENOENT':
      return { key: 'gone' };
    case 'ELOOP':
      return { key: 'link-to-itself' };
    case 'CUT_SHORT':
      return { key: 'cut-short' };
    default:
      return { key: 'system-refused', values: { code: String(error.code) } };
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR') {
      throw new UserError(...words().reading.pathRefused(path, sentenceOf(systemReason(error))));
    }
    return null;
  }
}
