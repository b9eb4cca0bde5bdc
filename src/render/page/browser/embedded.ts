/** Reads the page's data: the head and the rows at once, stories when one is asked for. */
import {
  KINDS,
  type PageHead,
  type PageNames,
  type PageRow,
  type PageStory,
  TO_COUNT,
  TO_TYPE,
} from '../data.js';

export interface Balance {
  /** Where it stands in the data. */
  readonly place: number;
  /** The block its story is in, and where in it. */
  readonly block: number;
  readonly placeInBlock: number;
  readonly sku: string;
  readonly reference: string;
  readonly warehouse: string;
  /** The warehouse with its name. */
  readonly warehouseName: string;
  readonly kind: (typeof KINDS)[number];
  readonly inStock: number;
  readonly reserved: number;
  readonly available: number;
  readonly earlyWriteOffs: number;
  readonly lateWriteOffs: number;
  readonly corrected: number | null;
  readonly isToType: boolean;
  /** The shelf is to be counted. */
  readonly isToCount: boolean;
  /** A place in the head's confidences: the surest first. */
  readonly confidence: number;
  readonly causes: PageRow[12];
  readonly authors: PageRow[13];
  readonly policies: PageRow[14];
  /** What a search looks at. */
  readonly searched: string;
}

function data(id: string): unknown {
  const text = document.getElementById(id)?.textContent;
  return text == null ? null : JSON.parse(text);
}

export const head = data('head') as PageHead;
export const names = data('names') as PageNames;

/** Every balance of the page, as they were written: those of a SKU together, the worst SKU first. */
export const balances: readonly Balance[] = readBalances();

function readBalances(): Balance[] {
  const all: Balance[] = [];
  for (let block = 0; ; block += 1) {
    const rows = data(`rows-${block}`) as readonly PageRow[] | null;
    if (rows === null) return all;
    for (const [placeInBlock, row] of rows.entries()) {
      all.push(balanceOf(row, all.length, block, placeInBlock));
    }
  }
}

function balanceOf(row: PageRow, place: number, block: number, placeInBlock: number): Balance {
  const [sku, reference, warehouseAt, kindAt, inStock, reserved, available] = row;
  const warehouse = names.warehouses[warehouseAt] ?? { id: '', name: '' };
  return {
    place,
    block,
    placeInBlock,
    sku,
    reference,
    warehouse: warehouse.id,
    warehouseName: warehouse.name,
    kind: KINDS[kindAt] ?? 'healthy',
    inStock,
    reserved,
    available,
    earlyWriteOffs: row[7],
    lateWriteOffs: row[8],
    corrected: row[9],
    isToType: (row[10] & TO_TYPE) > 0,
    isToCount: (row[10] & TO_COUNT) > 0,
    confidence: row[11],
    causes: row[12],
    authors: row[13],
    policies: row[14],
    searched: `${sku}\n${reference}\n${warehouse.name}`.toLowerCase(),
  };
}

let opened: { readonly block: number; readonly stories: readonly PageStory[] } | null = null;

/** The story of a balance; stories are compressed in blocks, and the last block is kept. */
export async function storyOf({ block, placeInBlock }: Balance): Promise<PageStory | null> {
  if (opened?.block !== block) {
    const packed = data(`stories-${block}`);
    if (typeof packed !== 'string') return null;
    opened = { block, stories: JSON.parse(await unpacked(packed)) as readonly PageStory[] };
  }
  return opened.stories[placeInBlock] ?? null;
}

async function unpacked(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
