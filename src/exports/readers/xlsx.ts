/**
 * .xlsx workbooks: a zip of XML parts. Sheets are streamed, so that half a million rows need no more
 * memory than their shared texts. Checksums are looked at before any row is handed on.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Said } from '../../words/said.js';
import type { ByteSource } from './bytes.js';
import {
  booleanText,
  type DateSystem,
  isDateFormatId,
  type NumberFormat,
  numberFormatOf,
  shownNumber,
} from './cells.js';
import type { Limits } from './limits.js';
import {
  type Batch,
  Damage,
  type SheetRow,
  sheetTable,
  shownName,
  together,
  type Workbook,
  withoutBlankEnd,
} from './sheets.js';
import type { Table } from './table.js';
import { Refusal, unpacked, type Zip, type ZipEntry } from './zip.js';

/** Some programs number it: `xl/workbook2.xml`. */
const WORKBOOK = /^xl\/(workbook\d*\.xml)$/;
const MEGABYTE = 1 << 20;
/** Far beyond what a workbook's parts come to: a full sheet of a million rows has some 600 MB. */
const LARGEST_SHEET = 4096 * MEGABYTE;
const LARGEST_TEXTS = 1024 * MEGABYTE;
const LARGEST_OTHER_PART = 64 * MEGABYTE;
/** Characters of one text, of one tag: more is no spreadsheet. */
const LONGEST_TEXT = MEGABYTE;
const DEEPEST = 64;
const MOST_COLUMNS = 16_384;

export function isXlsx(zip: Zip): boolean {
  return zip.entries.some(({ name }) => WORKBOOK.test(name));
}

/** Opens a workbook; `sheets` are those that can be read, hidden ones included. */
export async function openXlsx(source: ByteSource, zip: Zip, limits: Limits): Promise<Workbook> {
  const parts = new Parts(source, zip, limits);
  let outline: Outline;
  let formats: readonly NumberFormat[];
  let texts: Texts;
  try {
    outline = await outlineOf(parts, zip);
    formats = await numberFormatsOf(parts, outline.styles);
    texts = await textsOf(parts, outline.texts);
  } catch (error) {
    return { sheets: [], damage: damageOf(error) };
  }
  const sheets: Table[] = [];
  const damages: Said[] = zip.damage === null ? [] : [zip.damage];
  for (const { name, path } of outline.sheets) {
    try {
      await parts.check(path, LARGEST_SHEET);
      const sheet = { parts, path, formats, texts, dateSystem: outline.dateSystem };
      sheets.push(await sheetTable(name, () => batchesOf(sheet)));
    } catch (error) {
      const values = { sheet: shownName(name), damage: damageOf(error) };
      damages.push({ key: 'sheet-unread', values });
    }
  }
  return { sheets, damage: together(damages) };
}

function damageOf(error: unknown): Said {
  if (error instanceof Damage || error instanceof Refusal) return error.said;
  throw error;
}

/** The workbook's parts by their paths. */
class Parts {
  readonly #byPath: ReadonlyMap<string, ZipEntry>;

  constructor(
    private readonly source: ByteSource,
    private readonly zip: Zip,
    private readonly limits: Limits,
  ) {
    this.#byPath = new Map(zip.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  }

  has(path: string): boolean {
    return this.#byPath.has(path.toLowerCase());
  }

  size(path: string): number {
    return this.#byPath.get(path.toLowerCase())?.size ?? 0;
  }

  /** A part's bytes. Throws Damage or Refusal where they cannot be had. */
  async *bytes(path: string, largest: number): AsyncGenerator<Buffer> {
    const entry = this.#byPath.get(path.toLowerCase());
    if (entry === undefined) throw new Damage({ key: 'part-missing' });
    if (this.zip.overlapping.has(entry)) throw new Damage({ key: 'parts-overlap' });
    yield* unpacked(this.source, entry, { ...this.limits, entryBytes: largest });
  }

  /** Unpacks a part only to see that it is whole. */
  async check(path: string, largest: number): Promise<void> {
    for await (const _ of this.bytes(path, largest));
  }

  /** Parses a part that is small enough to be taken in at once. */
  async parse(path: string, largest: number, handler: XmlHandler): Promise<void> {
    const xml = new Xml(handler);
    for await (const piece of this.bytes(path, largest)) xml.write(piece);
    xml.end();
  }
}

interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** XML piece by piece, names without their prefixes; refuses what would fill the memory. */
class Xml {
  readonly #parser = new SaxesParser();
  readonly #decoder = new TextDecoder();
  #depth = 0;
  #sinceTag = 0;

