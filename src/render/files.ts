/** The files of a scan: each with what it was taken for, its period, and what is wrong with it. */
import type { FileReport } from '../exports/index.js';
import type { Moment } from '../ledger/records.js';
import { words } from '../words/index.js';
import { sentenceOf } from '../words/said.js';
import { kindWords } from './kinds.js';
import { grouped } from './numbers.js';
import { item } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { day, minute, period } from './times.js';
import { displayWidth } from './width.js';

/** Files that are nothing invfix reads, beyond so many, are counted instead of listed. */
const FOLDED_FILES = 8;
/** From this width on a file's reason has room in its row. */
const ROOMY = 120;
const DAY = 86_400_000;

/** Each file and what it was taken for; many of a kind in one folder are one line. */
export function renderFiles(reports: readonly FileReport[], verbose: boolean, surface: Surface): string {
  const { colours } = surface;
  const texts = words().files;
  const files = verbose ? reports.map(oneFile) : gathered(reports);
  const strangers = files.filter((file) => file.status === 'skipped');
  const shown =
    verbose || strangers.length <= FOLDED_FILES
      ? files
      : files.filter((file) => file.status !== 'skipped' || strangers.indexOf(file) < FOLDED_FILES);
  const folder = folderToLeaveOut(shown, surface);
  const columns: Column<ListedFile>[] = [
    {
      title: folder === '' ? texts.file : texts.fileIn(safe(folder)),
      text: (file) =>
        safe(file.path.slice(folder.length)) +
        (file.files > 1 ? ` (${words().shared.files(file.files)})` : ''),
      shorten: 'middle',
      minimum: 16,
    },
    {
      title: texts.takenFor,
      text: (file) => (file.kind === null ? texts.notRead : kindWords(file.kind)),
      paint: (text, file) => (file.kind === null ? colours.dim(text) : text),
    },
    { title: texts.rows, align: 'right', text: (file) => (file.kind === null ? '' : grouped(file.rows)) },
    ...(verbose ? [keptColumn()] : []),
    {
      title: '',
      text: fileRemark,
      paint: (text, file) =>
        file.status === 'damaged' || file.status === 'unreadable' || file.rejected > 0
          ? colours.yellow(text)
          : colours.dim(text),
      shorten: 'end',
      minimum: 24,
    },
  ];
  const hidden = files.length - shown.length;
  const more = hidden > 0 ? `\n${colours.dim(`  ${texts.moreNotRead(hidden)}`)}` : '';
  const reasons = shown
    .filter((file) => file.reason !== null && surface.columns < ROOMY)
    .filter((file) => file.status === 'damaged' || file.status === 'unreadable')
    .map((file) => item('!', `${safe(file.path)}: ${reasonWords(file)}`, surface));
  return [renderTable(columns, shown, surface) + more, ...reasons].join('\n');
}

/** Rows are kept, or stand elsewhere too, are not needed or rejected, as the remark says. */
function keptColumn(): Column<ListedFile> {
  return {
    title: words().files.kept,
    align: 'right',
    text: (file) => (file.kind === null ? '' : grouped(file.kept)),
  };
}

/** The folder all files are below, where their paths would not fit with it; empty where they do. */
function folderToLeaveOut(files: readonly ListedFile[], surface: Surface): string {
  const [first, ...others] = files.map(({ path }) => path);
  if (first === undefined || others.length === 0) return '';
  const widest = Math.max(...files.map(({ path }) => displayWidth(safe(path))));
  if (widest <= surface.columns / 2) return '';
  let folder = first.replace(/[^/\\]*$/, '');
  while (folder !== '' && !others.every((path) => path.startsWith(folder))) {
    folder = folder.replace(/[^/\\]*[/\\]$/, '');
  }
  return folder;
}

/** A file, or many of one folder that were all read whole and taken for the same. */
interface ListedFile extends FileReport {
  readonly files: number;
}

/** More files than this of a folder and kind are listed as one: one order a file makes thousands. */
const MOST_OF_A_FOLDER = 12;

function oneFile(file: FileReport): ListedFile {
  return { ...file, files: 1 };
}

/** In the order of the files; a gathered line stands where its first file would. */
function gathered(reports: readonly FileReport[]): ListedFile[] {
  const groups = new Map<string, FileReport[]>();
  for (const file of reports) {
    const key = groupOf(file);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  return [...groups].flatMap(([key, group]) =>
    group.length > MOST_OF_A_FOLDER && isWhole(group[0])
      ? [together(group, key.replace(/\n.*$/s, ''))]
      : group.map(oneFile),
  );
}

/** `exports/orders/*.json`, and what the file was taken for; a file that is not whole is on its own. */
function groupOf(file: FileReport): string {
  if (!isWhole(file)) return file.path;
  const folder = file.path.replace(/[^/\\]*$/, '');
  const ending = /\.[^./\\]*$/.exec(file.path)?.[0] ?? '';
  return `${folder}*${ending}\n${file.kind}`;
}

function isWhole(file: FileReport | undefined): boolean {
  return file !== undefined && file.kind !== null && file.status === 'read' && file.rejected === 0;
}

function together(files: readonly FileReport[], path: string): ListedFile {
  const [first] = files;
  if (first === undefined) throw new Error('a group of files has a first one');
  const moments = (of: (file: FileReport) => Moment | null): Moment[] =>
    files.flatMap((file) => of(file) ?? []);
  const starts = moments(({ from }) => from);
  const ends = moments(({ to }) => to);
  return {
    ...first,
    path,
    files: files.length,
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    duplicates: files.reduce((sum, { duplicates }) => sum + duplicates, 0),
    kept: files.reduce((sum, { kept }) => sum + kept, 0),
    unneeded: files.reduce((sum, { unneeded }) => sum + unneeded, 0),
    from: starts.length === 0 ? null : starts.reduce((a, b) => Math.min(a, b)),
    to: ends.length === 0 ? null : ends.reduce((a, b) => Math.max(a, b)),
  };
}

/** What is wrong with the file first, since a narrow table cuts the end off. */
function fileRemark(file: FileReport): string {
  const texts = words().files;
  const dates = file.kind === null || file.kind === 'inventory' ? '' : period(file.from, file.to);
  return [
    file.status === 'unreadable' || file.status === 'damaged' ? texts.status[file.status] : '',
    file.rejected > 0 ? texts.rejected(file.rejected) : '',
    file.kind === 'inventory' && file.exportedAt !== null
      ? texts.exportedAt(momentOf(file, file.exportedAt))
      : '',
    dates,
    file.duplicates > 0 ? texts.elsewhere(file.duplicates) : '',
    file.unneeded > 0 ? texts.notNeeded(file.unneeded) : '',
    reasonWords(file),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function reasonWords({ reason }: FileReport): string {
  return reason === null ? '' : safe(sentenceOf(reason));
}

/** A name without a time of day gives its day's first moment. */
function momentOf(file: FileReport, exportedAt: Moment): string {
  const isDay = file.exportedAtSource === 'file-name' && exportedAt % DAY === 0;
  return isDay ? day(exportedAt) : minute(exportedAt);
}
