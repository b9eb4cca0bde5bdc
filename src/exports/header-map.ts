/** Headers that a user names for columns: `orders.units=Menge` on the command line, an object in the configuration. */
import { UserError } from '../errors.js';
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
      throw new UserError(
        `"${text}" names no column.`,
        'Write KIND.COLUMN=HEADER, such as orders.units=Menge.',
      );
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
  for (const [kind, columns] of entriesOf(value, 'The headers')) {
    for (const [column, header] of entriesOf(columns, `The headers of ${kind}`)) {
      if (typeof header !== 'string') {
        throw new UserError(
          `The header of ${kind}.${column} is no text.`,
          'Write it as the file has it, in quotes.',
        );
      }
      headers.add(kind, column, header);
    }
  }
  return headers.map;
}

function entriesOf(value: unknown, what: string): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new UserError(`${what} are no object.`, 'Write them as { "orders": { "units": "Menge" } }.');
}

class Headers {
  readonly map: Record<string, Record<string, string>> = {};

  add(kindText: string, columnText: string, header: string): void {
    const kinds = columnsByKind();
    const kind = kinds.find(({ kind }) => foldedHeader(kind) === foldedHeader(kindText));
    if (kind === undefined) {
      throw new UserError(
        `"${kindText.trim()}" is no kind of export.`,
        `The kinds are ${kinds.map(({ kind }) => kind).join(', ')}.`,
      );
    }
    const column = kind.columns.find(
      ({ column }) => foldedHeader(column) === foldedHeader(columnText),
    )?.column;
    if (column === undefined) {
      throw new UserError(
        `"${columnText.trim()}" is no column of ${kind.kind}.`,
        `The columns are ${kind.columns.map(({ column }) => column).join(', ')}.`,
      );
    }
    if (foldedHeader(header) === '') {
      throw new UserError(`The header of ${kind.kind}.${column} is empty.`, 'Write it as the file has it.');
    }
    const ofKind = this.map[kind.kind] ?? {};
    this.map[kind.kind] = ofKind;
    if (ofKind[column] !== undefined && ofKind[column] !== header.trim()) {
      throw new UserError(
        `${kind.kind}.${column} is given two headers, "${ofKind[column]}" and "${header.trim()}".`,
        'Name one of them.',
      );
    }
    ofKind[column] = header.trim();
  }
}
