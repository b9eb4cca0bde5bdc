/** `scan --dry-run`: what each file is, which column was taken for what, and its first row; nothing is loaded. */
import { UserError } from '../errors.js';
import { type ExportSink, type FileReport, filesBelow, type ReadExport } from '../exports/index.js';
import { readExports } from '../exports/read.js';
import { type Preview, type PreviewField, renderPreviews, shapeWords } from '../render/dry-run.js';
import { iso } from '../render/times.js';

import { inEnglish, words } from '../words/index.js';
import { type Said, sentenceOf } from '../words/said.js';
import type { Context } from './context.js';
import type { ScanDryRunDocument } from './document-types.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { jsonText } from './json.js';
import type { ScanSettings } from './settings.js';

/** Problems shown of one file: the first row that counts ends its reading anyway. */
const MOST_PROBLEMS = 3;

/** @throws UserError when a path does not exist, or nothing below the paths is an export */
export async function dryRun(
  paths: readonly string[],
  settings: ScanSettings,
  json: boolean,
  context: Context,
): Promise<ExitCode> {
  const { files, passedOver } = filesBelow([...paths, ...settings.counts]);
  const previews: Preview[] = [];
  for (const file of files) {
    await readExports(
      file,
      { ...settings.read, firstRowOnly: true },
      { begin: (path) => previewing((preview) => previews.push({ ...preview, path })) },
      () => {},
    );
  }
  previews.push(
    ...passedOver.map((report) => ({ ...NOTHING_READ, ...describing(report), path: report.path })),
  );
  if (json)
    await context.write(
      `${jsonText(
        inEnglish(() => documentOf(previews)),
        2,
      )}\n`,
    );
  else await context.write(`${renderPreviews(previews, context.surface)}\n`);
  if (previews.every(({ kind }) => kind === null)) {
    throw new UserError(...words().dryRun.nothingKnown);
  }
  const isDamaged = previews.some(({ status }) => status === 'damaged' || status === 'unreadable');
  return isDamaged ? EXIT.incomplete : EXIT.done;
}

const NOTHING_READ = { shapes: null, fields: [], problems: [] };

function describing({ kind, status, reason }: FileReport): Pick<Preview, 'kind' | 'status' | 'reason'> {
  return { kind, status, reason };
}

/** A sink that keeps what the first row became and tells of it when the part of the file is done. */
function previewing(done: (preview: Omit<Preview, 'path'>) => void): ExportSink {
  let first: Readonly<Record<string, unknown>> = {};
  let problems: { line: number | null; message: Said }[] = [];
  const keep = (row: object): void => {
    first = { ...row, ...first };
  };
  return {
    inventory: keep,
    order: keep,
    update: keep,
    event: keep,
    statusChange: keep,
    reservation: keep,
    count: keep,
    tradePolicies: keep,
    kit: keep,
    unneeded() {},
    problem(line, _code, message) {
      if (problems.length < MOST_PROBLEMS) problems.push({ line, message });
    },
    restart() {
      first = {};
      problems = [];
    },
    finish(read) {
      done({ ...describing(read.report), shapes: read.shapes, fields: fieldsOf(read, first), problems });
    },
  };
}

/**
 * Each column that was found, with the header it goes by and what the first row says there; then what was
 * worked out from several columns or from none.
 */
function fieldsOf({ columns }: ReadExport, first: Readonly<Record<string, unknown>>): PreviewField[] {
  const named = new Set(columns.map(({ column }) => column));
  const others = Object.keys(first).filter((field) => !named.has(field) && first[field] !== null);
  return [
    ...columns.map(({ column, header }) => ({ column, header, value: understood(column, first[column]) })),
    ...others.map((column) => ({ column, header: null, value: understood(column, first[column]) })),
  ];
}

/** Times end in At in every record. A column that no field is named for was used for another. */
function understood(column: string, value: unknown): string | null {
  if (value === undefined) return '';
  if (value === null) return null;
  if (typeof value === 'number' && (column === 'at' || column.endsWith('At'))) return iso(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function documentOf(previews: readonly Preview[]): ScanDryRunDocument {
  return {
    schema: 'invfix.scan-dry-run/1',
    files: previews.map(({ path, kind, shapes, status, reason, fields, problems }) => ({
      path,
      kind,
      shape: shapes === null ? null : shapeWords(shapes),
      status,
      reason: reason === null ? null : sentenceOf(reason),
      columns: fields.map(({ column, header, value }) => ({ column, header, firstValue: value })),
      problems: problems.map(({ line, message }) => ({ line, message: sentenceOf(message) })),
    })),
  };
}