  constructor(handler: XmlHandler) {
    this.#parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
      if (++this.#depth > DEEPEST) throw new Damage({ key: 'xml-too-deep' });
      this.#sinceTag = 0;
      handler.open(localName(name), attributes);
    });
    this.#parser.on('closetag', ({ name }: SaxesTagPlain) => {
      this.#depth--;
      this.#sinceTag = 0;
      handler.close?.(localName(name));
    });
    if (handler.text !== undefined) {
      const text = handler.text.bind(handler);
      this.#parser.on('text', text);
      this.#parser.on('cdata', text);
    }
    this.#parser.on('error', () => {
      throw new Damage({ key: 'xml-damaged' });
    });
  }

  write(bytes: Buffer): void {
    this.#parse(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    this.#parse(this.#decoder.decode());
    this.#parser.close();
  }

  #parse(text: string): void {
    this.#sinceTag += text.length;
    this.#parser.write(text);
    if (this.#sinceTag > 4 * LONGEST_TEXT) throw new Damage({ key: 'text-too-long' });
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute by its name without prefix: `r:id` is `id` in the relationships' namespace. */
function relationshipId(attributes: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(attributes).find(([name]) => name.includes(':') && localName(name) === 'id')?.[1];
}

/** What the workbook part says: which sheets there are, and where everything stands. */
interface Outline {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly dateSystem: DateSystem;
  readonly styles: string | null;
  readonly texts: string | null;
}

async function outlineOf(parts: Parts, zip: Zip): Promise<Outline> {
  const [path = '', file = ''] = zip.entries.flatMap(({ name }) => WORKBOOK.exec(name) ?? []);
  const named: { name: string; id: string | undefined }[] = [];
  let dateSystem: DateSystem = 1900;
  await parts.parse(path, LARGEST_OTHER_PART, {
    open(name, attributes) {
      if (name === 'sheet') named.push({ name: attributes.name ?? '', id: relationshipId(attributes) });
      else if (name === 'workbookPr' && isTrue(attributes.date1904)) dateSystem = 1904;
    },
  });
  const targets = new Map<string, { type: string; path: string }>();
  await parts.parse(`xl/_rels/${file}.rels`, LARGEST_OTHER_PART, {
    open(name, { Id, Type, Target }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      targets.set(Id, { type: localType(Type ?? ''), path: pathOf(Target) });
    },
  });
  const sheets = named.flatMap(({ name, id }) => {
    const target = id === undefined ? undefined : targets.get(id);
    if (target === undefined) throw new Damage({ key: 'sheet-list-damaged' });
    return target.type === 'worksheet' ? [{ name, path: target.path }] : [];
  });
  const pathOfType = (type: string) =>
    [...targets.values()].find((target) => target.type === type)?.path ?? null;
  return { sheets, dateSystem, styles: pathOfType('styles'), texts: pathOfType('sharedStrings') };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function localType(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1);
}

/** Targets stand relative to the workbook's folder, or from the root. */
function pathOf(target: string): string {
  const path: string[] = target.startsWith('/') ? [] : ['xl'];
  for (const part of target.split('/')) {
    if (part === '..') path.pop();
    else if (part !== '' && part !== '.') path.push(part);
  }
  return path.join('/');
}

/** For each cell style, how it shows numbers. */
async function numberFormatsOf(parts: Parts, path: string | null): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const styles: number[] = [];
  if (path === null || !parts.has(path)) return [];
  let isInCellStyles = false;
  await parts.parse(path, LARGEST_OTHER_PART, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') isInCellStyles = true;
      else if (name === 'xf' && isInCellStyles) styles.push(Number(attributes.numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') isInCellStyles = false;
    },
  });
  return styles.map((id) => {
    const code = codes.get(id);
    if (code !== undefined) return numberFormatOf(code);
    return isDateFormatId(id) ? 'date' : 1;
  });
}

/** The texts cells share, as bytes: millions of strings would cost several times as much. */
class Texts {
  readonly #blocks: Buffer[] = [];
  #used = 0;
  /** Where each text begins and ends, counted over all blocks. */
  #ends = new Float64Array(1 << 10);
  #starts = new Float64Array(1 << 10);
  length = 0;

