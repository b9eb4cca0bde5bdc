/** The table of balances: what every width shows, and what a wide terminal or a file shows besides. */
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
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
  const hasRefIds = balances.some((balance) => (balance.refId ?? '') !== '');
  const hasNames = balances.some(
    (balance) =>
      (balance.warehouseName ?? '') !== '' &&
      balance.warehouseName?.toLowerCase() !== balance.warehouse.toLowerCase(),
  );
  const columns: Column<BalanceDiagnosis>[] = [
    { title: 'SKU', text: (row) => safe(row.sku), shorten: 'middle', minimum: 6 },
    ...(wide && hasRefIds
      ? [
          {
            title: 'Reference',
            text: (row: BalanceDiagnosis) => safe(row.refId ?? ''),
            shorten: 'middle',
          } as const,
        ]
      : []),
    { title: wide ? 'Warehouse' : 'Whse', text: (row) => safe(row.warehouse), shorten: 'middle', minimum: 5 },
    ...(wide && hasNames
      ? [
          {
            title: 'Name',
            text: (row: BalanceDiagnosis) => safe(row.warehouseName ?? ''),
            shorten: 'end',
          } as const,
        ]
      : []),
    { title: 'In stock', align: 'right', text: (row) => count(row.inStock) },
    { title: 'Reserved', align: 'right', text: (row) => count(row.reserved) },
    {
      title: 'Available',
      align: 'right',
      text: (row) => count(row.available),
      paint: (text, row) => (row.available < 0 ? colours.red(text) : text),
    },
    {
      title: 'Cause',
      text: (row) => causeCell(row, wide),
      shorten: 'end',
      minimum: 9,
    },
    {
      title: 'Corrected',
      align: 'right',
      text: (row) => (row.corrected === null ? surface.symbols.dash : count(row.corrected)),
      paint: (text, row) =>
        row.corrected !== null && row.corrected !== row.inStock ? colours.bold(text) : text,
    },
    {
      title: wide ? 'Confidence' : 'Sure',
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
  if (balance.unlimited) return 'unlimited';
  return wide ? causeList(balance.causes) : mainCause(balance.causes);
}
