/** Finds a kind's columns in a file's header, and names and fields that several kinds share. */
import type { Moment, Units } from '../ledger/records.js';
import { type Column, Rejection, type Row } from './kinds.js';
import { wholeUnits } from './numbers.js';

/** What everything is in where a file names no warehouse. */
const DEFAULT_WAREHOUSE = 'default';

export const SKU_COLUMN = {
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
} as const satisfies Column;

export const WAREHOUSE_COLUMN = {
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
} as const satisfies Column;

export const ORDER_COLUMN = {
  names: [
    'Order',
    'order_id',
    'order number',
    'order no',
    'pedido',
    'número do pedido',
    'número de pedido',
    'id do pedido',
    'id del pedido',
  ],
} as const satisfies Column;

/** The kit that a row's SKU is a component of. */
export const KIT_COLUMN = {
  names: ['KitSkuId', 'kit_sku', 'kit_id', 'kit', 'kit_item_id', 'SKU do kit', 'SKU del kit'],
} as const satisfies Column;

export const REFERENCE_COLUMN = {
  names: [
    'RefId',
    'Reference Code',
    'reference id',
    'reference',
    'sku ref',
    'Código de referência',
    'Código de referencia',
  ],
} as const satisfies Column;

/** A header as headers are compared: letters and digits, without case and accents. */
export function foldedHeader(header: string): string {
  return header
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The position of each column of a kind in a header; columns that are not there are left out.
 * @param named the headers a user named, by column: where the header has one, it is that column alone
 */
export function columnPositions<Name extends string>(
  columns: Readonly<Record<Name, Column>>,
  header: readonly string[],
  named: Readonly<Record<string, string>> = {},
): Map<Name, number> {
  const folded = header.map(foldedHeader);
  const positions = new Map<Name, number>();
  const entries = Object.entries(columns) as [Name, Column][];
  for (const [name] of entries) {
    const wanted = named[name];
    const position = wanted === undefined ? -1 : folded.indexOf(foldedHeader(wanted));
    if (position >= 0) positions.set(name, position);
  }
  const claimed = new Set(positions.values());
  const unclaimed = folded.map((text, at) => (claimed.has(at) ? '' : text));
  for (const [name, { names }] of entries) {
    if (positions.has(name)) continue;
    const position = names.map((text) => unclaimed.indexOf(foldedHeader(text))).find((at) => at >= 0);
    if (position !== undefined) positions.set(name, position);
  }
  const taken = new Set(positions.values());
  for (const [name, { like }] of entries) {
    if (like === undefined || positions.has(name)) continue;
    const position = folded.findIndex((text, at) => !taken.has(at) && like.test(text));
    if (position < 0) continue;
    positions.set(name, position);
    taken.add(position);
  }
  return positions;
}

/** A text without the blanks around it, those that take no room on the screen included. */
export function trimmed(text: string): string {
  if (isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1))) return text;
  const core = text.trim();
  return INVISIBLE_AT_AN_END.test(core) ? core.replace(INVISIBLE_ENDS, '') : core;
}

