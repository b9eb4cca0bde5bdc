/** A part of a file that is read on its own: the file itself, a sheet of it, an entry of an archive. */
import type { Moment } from '../ledger/records.js';
import type { Said } from '../words/said.js';
import type { DateOrder } from './dates.js';
import { momentInName, type NamedMoment } from './file-name.js';
import { unread } from './files.js';
import type { ExportKind, ReadOptions } from './kinds.js';
import type { ReadExport } from './receiver.js';

/** Where a part stands. */
export interface Part {
  /** For people: `exports/all.zip/inventory.csv`. */
  readonly path: string;
  /** Its own name, then those of what it stands in, without folders: a date in one is the export's. */
  readonly names: readonly string[];
  /** It was written no later than this. */
  readonly modifiedAt: Moment;
}

/** What the reading of a part's rows comes to. */
export interface ReadRows {
  readonly kind: ExportKind;
  readonly rows: number;
  readonly rejected: number;
  readonly damage: Said | null;
  readonly from: Moment | null;
  readonly to: Moment | null;
  readonly columns: ReadExport['columns'];
  readonly shapes: ReadExport['shapes'];
  /** How the part's local dates read; null where none needed to be decided. */
  readonly dateOrder: DateOrder | null;
}

const LONGEST_NAME = 200;

/** A part within another, by the name a stranger gave it. */
export function partWithin(part: Part, name: string, modifiedAt: Moment): Part {
  const line = name.replace(/\p{Cc}+/gu, ' ');
  const shown = line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
  return { path: `${part.path}/${shown}`, names: [nameOf(shown), ...part.names], modifiedAt };
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.replace(/^.*[/\\]/, '');
}

/** The report of a part no row was read from. */
export function unreadPart(
  part: Part,
  status: 'damaged' | 'skipped' | 'unreadable',
  reason: Said,
  kind: ExportKind | null = null,
): ReadExport {
  const report = { ...unread(part.path, status, reason, part.modifiedAt), kind };
  return { report, exportedBefore: part.modifiedAt, columns: [], shapes: null };
}

/** The report of a part whose rows were read, with the moment of its export where something tells it. */
export function readPart(part: Part, read: ReadRows, options: ReadOptions): ReadExport {
  const named = momentInNames(part, options, read.dateOrder);
  const inColumn = read.kind === 'inventory' ? read.to : null;
  const exportedAt = inColumn ?? named?.at ?? null;
  return {
    report: {
      path: part.path,
      kind: read.kind,
      rows: read.rows,
      rejected: read.rejected,
      duplicates: 0,
      kept: 0,
      unneeded: 0,
      status: read.damage === null ? 'read' : 'damaged',
      reason: read.damage,
      exportedAt,
      exportedAtSource: exportedAt === null ? null : inColumn === null ? 'file-name' : 'column',
      modifiedAt: part.modifiedAt,
      from: read.from,
      to: read.to,
    },
    exportedBefore: inColumn ?? (named === null ? part.modifiedAt : withinDay(named, part.modifiedAt)),
    columns: read.columns,
    shapes: read.shapes,
  };
}

function momentInNames(part: Part, options: ReadOptions, order: DateOrder | null): NamedMoment | null {
  for (const name of part.names) {
    const named = momentInName(withoutExtensions(name), options.timezone, order);
    if (named !== null) return named;
  }
  return null;
}

/** A dot may also part a date or a time (`2026.04.01`): only what is no number is an extension. */
function withoutExtensions(name: string): string {
  return name.replace(/(?:\.[a-z]\w*)+$/i, '');
}

/** A modification time on the day a name tells says how late on it the export can have been. */
function withinDay(named: { at: Moment; until: Moment }, modifiedAt: Moment): Moment {
  return modifiedAt >= named.at && modifiedAt < named.until ? modifiedAt : named.until;
}
