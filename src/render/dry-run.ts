/** The page of `scan --dry-run`: file by file, which column is which, and the first row as it is understood. */
import type { ExportKind, FileReport } from '../exports/index.js';
import { words } from '../words/index.js';
import { type Said, type ShapeName, sentenceOf } from '../words/said.js';
import { kindWords } from './kinds.js';
import { item, paragraph } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';

/** One column of a file as it was found. */
export interface PreviewField {
  /** What invfix calls it; the name `--map` takes. */
  readonly column: string;
  /** The header, or the field of the JSON document; null for what was worked out. */
  readonly header: string | null;
  /** The first row's value as it is understood; null where it has none, empty where another field has it. */
  readonly value: string | null;
}

/** One file, or a part of one. */
export interface Preview {
  readonly path: string;
  readonly kind: ExportKind | null;
  /** The JSON shapes it has; null for tables. */
  readonly shapes: readonly ShapeName[] | null;
  readonly status: FileReport['status'];
  readonly reason: Said | null;
  readonly fields: readonly PreviewField[];
  readonly problems: readonly { readonly line: number | null; readonly message: Said }[];
}

/** Files of one folder that are nothing, or all alike, are told of together beyond so many. */
const MOST_ALIKE = 5;

export function renderPreviews(previews: readonly Preview[], surface: Surface): string {
  const parts: string[] = [];
  for (const group of alike(previews)) {
    const shown = group.slice(0, MOST_ALIKE);
    parts.push(...shown.map((preview) => renderPreview(preview, surface)));
    const hidden = group.length - shown.length;
    if (hidden > 0) parts.push(surface.colours.dim(words().dryRun.moreLikeThese(hidden)));
  }
  return parts.join('\n\n');
}

function renderPreview(preview: Preview, surface: Surface): string {
  const { colours } = surface;
  const texts = words().dryRun;
  const taken = preview.kind === null ? colours.dim(texts.notRead) : kindWords(preview.kind);
  const shape = preview.shapes === null ? '' : ` (${shapeWords(preview.shapes)})`;
  const lines = [paragraph(`${colours.bold(safe(preview.path))}: ${taken}${shape}`, surface, '')];
  if (preview.reason !== null) lines.push(paragraph(safe(sentenceOf(preview.reason)), surface));
  if (preview.fields.length > 0) lines.push(renderTable(columnsOf(), preview.fields, surface));
  for (const { line, message } of preview.problems) {
    const said = safe(sentenceOf(message));
    lines.push(item('!', line === null ? said : texts.atLine(line, said), surface));
  }
  return lines.join('\n');
}

/** `orders of the Orders API`, in the language in use. */
export function shapeWords(shapes: readonly ShapeName[]): string {
  const { names, shared } = words();
  return shapes.map((shape) => names.shapes[shape]).join(` ${shared.and} `);
}

function columnsOf(): Column<PreviewField>[] {
  const texts = words().dryRun;
  return [
    { title: texts.takenAs, text: ({ column }) => safe(column) },
    {
      title: texts.inTheFile,
      text: ({ header }) => (header === null ? texts.workedOut : safe(header)),
      shorten: 'end',
      minimum: 16,
    },
    {
      title: texts.firstRow,
      text: ({ value }) => (value === null ? '-' : safe(value)),
      shorten: 'end',
      minimum: 16,
    },
  ];
}

/** Neighbours whose table would be the same: a folder of thousands of orders is told of once. */
function alike(previews: readonly Preview[]): Preview[][] {
  const groups: Preview[][] = [];
  let last = '';
  for (const preview of previews) {
    const folder = preview.path.replace(/[^/\\]*$/, '');
    const layout = preview.fields.map(({ column, header }) => `${column}=${header}`).join();
    const key = [folder, preview.kind, preview.shapes?.join(), preview.status, layout].join('\n');
    if (key === last) groups.at(-1)?.push(preview);
    else groups.push([preview]);
    last = key;
  }
  return groups;
}
