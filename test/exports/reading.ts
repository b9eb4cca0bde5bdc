/** Reads small files as exports and gives back all that came of them, part by part. */
import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type {
  CountRow,
  EventRow,
  ExportSink,
  FileReport,
  InventoryRow,
  KitRow,
  OrderRow,
  ReadExport,
  ReadOptions,
  ReservationRow,
  StatusChangeRow,
  TradePoliciesRow,
  UpdateRow,
} from '../../src/exports/index.js';
import { filesBelow } from '../../src/exports/index.js';
import { readExports } from '../../src/exports/read.js';
import { type Said, sentenceOf } from '../../src/words/said.js';

/** Everything one part gave. */
export class ReadPart implements ExportSink {
  inventories: InventoryRow[] = [];
  orders: OrderRow[] = [];
  /** The document each order row came from. */
  documents: number[] = [];
  updates: UpdateRow[] = [];
  events: EventRow[] = [];
  statusChanges: StatusChangeRow[] = [];
  reservations: ReservationRow[] = [];
  counts: CountRow[] = [];
  policies: TradePoliciesRow[] = [];
  kits: KitRow[] = [];
  problems: { line: number | null; code: string; message: string; rejected: boolean }[] = [];
  /** Rows that hold nothing to keep. */
  emptyRows = 0;
  #read: ReadExport | null = null;

  constructor(readonly path: string) {}

  get read(): ReadExport {
    if (this.#read === null) throw new Error(`${this.path} was never finished`);
    return this.#read;
  }

  /** The report, with the reason in a sentence. */
  get report(): Omit<FileReport, 'reason'> & { readonly reason: string | null } {
    const { report } = this.read;
    return { ...report, reason: report.reason === null ? null : sentenceOf(report.reason) };
  }

  inventory = (row: InventoryRow) => void this.inventories.push(row);
  update = (row: UpdateRow) => void this.updates.push(row);
  event = (row: EventRow) => void this.events.push(row);
  statusChange = (row: StatusChangeRow) => void this.statusChanges.push(row);
  reservation = (row: ReservationRow) => void this.reservations.push(row);
  count = (row: CountRow) => void this.counts.push(row);
  tradePolicies = (row: TradePoliciesRow) => void this.policies.push(row);
  kit = (row: KitRow) => void this.kits.push(row);

  unneeded(): void {
    this.emptyRows += 1;
  }

  order(row: OrderRow, document: number): void {
    this.orders.push(row);
    this.documents.push(document);
  }

  problem(line: number | null, code: string, message: Said, rejected: boolean): void {
    this.problems.push({ line, code, message: sentenceOf(message), rejected });
  }

  restart(): void {
    Object.assign(this, new ReadPart(this.path));
  }

  finish(read: ReadExport): void {
    if (this.#read !== null) throw new Error(`${this.path} was finished twice`);
    this.#read = read;
  }
}

export const MODIFIED_AT = Date.UTC(2026, 4, 1);

/** Reads these files, in the order of their names; paths are without the folder they were written to. */
export async function partsOf(
  files: Readonly<Record<string, string | Buffer>>,
  options: ReadOptions = {},
): Promise<ReadPart[]> {
  const folder = mkdtempSync(join(tmpdir(), 'invfix-read-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, MODIFIED_AT / 1000, MODIFIED_AT / 1000);
  }
  return partsBelow(folder, options);
}

/** Reads every file below a folder. */
export async function partsBelow(folder: string, options: ReadOptions = {}): Promise<ReadPart[]> {
  const parts: ReadPart[] = [];
  for (const file of filesBelow([folder]).files) {
    const begin = (path: string) => {
      const part = new ReadPart(path.slice(folder.length + 1));
      parts.push(part);
      return part;
    };
    await readExports(file, options, { begin }, () => {});
  }
  return parts;
}

/** Reads one file that is one part. */
export async function partOf(
  content: string | Buffer,
  options: ReadOptions = {},
  name = 'file.csv',
): Promise<ReadPart> {
  const parts = await partsOf({ [name]: content }, options);
  const [part] = parts;
  if (part === undefined || parts.length > 1) throw new Error(`${parts.length} parts, not one`);
  return part;
}

/** Reads JSON that is one part; what is no text is written out. */
export async function jsonPart(value: unknown, options: ReadOptions = {}): Promise<ReadPart> {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return partOf(text, options, 'file.json');
}
