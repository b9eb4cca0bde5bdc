/**
 * One file → its records: opens it, looks into archives, spreadsheets and JSON, and reports for each
 * part what it was and what became of it.
 */
import type { Moment } from '../ledger/records.js';
import type { Said } from '../words/said.js';
import { readDocuments } from './documents/index.js';
import { type FoundFile, systemReason } from './files.js';
import type { ReadOptions } from './kinds.js';
import { nameOf, type Part, partWithin, readPart, unreadPart } from './part.js';
import { readTable } from './read-table.js';
import type { Entry } from './readers/archive.js';
import { type ByteSource, openFile, STANDARD_INPUT } from './readers/bytes.js';
import type { Documents } from './readers/json.js';
import { type Opened, openSource } from './readers/open.js';
import { TooLarge } from './readers/spool.js';
import type { Table } from './readers/table.js';
import type { ExportReceiver, PartProgress, ReadExport } from './receiver.js';
import { recogniseTable } from './recognise.js';

/** Called with the bytes and rows of the file read so far. */
type FileProgress = (bytes: number, rows: number) => void;

/** An archive may stand in an archive, but none within that. */
const DEEPEST_ARCHIVE = 1;

/**
 * Reads one file into `receiver`. What is wrong with it, or with a part of it, stands in the reports.
 * @throws UserError when local dates of a part could be day-month or month-day
 */
export async function readExports(
  file: FoundFile,
  options: ReadOptions,
  receiver: ExportReceiver,
  onProgress: FileProgress,
): Promise<void> {
  const isStandardInput = file.path === STANDARD_INPUT;
  const path = isStandardInput ? 'standard input' : file.path;
  const part: Part = { path, names: [nameOf(path)], modifiedAt: file.modifiedAt };
  const reading = new Reading(options, receiver, onProgress);
  try {
    const source = await openFile(file.path);
    try {
      await reading.readFile(source, part);
    } finally {
      await source.close();
    }
  } catch (error) {
    const isTooLarge = error instanceof TooLarge;
    const reason: Said = isTooLarge ? { key: 'file-too-large' } : systemReason(error);
    reading.leave(part, unreadPart(part, isTooLarge ? 'damaged' : 'unreadable', reason));
  }
}

/** The reading of one file. */
class Reading {
  #rows = 0;
  /** How much of the file is read, for the share of the part in hand that is. */
  #bytesAt: (share: number) => number = () => 0;

  constructor(
    private readonly options: ReadOptions,
    private readonly receiver: ExportReceiver,
    private readonly onProgress: FileProgress,
  ) {}

  async readFile(source: ByteSource, part: Part): Promise<void> {
    let position = 0;
    const followed: ByteSource = {
      size: source.size,
      read(from, length, into) {
        position = Math.min(from + length, source.size);
        return source.read(from, length, into);
      },
      close: () => source.close(),
    };
    const opened = await openSource(followed, part.names[0]);
    // Of an archive only what is taken out of it tells how far it is read.
    this.#bytesAt = opened.sort === 'archive' ? () => position : (share) => share * source.size;
    await this.#readOpened(opened, part, 0);
  }

  /** Reports a part that no row is read from. */
  leave(part: Part, read: ReadExport): void {
    this.receiver.begin(part.path, part.modifiedAt).finish(read);
  }

