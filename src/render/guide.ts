/** The page of `guide`: the steps to each export, each with what the folder has of it, and what to do next. */
import type { ExportKind, FileReport } from '../exports/index.js';
import type { Moment } from '../ledger/records.js';
import { words } from '../words/index.js';
import { kindWords } from './kinds.js';
import { listed } from './numbers.js';
import { heading, item, paragraph, sections } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { day, minute } from './times.js';

interface File
  extends Pick<FileReport, 'path' | 'kind' | 'status' | 'exportedAt' | 'exportedAtSource' | 'modifiedAt'> {
  readonly reason: string | null;
}

/** What stands in a folder. */
interface Stand {
  readonly isThere: boolean;
  readonly files: readonly File[];
  readonly downloading: readonly string[];
}

export interface GuidePage {
  readonly folder: string;
  readonly look: Stand;
  /** The command that comes next. */
  readonly next: string;
}

const STEPS = ['inventory', 'orders', 'updates', 'others'] as const;
type Step = (typeof STEPS)[number];

/** Which step a kind of export belongs to. */
const STEP_OF: Readonly<Record<ExportKind, Step>> = {
  inventory: 'inventory',
  orders: 'orders',
  updates: 'updates',
  feed: 'others',
  reservations: 'others',
  counts: 'others',
  'trade-policies': 'others',
  kits: 'others',
};

/** Files named one by one, of a step or of those that are not read. */
const MOST_NAMED = 4;
const DAY = 86_400_000;

export interface Checklist {
  readonly of: Readonly<Record<Step, readonly File[]>>;
  /** Files that are no export, or a damaged one. */
  readonly unread: readonly File[];
  /** Inventory and orders are there, and not in the wrong order. */
  readonly isEnough: boolean;
  /** The updates too. */
  readonly isComplete: boolean;
}

/** What a folder has of each step. */
export function checklistOf({ files }: Stand): Checklist {
  const of = (step: Step): readonly File[] =>
    files.filter(({ kind, status }) => status === 'read' && kind !== null && STEP_OF[kind] === step);
  const lists = {
    inventory: of('inventory'),
    orders: of('orders'),
    updates: of('updates'),
    others: of('others'),
  };
  const isEnough =
    lists.inventory.length > 0 &&
    lists.orders.length > 0 &&
    ordersBefore(lists.inventory, lists.orders) === null;
  return {
    of: lists,
    unread: files.filter(({ kind, status }) => status !== 'read' || kind === null),
    isEnough,
    isComplete: isEnough && lists.updates.length > 0,
  };
}

/** Every step, and what the folder has of it. */
export function renderGuide(page: GuidePage, surface: Surface): string {
  const text = words().guide;
  const checklist = checklistOf(page.look);
  return sections([
    heading(text.title(safe(page.folder)), surface),
    paragraph(text.intro, surface),
    ...STEPS.map((step, at) =>
      [
        `${surface.colours.bold(`${at + 1}. ${text.steps[step].title}`)} ${surface.colours.dim(`(${weightOf(step)})`)}`,
        paragraph(text.steps[step].text, surface, '   '),
        stateLine(step, checklist.of[step], surface, '   '),
      ].join('\n'),
    ),
    standing(page, checklist, surface),
  ]);
}

/** What the folder has of each step, in a line each. */
export function renderChecklist(page: GuidePage, surface: Surface): string {
  const { steps } = words().guide;
  const checklist = checklistOf(page.look);
  return sections([
    STEPS.map((step) => stateLine(step, checklist.of[step], surface, '  ', steps[step].name)).join('\n'),
    standing(page, checklist, surface),
  ]);
}

function weightOf(step: Step): string {
  const { needed, wanted, helpful } = words().guide;
  return step === 'updates' ? wanted : step === 'others' ? helpful : needed;
}

/** `✓ 2 files: a.csv and b.csv`, or that there is none. */
function stateLine(
  step: Step,
  files: readonly File[],
  surface: Surface,
  indent: string,
  name?: string,
): string {
  const text = words().guide;
  const { colours, symbols } = surface;
  const lead = name === undefined ? '' : `${name}: `;
  if (files.length === 0) {
    const none = step === 'others' ? text.noneNeeded : text.notYet;
    return colours.yellow(item(symbols.dash, `${lead}${none}`, surface, indent));
  }
  const paths = files.map((file) => `${safe(file.path)}${momentWords(file)}`);
  return colours.green(item(tick(surface), `${lead}${listed(paths, MOST_NAMED)}`, surface, indent));
}

function tick({ symbols }: Surface): string {
  return symbols.unicode ? '✓' : '+';
}

/** When an inventory was exported, as far as it says so. */
function momentWords({ kind, exportedAt, exportedAtSource }: File): string {
  if (kind !== 'inventory' || exportedAt === null) return '';
  const { exportedAt: at, exportedOn } = words().guide;
  const isDay = exportedAtSource === 'file-name' && exportedAt % DAY === 0;
  return `, ${isDay ? exportedOn(day(exportedAt)) : at(exportedAt)}`;
}

