/** The rows of the inventory spreadsheets that balances were read from, read once more and given their new counts. */
import { statSync } from 'node:fs';
import { UserError } from '../errors.js';
import { trimmed } from '../exports/columns.js';
import { type OriginalTable, originalRows } from '../exports/original-rows.js';
import { STANDARD_INPUT } from '../exports/readers/bytes.js';
import type { Correction } from '../ledger/index.js';
import { hashOf, type Source } from '../store/sources.js';
import { words } from '../words/index.js';
import type { FixFacts } from './format.js';

/** A table to be written, all of it text. */
export interface TableToWrite {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The columns of the Admin's export, for a file without a row. */
const ADMIN_HEADER = [
  'SkuId',
  'TotalQuantity',
  'ReservedQuantity',
  'AvailableQuantity',
  'WarehouseId',
  'WarehouseName',
  'RefId',
  'IsActive',
  'UnlimitedQuantity',
  'LockIds',
  'DispatchedReservations',
];

const QUOTED_FORMULA = /^="(.*)"$/s;

/** The corrections of one part of a file, by the line their balance was read from. */
type Lines = Map<number, Correction>;

/**
 * The original rows of the corrections with their new counts, in the order of their files: a table for each set
 * of columns there is.
 * @throws UserError where a balance was not read from the Admin's spreadsheet, or that file has changed since
 */
export async function originalTables(
  corrections: readonly Correction[],
  facts: FixFacts,
): Promise<TableToWrite[]> {
  const tables = new Map<string, { header: readonly string[]; rows: (readonly string[])[] }>();
  for (const [source, parts] of bySource(corrections, facts)) {
    await refuseChanged(source);
    const wanted = new Map([...parts].map(([part, lines]) => [part, new Set(lines.keys())]));
    const originals = await originalRows(source.path, wanted);
    for (const [part, lines] of parts) {
      const original = originals.get(part);
      if (original === undefined) throw noSpreadsheet(part);
      const key = JSON.stringify(original.header);
      const table = tables.get(key) ?? { header: original.header, rows: [] };
      tables.set(key, table);
      for (const line of [...lines.keys()].sort((a, b) => a - b)) {
        table.rows.push(rowWithCount(original, line, lines.get(line), part));
      }
    }
  }
  return tables.size === 0 ? [{ header: ADMIN_HEADER, rows: [] }] : [...tables.values()];
}

function bySource(corrections: readonly Correction[], facts: FixFacts): Map<Source, Map<string, Lines>> {
  const found = new Map<Source, Map<string, Lines>>();
  const sources = facts.sources();
  const sourceOfPart = new Map<string, Source | undefined>();
  for (const correction of corrections) {
    const { sku, warehouse } = correction.balance;
    const origin = facts.originOf(sku, warehouse);
    if (origin === null) throw new Error(`no inventory export has SKU ${sku} in ${warehouse}`);
    if (!sourceOfPart.has(origin.path)) {
      sourceOfPart.set(
        origin.path,
        sources.find(({ path }) => origin.path === path || origin.path.startsWith(`${path}/`)),
      );
    }
    const source = sourceOfPart.get(origin.path);
    if (source === undefined || source.path === STANDARD_INPUT) throw notAFile();
    const parts = found.get(source) ?? new Map<string, Lines>();
    found.set(source, parts);
    const lines = parts.get(origin.path) ?? new Map<number, Correction>();
    parts.set(origin.path, lines);
    lines.set(origin.line, correction);
  }
  return found;
}

async function refuseChanged(source: Source): Promise<void> {
  const now = statSync(source.path, { throwIfNoEntry: false });
  if (now === undefined) {
    throw new UserError(...words().fixFiles.spreadsheetGone(source.path));
  }
  const isSame =
    source.hash === null
      ? now.size === source.size && Math.floor(now.mtimeMs) === source.modifiedAt
      : now.size === source.size && (await hashOf(source.path)) === source.hash;
  if (!isSame) throw changed(source.path);
}

/** @throws UserError when the row is not the one that was scanned */
function rowWithCount(
  { rows, positions }: OriginalTable,
  line: number,
  correction: Correction | undefined,
  part: string,
): readonly string[] {
  const cells = rows.get(line);
  const text = (column: keyof typeof positions) =>
    trimmed(cells?.[positions[column]] ?? '').replace(QUOTED_FORMULA, '$1');
  if (
    cells === undefined ||
    correction === undefined ||
    text('SkuId') !== correction.balance.sku ||
    text('WarehouseId') !== correction.balance.warehouse
  ) {
    throw changed(part);
  }
  return cells.with(positions.TotalQuantity, String(correction.count));
}

function changed(path: string): UserError {
  return new UserError(...words().fixFiles.changedSince(path));
}

function noSpreadsheet(path: string): UserError {
  return new UserError(...words().fixFiles.noSpreadsheet(path));
}

function notAFile(): UserError {
  return new UserError(...words().fixFiles.fromStdin());
}
