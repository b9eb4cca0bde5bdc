/** What stands in the folder exports are saved in: looked at again and again, each file read only when it has changed. */
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../errors.js';
import { type ExportSink, type FileReport, filesBelow, type ReadOptions } from '../exports/index.js';
import { readExports } from '../exports/read.js';
import { sentenceOf } from '../words/said.js';

/** A file, or a part of one, as far as its first row tells. */
export interface Arrival
  extends Pick<FileReport, 'path' | 'kind' | 'status' | 'exportedAt' | 'exportedAtSource' | 'modifiedAt'> {
  /** Why it is not read, or not whole; in words. */
  readonly reason: string | null;
}

/** What a look at the folder found. */
export interface Look {
  /** Whether the folder exists. */
  readonly isThere: boolean;
  readonly files: readonly Arrival[];
  /** Files a browser is still writing, or that were still growing. */
  readonly downloading: readonly string[];
}

/** What browsers call a download that is not finished. */
const UNFINISHED = /\.(crdownload|part|partial|download|opdownload|tmp)$/i;
/** A file that was written to within this time may still be growing: it is looked at twice. */
const SETTLED_MS = 1000;

export class Folder {
  readonly #known = new Map<string, { readonly state: string; readonly arrivals: readonly Arrival[] }>();

  constructor(
    readonly path: string,
    private readonly options: ReadOptions,
  ) {}

  /** Looks at every file below the folder that has changed since the last look. */
  async look(): Promise<Look> {
    if (!existsSync(this.path)) return { isThere: false, files: [], downloading: [] };
    const found = filesBelow([this.path]);
    const files: Arrival[] = [];
    const downloading: string[] = [];
    for (const file of found.files) {
      if (UNFINISHED.test(file.path) || (await this.#isGrowing(file.path, file.size, file.modifiedAt))) {
        downloading.push(file.path);
        continue;
      }
      const state = `${file.size} ${file.modifiedAt}`;
      let known = this.#known.get(file.path);
      if (known?.state !== state) {
        known = { state, arrivals: await this.#read(file) };
        this.#known.set(file.path, known);
      }
      files.push(...known.arrivals);
    }
    files.push(...found.passedOver.map(arrivalOf));
    return { isThere: true, files, downloading };
  }

  /** Whether a file that was written to a moment ago is larger a moment later. */
  async #isGrowing(path: string, size: number, modifiedAt: number): Promise<boolean> {
    const age = Date.now() - modifiedAt;
    if (age < 0 || age >= SETTLED_MS) return false;
    await wait(SETTLED_MS - age);
    const again = existsSync(path) ? filesBelow([path]).files[0] : undefined;
    return again?.size !== size || again.modifiedAt !== modifiedAt;
  }

  async #read(file: { path: string; size: number; modifiedAt: number }): Promise<readonly Arrival[]> {
    const arrivals: Arrival[] = [];
    try {
      await readExports(
        file,
        { ...this.options, firstRowOnly: true },
        { begin: () => recording((report) => arrivals.push(arrivalOf(report))) },
        () => {},
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { path, modifiedAt } = file;
      const reason = `${error.message} ${error.hint}`;
      return [
        { path, modifiedAt, kind: null, status: 'skipped', reason, exportedAt: null, exportedAtSource: null },
      ];
    }
    return arrivals;
  }
}

function arrivalOf({
  path,
  kind,
  status,
  reason,
  exportedAt,
  exportedAtSource,
  modifiedAt,
}: FileReport): Arrival {
  const words = reason === null ? null : sentenceOf(reason);
  return { path, kind, status, reason: words, exportedAt, exportedAtSource, modifiedAt };
}

/** A sink that keeps nothing but the report. */
function recording(done: (report: FileReport) => void): ExportSink {
  const nothing = (): void => {};
  return {
    inventory: nothing,
    order: nothing,
    update: nothing,
    event: nothing,
    statusChange: nothing,
    reservation: nothing,
    count: nothing,
    tradePolicies: nothing,
    kit: nothing,
    unneeded: nothing,
    problem: nothing,
    restart: nothing,
    finish: ({ report }) => done(report),
  };
}