/** What is odd about the files, what is still missing, and what to do next. */
function standing({ folder, look, next }: GuidePage, checklist: Checklist, surface: Surface): string {
  const text = words().guide;
  const { inventory, orders } = checklist.of;
  const lines: string[] = [];
  if (!look.isThere) lines.push(item('!', text.noFolder(safe(folder)), surface));
  for (const path of look.downloading.slice(0, MOST_NAMED)) {
    lines.push(item(surface.symbols.dot, text.downloading(safe(path)), surface));
  }
  lines.push(...unreadLines(checklist.unread, surface));
  const undated = inventory.find(({ exportedAt }) => exportedAt === null);
  if (undated !== undefined) {
    lines.push(item('!', text.momentUnknown(safe(undated.path), safe(datedName(undated))), surface));
  }
  const late = ordersBefore(inventory, orders);
  if (late !== null)
    lines.push(item('!', text.ordersFirst(minute(late.orders), minute(late.inventory)), surface));
  const missing = (['inventory', 'orders'] as const).filter((step) => checklist.of[step].length === 0);
  if (missing.length > 0) {
    lines.push(paragraph(text.missing(listed(missing.map((step) => kindWords(step)))), surface));
  } else if (late === null) {
    lines.push(
      paragraph(checklist.isComplete ? text.complete : text.enough, surface),
      `  ${surface.colours.cyan(next)}   ${surface.colours.dim(text.scanHint)}`,
    );
  }
  return lines.join('\n');
}

function unreadLines(files: readonly File[], surface: Surface): string[] {
  const text = words().guide;
  const lines = files
    .slice(0, MOST_NAMED)
    .map(({ path, reason }) => item('!', text.notRead(safe(path), safe(reason ?? '')), surface));
  const rest = files.length - lines.length;
  return rest > 0 ? [...lines, item('!', text.notReadMany(rest), surface)] : lines;
}

/**
 * That the newest orders were exported before the newest inventory, which nothing can mend afterwards. A file's
 * modification time is the latest moment it can be of, so this is only said where it is sure.
 */
function ordersBefore(
  inventory: readonly File[],
  orders: readonly File[],
): { readonly orders: Moment; readonly inventory: Moment } | null {
  const dated = inventory.flatMap(({ exportedAt }) => (exportedAt === null ? [] : [exportedAt]));
  if (dated.length === 0 || orders.length === 0) return null;
  const exported = Math.max(...dated);
  const newest = Math.max(...orders.map(({ exportedAt, modifiedAt }) => exportedAt ?? modifiedAt));
  return newest < exported ? { orders: newest, inventory: exported } : null;
}

/** A name that tells the moment a file was saved: `inventory-2026-03-31T09-00.xls`. */
function datedName({ path, modifiedAt }: File): string {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const saved = new Date(modifiedAt).toISOString().slice(0, 16).replace(':', '-');
  return `${stem}-${saved}Z${extension}`;
}

/** What came, changed or went between two looks, a line each; many of one kind are counted. */
export function arrivedWords(before: Stand, now: Stand, surface: Surface): string[] {
  const text = words().guide;
  const seen = new Set(before.files.map(stateOf));
  const paths = new Set(now.files.map(({ path }) => path));
  const arrived = now.files.filter((file) => !seen.has(stateOf(file)));
  const gone = before.files.filter(({ path }) => !paths.has(path));
  const started = now.downloading.filter((path) => !before.downloading.includes(path));
  const groups = groupedBy(arrived);
  return [
    ...started.map((path) => `${surface.symbols.dot} ${text.downloading(safe(path))}`),
    ...[...groups].flatMap(([kind, files]) =>
      files.length > MOST_NAMED && kind !== null
        ? [`${tick(surface)} ${text.arrivedMany(files.length, kindWords(kind))}`]
        : files.map((file) => arrivalLine(file, surface)),
    ),
    ...gone.map(({ path }) => `${surface.symbols.dash} ${text.gone(safe(path))}`),
  ];
}

function arrivalLine({ path, kind, status, reason }: File, surface: Surface): string {
  const text = words().guide;
  return kind === null || status !== 'read'
    ? `! ${text.notRead(safe(path), safe(reason ?? ''))}`
    : `${tick(surface)} ${text.arrived(safe(path), kindWords(kind))}`;
}

/** Files by their kind; those that are not read stand alone. */
function groupedBy(files: readonly File[]): Map<ExportKind | null, File[]> {
  const groups = new Map<ExportKind | null, File[]>();
  for (const file of files) {
    const kind = file.status === 'read' ? file.kind : null;
    groups.set(kind, [...(groups.get(kind) ?? []), file]);
  }
  return groups;
}

function stateOf({ path, kind, status, modifiedAt }: File): string {
  return [path, kind, status, modifiedAt].join('\n');
}
