/** The page of a history: how the balances developed as a small chart, the scans, and the fixes. */
import type { FixRecord, Lost, ScanRecord } from '../store/reading.js';
import { words } from '../words/index.js';
import { WIDE } from './balances.js';
import { count, grouped, listed } from './numbers.js';
import { heading, sections, textWidth } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { day, exportMoment, minute } from './times.js';

/** `Fix 3 of 2026-11-23 19:20 UTC: 34 counts in fix.csv`; one that takes another back says so. */
export function fixWords({ id, writtenAt, balances, path, undoes }: FixRecord): string {
  const file = path === '-' ? null : safe(path);
  return words().fix.named({ id, at: minute(writtenAt), counts: balances, path: file, undoes });
}

/** What a damaged database has made a new scan forget; null where it is nothing. */
export function lostWords({ isAll, scans, fixes, balances }: Lost): string | null {
  const text = words().fix;
  if (isAll) return words().scanning.historyLost;
  const parts = [
    ...fixes.map(text.lostFix),
    ...balances.map((lost) => text.lostCounts(lost.balances, lost.fix)),
    ...(scans === 0 ? [] : [text.lostScans(scans)]),
  ];
  return parts.length === 0 ? null : text.lost(listed(parts));
}

/** What is no longer remembered of a fix because it was damaged; null where it is nothing. */
export function damagedWords({ id, damaged }: FixRecord): string | null {
  return damaged === 0 ? null : words().fix.damaged(damaged, id);
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
    fixes.length === 0 ? words().history.noFix : fixTable(fixes, most, surface),
  ]);
}

const SERIES = [
  { name: 'negative', of: (scan: ScanRecord) => scan.negative },
  { name: 'understated', of: (scan: ScanRecord) => scan.understated },
  { name: 'overstated', of: (scan: ScanRecord) => scan.overstated },
] as const;

const LEVELS = { unicode: ['·', ...'▁▂▃▄▅▆▇█'], plain: ['.', ...':-=+*o#@'] } as const;
/** The figures beside the signs take this, or more where they are longer. */
const FIGURES_WIDTH = 24;
const NARROWEST = 10;

/** One row of signs a list, one sign a scan; of too many scans a sign stands for the worst of several. */
function development(scans: readonly ScanRecord[], surface: Surface): string {
  const { history } = words();
  const levels = surface.symbols.unicode ? LEVELS.unicode : LEVELS.plain;
  const series = SERIES.map(({ name, of }) => {
    const values = scans.map(of);
    const top = Math.max(...values);
    return {
      title: history[name],
      values,
      top,
      figures: history.nowAndMost({ now: values.at(-1) ?? 0, most: top }),
    };
  });
  const titleWidth = Math.max(...series.map(({ title }) => title.length)) + 1;
  const figuresWidth = Math.max(FIGURES_WIDTH, ...series.map(({ figures }) => figures.length + 2));
  const room = Math.min(textWidth(surface), 100) - titleWidth - figuresWidth - 2;
  const width = Math.min(scans.length, Math.max(NARROWEST, room));
  const rows = series.map(({ title, values, top, figures }) => {
    const signs = Array.from({ length: width }, (_, place) => {
      const from = Math.floor((place * values.length) / width);
      const to = Math.floor(((place + 1) * values.length) / width);
      const worst = Math.max(...values.slice(from, to));
      return levels[worst === 0 ? 0 : Math.ceil((8 * worst) / top)] ?? '';
    }).join('');
    return `  ${title.padEnd(titleWidth)}${signs}  ${figures}`;
  });
  const from = day(scans[0]?.scannedAt ?? 0);
  const to = day(scans.at(-1)?.scannedAt ?? 0);
  return [heading(history.development({ scans: scans.length, from, to }), surface), ...rows].join('\n');
}

function scanTable(scans: readonly ScanRecord[], most: number, surface: Surface): string {
  const shown = scans.slice(Math.max(0, scans.length - most));
  const wide = surface.columns >= WIDE;
  const { history } = words();
  const columns: Column<ScanRecord>[] = [
    { title: history.scanned, text: ({ scannedAt }) => minute(scannedAt) },
    {
      title: history.inventoryOf,
      text: ({ exportedAt, exportedBefore }) =>
        exportedAt === null ? history.unknown : exportMoment(exportedAt, exportedBefore).replace(' UTC', ''),
    },
    { title: history.balances, align: 'right', text: ({ balances }) => grouped(balances) },
    { title: history.negative, align: 'right', text: ({ negative }) => grouped(negative) },
    {
      title: wide ? history.unitsShort : history.short,
      align: 'right',
      text: ({ unitsShort }) => count(unitsShort),
    },
    {
      title: wide ? history.understated : history.understatedShort,
      align: 'right',
      text: ({ understated }) => grouped(understated),
    },
    {
      title: wide ? history.overstated : history.overstatedShort,
      align: 'right',
      text: ({ overstated }) => grouped(overstated),
    },
  ];
  return listWithRest(heading(history.scans, surface), columns, shown, scans.length, surface);
}

function fixTable(fixes: readonly FixRecord[], most: number, surface: Surface): string {
  const shown = fixes.slice(Math.max(0, fixes.length - most));
  const { history } = words();
  const columns: Column<FixRecord>[] = [
    { title: history.fix, align: 'right', text: ({ id }) => count(id) },
    { title: history.written, text: ({ writtenAt }) => minute(writtenAt) },
    { title: history.counts, align: 'right', text: ({ balances }) => grouped(balances) },
    { title: history.format, text: ({ format }) => format },
    {
      title: history.file,
      text: ({ path, undoes }) => {
        const where = path === '-' ? history.standardOutput : safe(path);
        return undoes === null ? where : history.takesBack({ where, fix: undoes });
      },
      shorten: 'middle',
      minimum: 12,
    },
  ];
  return listWithRest(heading(history.fixes, surface), columns, shown, fixes.length, surface);
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
    ...(hidden > 0 ? [surface.colours.dim(`  ${words().history.earlier(hidden)}`)] : []),
    renderTable(columns, shown, surface),
  ].join('\n');
}
