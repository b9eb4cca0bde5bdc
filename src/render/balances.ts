/** The table of balances: what every width shows, and what a wide terminal or a file shows besides. */
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import { words } from '../words/index.js';
import { causeList, mainCause } from './causes.js';
import { count } from './numbers.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { confidenceWords } from './words.js';

/** From this width on tables also have the reference code, the warehouse's name and every cause. */
export const WIDE = 120;

/** One line per balance, in the order given. */
export function renderBalances(balances: readonly BalanceDiagnosis[], surface: Surface): string {
  const { colours } = surface;
  const wide = surface.columns >= WIDE;
  const texts = words().balances;
  const titles = wide ? texts.wide : texts.narrow;
  const hasRefIds = balances.some((balance) => (balance.refId ?? '') !== '');
  const hasNames = balances.some(
    (balance) =>
      (balance.warehouseName ?? '') !== '' &&
      balance.warehouseName?.toLowerCase() !== balance.warehouse.toLowerCase(),
  );
  const columns: Column<BalanceDiagnosis>[] = [
    { title: texts.sku, text: (row) => safe(row.sku), shorten: 'middle', minimum: 6 },
    ...(wide && hasRefIds
      ? [
          {
            title: texts.reference,
            text: (row: BalanceDiagnosis) => safe(row.refId ?? ''),
            shorten: 'middle',
          } as const,
        ]
      : []),
    { title: titles.warehouse, text: (row) => safe(row.warehouse), shorten: 'middle', minimum: 5 },
    ...(wide && hasNames
      ? [
          {
            title: texts.name,
            text: (row: BalanceDiagnosis) => safe(row.warehouseName ?? ''),
            shorten: 'end',
          } as const,
        ]
      : []),
    { title: titles.inStock, align: 'right', text: (row) => count(row.inStock) },
    { title: titles.reserved, align: 'right', text: (row) => count(row.reserved) },
    {
      title: titles.available,
      align: 'right',
      text: (row) => count(row.available),
      paint: (text, row) => (row.available < 0 ? colours.red(text) : text),
    },
    {
      title: texts.cause,
      text: (row) => causeCell(row, wide),
      shorten: 'end',
      minimum: 9,
    },
    {
      title: titles.corrected,
      align: 'right',
      text: (row) => (row.corrected === null ? surface.symbols.dash : count(row.corrected)),
      paint: (text, row) =>
        row.corrected !== null && row.corrected !== row.inStock ? colours.bold(text) : text,
    },
    {
      title: titles.confidence,
      text: (row) => (row.unlimited ? '' : confidenceWords(row.confidence)),
      paint: (text, row) =>
        row.confidence === 'proven'
          ? colours.green(text)
          : row.confidence === 'likely'
            ? colours.yellow(text)
            : text,
    },
  ];
  return renderTable(columns, balances, surface);
}

function causeCell(balance: BalanceDiagnosis, wide: boolean): string {
  if (balance.unlimited) return words().balances.unlimited;
  return wide ? causeList(balance.causes) : mainCause(balance.causes);
}