  async #readOpened(opened: Opened, part: Part, depth: number): Promise<void> {
    switch (opened.sort) {
      case 'table':
        return this.#readTable(opened.table, part, null, this.#progress(0, 1));
      case 'sheets':
        return this.#readSheets(opened.sheets, part, opened.damage);
      case 'documents':
        return this.#readDocuments(opened.documents, part);
      case 'archive':
        if (depth > DEEPEST_ARCHIVE) {
          return this.leave(part, unreadPart(part, 'damaged', { key: 'archive-too-deep' }));
        }
        return this.#readArchive(opened.entries(), part, depth);
      default:
        return this.leave(part, unreadPart(part, statusOf(part), opened.reason));
    }
  }

  async #readTable(table: Table, part: Part, damage: Said | null, onProgress: PartProgress): Promise<void> {
    const recognised = recogniseTable(table, this.options.headers);
    if ('reason' in recognised) {
      const { kind, reason } = recognised;
      const status = kind === null && damage === null ? 'skipped' : 'damaged';
      return this.leave(part, unreadPart(part, status, damage ?? reason, kind));
    }
    const sink = this.receiver.begin(part.path, part.modifiedAt);
    try {
      const read = await readTable(table, recognised, part.path, this.options, sink, onProgress);
      this.#rows += read.rows;
      sink.finish(readPart(part, { ...read, damage: read.damage ?? damage }, this.options));
    } catch (error) {
      const reason = systemReason(error);
      sink.restart();
      sink.finish(unreadPart(part, 'unreadable', reason));
    }
  }

  /** Blank sheets are left out; where several hold rows, each is a part of its own. */
  async #readSheets(sheets: readonly Table[], part: Part, damage: Said | null): Promise<void> {
    const filled = sheets.filter(({ top }) => top.length > 0);
    const [only] = filled;
    if (only === undefined) {
      const status = damage === null ? statusOf(part) : 'damaged';
      return this.leave(part, unreadPart(part, status, damage ?? { key: 'workbook-without-rows' }));
    }
    if (filled.length === 1) return this.#readTable(only, part, damage, this.#progress(0, 1));
    for (const [index, sheet] of filled.entries()) {
      const sheetPart = partWithin(part, sheet.name ?? `sheet ${index + 1}`, part.modifiedAt);
      await this.#readTable(sheet, sheetPart, null, this.#progress(index, filled.length));
    }
    if (damage !== null) this.leave(part, unreadPart(part, 'damaged', damage));
  }

  async #readDocuments(documents: Documents, part: Part): Promise<void> {
    const read = await readDocuments(documents, part, this.options, this.receiver, this.#progress(0, 1));
    this.#rows += read.rows;
    if (read.unread === null) return;
    const { isFaulty, reason } = read.unread;
    this.leave(part, unreadPart(part, isFaulty ? statusOf(part) : 'skipped', reason));
  }

  async #readArchive(entries: AsyncIterable<Entry>, part: Part, depth: number): Promise<void> {
    let isEmpty = true;
    for await (const entry of entries) {
      isEmpty = false;
      if ('refusal' in entry) {
        const refused = entry.name === '' ? part : partWithin(part, entry.name, part.modifiedAt);
        this.leave(refused, unreadPart(refused, entry.damaged ? 'damaged' : 'skipped', entry.refusal));
        continue;
      }
      const { name, modifiedAt, source } = entry;
      const within = partWithin(part, name, notLaterThan(modifiedAt, part.modifiedAt));
      try {
        await this.#readOpened(await openSource(source, within.names[0]), within, depth + 1);
      } finally {
        await source.close();
      }
    }
    if (isEmpty) {
      this.leave(part, unreadPart(part, statusOf(part), { key: 'archive-without-files' }));
    }
  }

  /** The progress of the part that is number `index` of `count` in the file. */
  #progress(index: number, count: number): PartProgress {
    return (share, rows) => this.onProgress(this.#bytesAt((index + share) / count), this.#rows + rows);
  }
}

/** What somebody may have meant as an export, going by its name. */
const NAMED_LIKE_AN_EXPORT = /(\.(csv|tsv|txt|json|jsonl|ndjson|xls|xlsx|zip|gz)|^standard input)$/i;

/** Whether what holds no rows is a damaged export or none at all. */
function statusOf(part: Part): 'damaged' | 'skipped' {
  return NAMED_LIKE_AN_EXPORT.test(part.names[0] ?? '') ? 'damaged' : 'skipped';
}

/** Packers that keep no times write one of their own, long before VTEX was. */
const EARLIEST_TIME = Date.UTC(2000, 0, 1);

/** When an archive's entry was written, at the latest: the archive is no older than what it holds. */
function notLaterThan(entryAt: Moment | null, archiveAt: Moment): Moment {
  return entryAt === null || entryAt < EARLIEST_TIME ? archiveAt : Math.min(entryAt, archiveAt);
}
