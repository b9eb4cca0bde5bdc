/** What is wrong with the SKUs and warehouses that were asked for, in English. */
import { counted } from '../format.js';

export type ErrorText = readonly [message: string, hint: string];

export const selecting = {
  noSkuNamed: (): ErrorText => [
    'No SKU was named.',
    'Name one, by its id or reference code: invfix explain SKU123',
  ],
  noSkuBeforeFrom: (): ErrorText => [
    'No SKU was named.',
    'Name it before --from, whose list of paths goes on to the next option: invfix explain SKU123 --from exports/',
  ],
  inNoInventory: ({ sku, lines }: { readonly sku: string; readonly lines: number }): ErrorText => [
    `SKU ${sku} is in ${counted(lines, 'order line', 'order lines')}, but in no inventory export.`,
    'Export the inventory with this SKU in it, and scan again.',
  ],
  kit: ({ sku, command }: { readonly sku: string; readonly command: string }): ErrorText => [
    `SKU ${sku} is a kit: what is reserved and counted are its components.`,
    `Explain them: ${command}`,
  ],
  unknownSku: ({ sku, nearest }: { readonly sku: string; readonly nearest: string | null }): ErrorText => [
    `No export has a SKU or reference code ${sku}.`,
    nearest === null
      ? 'Ids and reference codes are those of the inventory export; invfix scan PATH --all lists them.'
      : `Did you mean ${nearest}?`,
  ],
  unknownWarehouse: ({
    warehouse,
    known,
    names,
  }: {
    readonly warehouse: string;
    readonly known: number;
    readonly names: string;
  }): ErrorText => [
    `No export has a warehouse ${warehouse}.`,
    `There ${known === 1 ? 'is' : 'are'} ${names}.`,
  ],
  warehouseInOtherCase: ({
    warehouse,
    alike,
  }: {
    readonly warehouse: string;
    readonly alike: string;
  }): ErrorText => [
    `No export has a warehouse ${warehouse}.`,
    `Did you mean ${alike}? Capital letters count.`,
  ],
  /** A list of SKUs: a file by its name, or null for the standard input. */
  unreadable: (file: string | null): ErrorText => [
    `${file ?? 'The standard input'} cannot be read.`,
    'Name a file with one SKU a line: --sku-file skus.txt',
  ],
  listsNothing: (file: string | null): ErrorText => [
    `${file ?? 'The standard input'} lists no SKU.`,
    'Write one SKU a line.',
  ],
  atLine: ({
    file,
    line,
    message,
  }: {
    readonly file: string | null;
    readonly line: number;
    readonly message: string;
  }) => `${file ?? 'The standard input'}, line ${line}: ${message}`,
};
