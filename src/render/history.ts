/** The page of a history: how the balances developed as a small chart, the scans, and the fixes. */
import type { FixRecord, ScanRecord } from '../store/reading.js';
import { WIDE } from './balances.js';
import { count, counted, grouped } from './numbers.js';
import { heading, sections, textWidth } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { day, exportMoment, minute } from './times.js';

/** `Fix 3 of 2026-11-23 19:20 UTC: 34 counts in fix.csv`; one that takes another back says so. */
export function fixWords({ id, writtenAt, balances, path, undoes }: FixRecord): string {
  const where = path === '-' ? 'to the standard output' : `in ${safe(path)}`;
  const what = undoes === null ? '' : `, taking back fix ${undoes}`;
  return `Fix ${id} of ${minute(writtenAt)} UTC: ${counted(balances, 'count')} ${where}${what}`;
}

/** @param most scans and fixes listed, the newest of each */
export function renderHistory(
  scans: readonly ScanRecord[],
  fixes: readonly FixRecord[],
  most: number,
  surface: Surface,
): string {
  return sections([
    scans.length > 1 ? development(scans, surface) : null,
    scanTable(scans, most, surface),
    fixes.length === 0
      ? 'No fix was written yet: invfix correct --write FILE.'
      : fixTable(fixes, most, surface),
  ]);
}

const SERIES = [
  { title: 'Negative', of: (scan: ScanRecord) => scan.negative },
  { title: 'Understated', of: (scan: ScanRecord) => scan.understated },
  { title: 'Overstated', of: (scan: ScanRecord) => scan.overstated },
] as const;

const LEVELS = { unicode: ['·', ...'▁▂▃▄▅▆▇█'], plain: ['.', ...':-=+*o#@'] } as const;
const TITLE_WIDTH = 14;
const FIGURES_WIDTH = 24;
const NARROWEST = 10;

/** One row of signs a list, one sign a scan; of too many scans a sign stands for the worst of several. */
function development(scans: readonly ScanRecord[], surface: Surface): string {
  const levels = surface.symbols.unicode ? LEVELS.unicode : LEVELS.plain;
  const room = Math.min(textWidth(surface), 100) - TITLE_WIDTH - FIGURES_WIDTH;
  const width = Math.min(scans.length, Math.max(NARROWEST, room));
  const rows = SERIES.map(({ title, of }) => {
    const values = Array.from({ length: width }, (_, place) => {
      const from = Math.floor((place * scans.length) / width);
      const to = Math.floor(((place + 1) * scans.length) / width);
      return Math.max(...scans.slice(from, to).map(of));
    });
    const top = Math.max(...values);
    const signs = values
      .map((value) => levels[value === 0 ? 0 : Math.ceil((8 * value) / top)] ?? '')
      .join('');
    const last = scans.at(-1);
    const now = last === undefined ? 0 : of(last);
    return `  ${title.padEnd(TITLE_WIDTH - 2)}${signs}  ${grouped(now)} now, ${grouped(top)} at most`;
  });
  const [first] = scans;
  const span =
    first === undefined
      ? ''
      : `${day(first.scannedAt)} to ${day(scans.at(-1)?.scannedAt ?? first.scannedAt)}`;
  return [heading(`Balances over ${counted(scans.length, 'scan')}, ${span}`, surface), ...rows].join('\n');
}

function scanTable(scans: readonly ScanRecord[], most: number, surface: Surface): string {
  const shown = scans.slice(Math.max(0, scans.length - most));
  const wide = surface.columns >= WIDE;
  const columns: Column<ScanRecord>[] = [
    { title: 'Scanned (UTC)', text: ({ scannedAt }) => minute(scannedAt) },
    {
      title: 'Inventory of',
      text: ({ exportedAt, exportedBefore }) =>
        exportedAt === null ? 'unknown' : exportMoment(exportedAt, exportedBefore).replace(' UTC', ''),
    },
    { title: 'Balances', align: 'right', text: ({ balances }) => grouped(balances) },
    { title: 'Negative', align: 'right', text: ({ negative }) => grouped(negative) },
    { title: wide ? 'Units short' : 'Short', align: 'right', text: ({ unitsShort }) => count(unitsShort) },
    {
      title: wide ? 'Understated' : 'Under',
      align: 'right',
      text: ({ understated }) => grouped(understated),
    },
    { title: wide ? 'Overstated' : 'Over', align: 'right', text: ({ overstated }) => grouped(overstated) },
  ];
  return listWithRest(heading('Scans', surface), columns, shown, scans.length, surface);
}

function fixTable(fixes: readonly FixRecord[], most: number, surface: Surface): string {
  const shown = fixes.slice(Math.max(0, fixes.length - most));
  const columns: Column<FixRecord>[] = [
    { title: 'Fix', align: 'right', text: ({ id }) => count(id) },
    { title: 'Written (UTC)', text: ({ writtenAt }) => minute(writtenAt) },
    { title: 'Counts', align: 'right', text: ({ balances }) => grouped(balances) },
    { title: 'Format', text: ({ format }) => format },
    {
      title: 'File',
      text: ({ path, undoes }) =>
        `${path === '-' ? 'standard output' : safe(path)}${undoes === null ? '' : ` (takes back fix ${undoes})`}`,
      shorten: 'middle',
      minimum: 12,
    },
  ];
  return listWithRest(heading('Fixes', surface), columns, shown, fixes.length, surface);
}

function listWithRest<Row>(
  title: string,
  columns: readonly Column<Row>[],
  shown: readonly Row[],
  all: number,
  surface: Surface,
): string {
  const hidden = all - shown.length;
  return [
    title,
    ...(hidden > 0 ? [surface.colours.dim(`  ${grouped(hidden)} earlier; --verbose shows all`)] : []),
    renderTable(columns, shown, surface),
  ].join('\n');
}