function isVisible(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

const INVISIBLE = '[\\s\\u180e\\u200b-\\u200f\\u2060\\ufeff]';
const INVISIBLE_AT_AN_END = new RegExp(`^${INVISIBLE}|${INVISIBLE}$`);
const INVISIBLE_ENDS = new RegExp(`^${INVISIBLE}+|${INVISIBLE}+$`, 'g');

/** A value for a message: short, on one line. */
export function shortened(value: string): string {
  const line = value.replace(/\p{Cc}+/gu, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** The same in quotes. */
export function quoted(value: string): string {
  return `"${shortened(value)}"`;
}

/** A column and its value, for a message. */
export function fieldOf<Name extends string>(row: Row<Name>, name: Name, value: string): Field {
  return { column: row.header(name), value: shortened(value) };
}

interface Field {
  readonly column: string;
  readonly value: string | null;
}

/** A column and its value for a message; of an export with personal data the column alone. */
function told<Name extends string>(row: Row<Name>, name: Name, value: string): Field {
  return row.hidesValues ? { column: row.header(name), value: null } : fieldOf(row, name, value);
}

/** A row whose field is empty where it must not be. */
export function emptyField<Name extends string>(row: Row<Name>, name: Name, code: string): Rejection {
  return new Rejection(code, { key: 'empty-field', values: { column: row.header(name) } });
}

/** An id, exact but for surrounding blanks. */
export function idOf<Name extends string>(row: Row<Name>, name: Name): string | Rejection {
  const id = row.value(name);
  return id === '' ? emptyField(row, name, 'empty-id') : checkedId(row, name, id);
}

/** An id that a row may lack. */
export function idOrNullOf<Name extends string>(row: Row<Name>, name: Name): string | null | Rejection {
  const id = row.value(name);
  return id === '' ? null : checkedId(row, name, id);
}

function checkedId<Name extends string>(row: Row<Name>, name: Name, id: string): string | Rejection {
  if (isPlain(id)) return id;
  if (CONTROL_CHARACTER.test(id) || (row.hidesValues && id.includes('@'))) {
    return new Rejection('bad-id', { key: 'no-id', values: told(row, name, id) });
  }
  if (IN_EXPONENT.test(id)) {
    return new Rejection('id-in-exponent', { key: 'id-in-exponent', values: fieldOf(row, name, id) });
  }
  return id;
}

/** Visible ASCII without a plus sign: nothing that is looked for below. */
function isPlain(id: string): boolean {
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    if (code <= 0x20 || code >= 0x7f || code === 0x2b) return false;
  }
  return true;
}

const CONTROL_CHARACTER = /\p{Cc}/u;

/** How spreadsheets show long numbers: `1.23457E+12`, `1,23E+12`. */
const IN_EXPONENT = /^\d(?:[.,]\d+)?E\+\d+$/i;

/** The warehouse of a row of a file that is about balances. */
export function warehouseOf<Name extends string>(row: Row<Name>, name: Name): string | Rejection {
  return row.has(name) ? idOf(row, name) : DEFAULT_WAREHOUSE;
}

/** Units that must be there, and not below zero. */
export function countedUnitsOf<Name extends string>(row: Row<Name>, name: Name): Units | Rejection {
  const units = unitsOf(row, name);
  if (units === null) return emptyField(row, name, 'empty-number');
  if (typeof units === 'number' && units < 0) {
    return new Rejection('bad-number', { key: 'below-zero', values: told(row, name, String(units)) });
  }
  return units;
}

/** Whole units of a column; null where the field is empty. */
export function unitsOf<Name extends string>(row: Row<Name>, name: Name): Units | null | Rejection {
  const digits = row.digits(name);
  if (digits !== null) return digits;
  const text = row.value(name);
  if (text === '') return null;
  const units = wholeUnits(text);
  if (typeof units === 'number') return units;
  return new Rejection('bad-number', { key: 'no-count', values: { ...told(row, name, text), fault: units } });
}

/** A date that must be there. */
export function neededMomentOf<Name extends string>(row: Row<Name>, name: Name): Moment | Rejection {
  const utc = row.utcMoment(name);
  if (utc !== null) return utc;
  const text = row.value(name);
  if (text === '') return emptyField(row, name, 'empty-date');
  const moment = row.dates.moment(text);
  return moment ?? new Rejection('bad-date', { key: 'no-date', values: told(row, name, text) });
}

/** An optional date: null where there is none, with a remark where there is one that cannot be. */
export function momentOf<Name extends string>(row: Row<Name>, name: Name): Moment | null {
  const utc = row.utcMoment(name);
  if (utc !== null) return utc;
  const text = row.value(name);
  if (text === '') return null;
  const moment = row.dates.moment(text);
  if (moment === null && !text.startsWith('0001-01-01')) {
    row.remark('bad-date', { key: 'no-date-counts', values: told(row, name, text) });
  }
  return moment;
}

export function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
