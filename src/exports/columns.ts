/** Finds a kind's columns in a file's header, and names and fields that several kinds share. */
import type { Moment } from '../ledger/records.js';
import { type Column, Rejection, type Row } from './kinds.js';
import { wholeUnits } from './numbers.js';

/** What everything is in where a file names no warehouse. */
const DEFAULT_WAREHOUSE = 'default';

export const SKU_COLUMN: Column = {
  names: [
    'ID_SKU',
    'SkuId',
    'SKU',
    'item_id',
    'itemId',
    'SKU code',
    'codigo',
    'codigo sku',
    'codigo do sku',
    'codigo del sku',
    'ID do SKU',
    'ID del SKU',
    'product sku',
  ],
};

export const WAREHOUSE_COLUMN: Column = {
  names: [
    'WarehouseId',
    'Warehouse',
    'ID do estoque',
    'ID del almacén',
    'Estoque',
    'Almacén',
    'Depósito',
    'location_id',
    'location',
  ],
};

export const REFERENCE_COLUMN: Column = {
  names: [
    'RefId',
    'Reference Code',
    'reference id',
    'reference',
    'sku ref',
    'Código de referência',
    'Código de referencia',
  ],
};

/** A header as headers are compared: letters and digits, without case and accents. */
export function foldedHeader(header: string): string {
  return header
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The position of each column of a kind in a header; columns that are not there are left out. */
export function columnPositions<Name extends string>(
  columns: Readonly<Record<Name, Column>>,
  header: readonly string[],
): Map<Name, number> {
  const folded = header.map(foldedHeader);
  const positions = new Map<Name, number>();
  const entries = Object.entries(columns) as [Name, Column][];
  for (const [name, column] of entries) {
    const position = column.names.map((header) => folded.indexOf(foldedHeader(header))).find((at) => at >= 0);
    if (position !== undefined) positions.set(name, position);
  }
  const taken = new Set(positions.values());
  for (const [name, { like }] of entries) {
    if (like === undefined || positions.has(name)) continue;
    const position = folded.findIndex((header, at) => !taken.has(at) && like.test(header));
    if (position < 0) continue;
    positions.set(name, position);
    taken.add(position);
  }
  return positions;
}

/** A value for a message: short, on one line. */
export function quoted(value: string): string {
  const line = value.replace(/\p{Cc}+/gu, ' ');
  return `"${line.length > 40 ? `${line.slice(0, 39)}…` : line}"`;
}

/** An id, exact but for surrounding blanks. */
export function idOf<Name extends string>(row: Row<Name>, name: Name): string | Rejection {
  const id = row.value(name);
  if (id === '') return new Rejection('empty-id', `${row.header(name)} is empty`);
  return hasLineBreakOrNul(id) ? new Rejection('bad-id', `${row.header(name)} ${quoted(id)} is no id`) : id;
}

/** The warehouse of a row of a file that is about balances. */
export function warehouseOf<Name extends string>(row: Row<Name>, name: Name): string | Rejection {
  return row.has(name) ? idOf(row, name) : DEFAULT_WAREHOUSE;
}

/** Whole units of a column; null where the field is empty. */
export function unitsOf<Name extends string>(row: Row<Name>, name: Name): number | null | Rejection {
  const text = row.value(name);
  if (text === '') return null;
  const units = wholeUnits(text);
  return typeof units === 'number'
    ? units
    : new Rejection('bad-number', `${row.header(name)} ${quoted(text)} ${units}`);
}

/** An optional date: null where there is none, with a remark where there is one that cannot be. */
export function momentOf<Name extends string>(row: Row<Name>, name: Name): Moment | null {
  const text = row.value(name);
  if (text === '') return null;
  const moment = row.dates.moment(text);
  if (moment === null && !text.startsWith('0001-01-01')) {
    row.remark('bad-date', `${row.header(name)} ${quoted(text)} is no date; the row counts without it`);
  }
  return moment;
}

export function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}

function hasLineBreakOrNul(id: string): boolean {
  return id.includes('\0') || id.includes('\n') || id.includes('\r');
}
