/** What a table is: the row among its first ones that is a header, and the kind whose columns that header has. */
import type { Said } from '../words/said.js';
import { columnPositions, foldedHeader } from './columns.js';
import { KINDS } from './every-kind.js';
import type { ExportKind, HeaderMap, KindOfExport } from './kinds.js';
import type { Table } from './readers/table.js';

/** A kind, and where its columns stand in a header. */
export interface Recognised {
  readonly kind: KindOfExport;
  readonly positions: ReadonlyMap<string, number>;
}

/** A table whose kind is known. */
export interface RecognisedTable extends Recognised {
  /** Which of the table's `top` rows is its header. */
  readonly header: number;
}

/** Why a table is none of the kinds; `kind` is the one it comes closest to. */
export interface Unrecognised {
  readonly kind: ExportKind | null;
  readonly reason: Said;
}

/** Headers of tables that look like exports and are none. */
const OTHER_TABLES: readonly (readonly [headers: readonly string[], reason: Said])[] = [
  [['correctedquantity', 'availableitems'], { key: 'own-correction' }],
  [['earlywriteoffs', 'alternatives'], { key: 'own-scan' }],
  [['unitswrittenoff', 'unitstoputback'], { key: 'own-erp-list' }],
  [['containerid', 'quantity', 'leadtime'], { key: 'batch-file' }],
];

/** Finds a table's header and kind. A header that a kind recognises wholly goes before one that comes close. */
export function recogniseTable(table: Table, named: HeaderMap = {}): RecognisedTable | Unrecognised {
  let closest: Closeness | null = null;
  for (const [header, fields] of table.top.entries()) {
    const found = recogniseHeader(
      fields.map((field) => table.decoded(field)),
      named,
    );
    if (found === null) continue;
    if ('positions' in found) return { ...found, header };
    if (closest === null || found.lacking < closest.lacking) closest = found;
  }
  return closest ?? { kind: null, reason: unknownReason(table) };
}

interface Closeness extends Unrecognised {
  /** How many columns are missing. */
  readonly lacking: number;
}

/** The kind a header belongs to, or the one it comes closest to; null when it is like none. */
export function recogniseHeader(header: readonly string[], named: HeaderMap): Recognised | Closeness | null {
  const folded = new Set(header.map(foldedHeader));
  for (const [headers, reason] of OTHER_TABLES) {
    if (headers.every((header) => folded.has(header))) return { kind: null, reason, lacking: 0 };
  }
  const candidates = KINDS.flatMap((kind) => {
    if (kind.foreign?.some((header) => folded.has(foldedHeader(header)))) return [];
    const positions = columnPositions(kind.columns, header, named[kind.kind]);
    const missing = kind.missing(new Set(positions.keys()));
    return missing === null ? [] : [{ kind, positions, missing }];
  });
  const whole = candidates.find(({ missing }) => missing.length === 0);
  if (whole !== undefined) return whole;
  const [closest] = candidates.toSorted((a, b) => a.missing.length - b.missing.length);
  if (closest === undefined) return null;
  const { kind, missing } = closest;
  return {
    kind: kind.kind,
    reason: { key: 'lacks-columns', values: { title: kind.title, columns: missing } },
    lacking: missing.length,
  };
}

/** A header is shown, a row of data never: it may hold somebody's name. */
function unknownReason(table: Table): Said {
  const first = (table.top[0] ?? []).map((field) => table.decoded(field).trim());
  const isHeader = first.every((field) => !/[\d@]/.test(field));
  if (first.length === 0 || !isHeader) return { key: 'no-header' };
  const line = first.join(', ').replace(/\p{Cc}+/gu, ' ');
  const row = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  return { key: 'unknown-header', values: { row } };
}