  add(text: string): void {
    const size = Buffer.byteLength(text);
    let block = this.#blocks.at(-1);
    if (block === undefined || this.#used + size > block.length) {
      block = Buffer.allocUnsafe(BLOCK);
      this.#blocks.push(block);
      this.#used = 0;
    }
    if (this.length === this.#ends.length) {
      this.#ends = enlarged(this.#ends);
      this.#starts = enlarged(this.#starts);
    }
    const start = (this.#blocks.length - 1) * BLOCK + this.#used;
    this.#used += block.write(text, this.#used);
    this.#starts[this.length] = start;
    this.#ends[this.length] = start + size;
    this.length++;
  }

  /** Undefined where there is no such text. */
  at(index: number): string | undefined {
    const start = this.#starts[index];
    const end = this.#ends[index];
    if (start === undefined || end === undefined || index >= this.length) return undefined;
    const block = Math.floor(start / BLOCK);
    return this.#blocks[block]?.toString('utf8', start - block * BLOCK, end - block * BLOCK);
  }
}

/** Holds the longest text several times. */
const BLOCK = 16 * LONGEST_TEXT;

function enlarged(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

async function textsOf(parts: Parts, path: string | null): Promise<Texts> {
  const texts = new Texts();
  if (path === null || !parts.has(path)) return texts;
  const rich = new RichText();
  await parts.parse(path, LARGEST_TEXTS, {
    open(name) {
      if (name === 'si') rich.begin();
      else rich.open(name);
    },
    text: (text) => rich.add(text),
    close(name) {
      rich.close(name);
      if (name === 'si') texts.add(rich.text);
    },
  });
  return texts;
}

/** A text that may come in runs of different looks; how it is pronounced does not belong to it. */
class RichText {
  #parts = '';
  #isText = false;
  #isPhonetic = false;

  begin(): void {
    this.#parts = '';
    this.#isText = false;
    this.#isPhonetic = false;
  }

  open(name: string): void {
    if (name === 't') this.#isText = true;
    else if (name === 'rPh') this.#isPhonetic = true;
  }

  add(text: string): void {
    if (!this.#isText || this.#isPhonetic) return;
    this.#parts += text;
    if (this.#parts.length > LONGEST_TEXT) throw new Damage({ key: 'text-too-long' });
  }

  close(name: string): void {
    if (name === 't') this.#isText = false;
    else if (name === 'rPh') this.#isPhonetic = false;
  }

  get text(): string {
    return unescaped(this.#parts);
  }
}

/** Characters XML cannot hold stand as _x000D_. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

interface Sheet {
  readonly parts: Parts;
  readonly path: string;
  readonly formats: readonly NumberFormat[];
  readonly texts: Texts;
  readonly dateSystem: DateSystem;
}

/** A sheet's rows. Throws Damage where its XML is. */
async function* batchesOf(sheet: Sheet): AsyncGenerator<Batch> {
  const size = sheet.parts.size(sheet.path);
  const rows = new Rows(sheet);
  const xml = new Xml(rows);
  let position = 0;
  try {
    for await (const piece of sheet.parts.bytes(sheet.path, LARGEST_SHEET)) {
      position += piece.length;
      let damage: unknown = null;
      try {
        xml.write(piece);
      } catch (error) {
        damage = error;
      }
      const found = rows.taken();
      if (found.length > 0) yield { rows: found, share: position / size };
      if (damage !== null) throw damage;
    }
    xml.end();
  } catch (error) {
    throw new Damage(damageOf(error));
  }
}

/** Collects the rows of a sheet as its XML goes by. */
class Rows implements XmlHandler {
  #rows: SheetRow[] = [];
  #line = 0;
  #cells: string[] | null = null;
  #column = 0;
  #type = 'n';
  #format: NumberFormat = 1;
  #value = '';
  #isValue = false;
  readonly #inline = new RichText();

  constructor(private readonly sheet: Sheet) {}

  taken(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#isValue = true;
    else if (name === 'row') {
      this.#line = attributes.r === undefined ? this.#line + 1 : wholeOf(attributes.r);
      this.#cells = [];
      this.#column = 0;
    } else if (this.#type === 'inlineStr') this.#inline.open(name);
  }

  #openCell({ r, s, t }: Readonly<Record<string, string>>): void {
    if (r !== undefined) this.#column = columnOf(r);
    if (this.#column >= MOST_COLUMNS) throw new Damage({ key: 'too-many-columns' });
    this.#type = t ?? 'n';
    this.#format = (s === undefined ? undefined : this.sheet.formats[Number(s)]) ?? 1;
    this.#value = '';
    if (this.#type === 'inlineStr') this.#inline.begin();
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text;
    else if (this.#type === 'inlineStr') this.#inline.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.#isValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row' && this.#cells !== null) {
      const cells = withoutBlankEnd(this.#cells);
      if (cells.length > 0) this.#rows.push({ line: this.#line, cells });
      this.#cells = null;
    } else if (this.#type === 'inlineStr') this.#inline.close(name);
  }

  #closeCell(): void {
    const text = this.#type === 'inlineStr' ? this.#inline.text : this.#textOf(this.#value);
    this.#type = 'n';
    const column = this.#column++;
    if (text === '' || this.#cells === null) return;
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text;
  }

  #textOf(value: string): string {
    if (value === '') return '';
    switch (this.#type) {
      case 's': {
        const text = this.sheet.texts.at(wholeOf(value));
        if (text === undefined) throw new Damage({ key: 'text-missing' });
        return text;
      }
      case 'str':
      case 'd':
        return unescaped(value);
      case 'b':
        return booleanText(isTrue(value.trim()));
      case 'e':
        return '';
      default:
        return this.#numberText(value.trim());
    }
  }

  #numberText(value: string): string {
    if (this.#format === 1 && /^\d{1,15}$/.test(value)) return String(Number(value));
    const number = Number(value);
    if (!Number.isFinite(number)) throw new Damage({ key: 'number-damaged' });
    return shownNumber(number, this.#format, this.sheet.dateSystem);
  }
}

function wholeOf(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Damage({ key: 'rows-misnumbered' });
  return number;
}

/** `B5` → 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > MOST_COLUMNS) break;
  }
  if (column === 0) throw new Damage({ key: 'cells-misnumbered' });
  return column - 1;
}
