/** Headers that a user names for columns: `orders.units=Menge` on the command line, an object in the configuration. */
import { UserError } from '../errors.js';
import { words } from '../words/index.js';
import { foldedHeader } from './columns.js';
import { KINDS } from './every-kind.js';
import type { ExportKind, HeaderMap } from './kinds.js';

/** A kind's columns, and the headers each goes by. */
export interface ColumnsOfKind {
  readonly kind: ExportKind;
  readonly columns: readonly { readonly column: string; readonly headers: readonly string[] }[];
}

/** The columns of every kind, as `--map` and the configuration name them. */
export function columnsByKind(): readonly ColumnsOfKind[] {
  const headers = new Map<ExportKind, Map<string, readonly string[]>>();
  for (const { kind, columns } of KINDS) {
    const ofKind = headers.get(kind) ?? new Map<string, readonly string[]>();
    headers.set(kind, ofKind);
    for (const [column, { names }] of Object.entries(columns)) {
      ofKind.set(column, [...new Set([...(ofKind.get(column) ?? []), ...names])]);
    }
  }
  return [...headers].map(([kind, ofKind]) => ({
    kind,
    columns: [...ofKind].map(([column, headers]) => ({ column, headers })),
  }));
}

/**
 * Headers from texts such as `orders.units=Menge`.
 * @throws UserError for a text of another form, an unknown kind or column, or a column named twice
 */
export function headerMapOf(texts: readonly string[]): HeaderMap {
  const headers = new Headers();
  for (const text of texts) {
    const match = /^\s*([^.=]+)\.([^=]+)=(.*)$/s.exec(text);
    if (match === null) {
      throw new UserError(...words().reading.headers.noColumn(text));
    }
    const [, kind = '', column = '', header = ''] = match;
    headers.add(kind, column, header);
  }
  return headers.map;
}

/**
 * Headers from a configuration's `{ orders: { units: "Menge" } }`.
 * @throws UserError for anything else, an unknown kind or column, or a column named twice
 */
export function headerMapFrom(value: unknown): HeaderMap {
  const headers = new Headers();
  for (const [kind, columns] of entriesOf(value, null)) {
    for (const [column, header] of entriesOf(columns, kind)) {
      if (typeof header !== 'string') {
        throw new UserError(...words().reading.headers.noText(`${kind}.${column}`));
      }
      headers.add(kind, column, header);
    }
  }
  return headers.map;
}

/** @param kind whose headers they are; null for those of all kinds */
function entriesOf(value: unknown, kind: string | null): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new UserError(...words().reading.headers.noObject(kind));
}

class Headers {
  readonly map: Record<string, Record<string, string>> = {};

  add(kindText: string, columnText: string, header: string): void {
    const kinds = columnsByKind();
    const kind = kinds.find(({ kind }) => foldedHeader(kind) === foldedHeader(kindText));
    if (kind === undefined) {
      const known = kinds.map(({ kind }) => kind).join(', ');
      throw new UserError(...words().reading.headers.unknownKind(kindText.trim(), known));
    }
    const column = kind.columns.find(
      ({ column }) => foldedHeader(column) === foldedHeader(columnText),
    )?.column;
    if (column === undefined) {
      const known = kind.columns.map(({ column }) => column).join(', ');
      throw new UserError(...words().reading.headers.unknownColumn(columnText.trim(), kind.kind, known));
    }
    if (foldedHeader(header) === '') {
      throw new UserError(...words().reading.headers.empty(`${kind.kind}.${column}`));
    }
    const ofKind = this.map[kind.kind] ?? {};
    this.map[kind.kind] = ofKind;
    const before = ofKind[column];
    if (before !== undefined && before !== header.trim()) {
      const { twice } = words().reading.headers;
      throw new UserError(...twice(`${kind.kind}.${column}`, before, header.trim()));
    }
    ofKind[column] = header.trim();
  }
}
