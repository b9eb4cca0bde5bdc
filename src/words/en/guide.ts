/** `guide`: what to export where, in English. */
import { counted, minute } from '../format.js';

export const guide = {
  title: (folder: string) => `Getting the exports out of VTEX, into ${folder}`,
  intro:
    'In this order, and close together: what happens between two exports is in one and not in the other. Save each file as it comes, in whatever format; files are known by what is in them.',
  needed: 'needed',
  wanted: 'makes the counts sure',
  helpful: 'helps, where you can get it',
  steps: {
    inventory: {
      name: 'Inventory',
      title: 'Inventory',
      text: 'In VTEX Admin open Shipping > Shipping strategy > Warehouses, and in the menu of the list choose Export items. A large inventory comes as several files or a zip: save them all. It is best to let the name say when it was exported, in UTC: inventory-2026-03-31T09-00Z.xls.',
    },
    orders: {
      name: 'Orders',
      title: 'Orders, right after',
      text: 'Open Orders > All orders, filter by a creation date that reaches back to the oldest order still open, and export. A file holds at most 50,000 orders: export several spans of dates, and save them all.',
    },
    updates: {
      name: 'Inventory updates',
      title: 'Inventory updates',
      text: 'Who took which units off, and when: without them a count is a floor, which offers nothing that is not known to be there. Open Catalog > Inventory > Inventory management, search for a negative SKU, click the number under Last Update, and copy the rows into a CSV with the header SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter. VTEX Data Pipeline has those of all SKUs at once: its table item_update_historical.',
    },
    others: {
      name: 'Others',
      title: 'What else there is',
      text: 'A count of the shelf (SkuId;WarehouseId;Counted;CountedAt) is the best evidence of all. Reservations and the orders feed can be saved from the API; kits (KitSkuId;SkuId;Quantity) and trade policies (WarehouseId;TradePolicies) are lists of your own. After the first scan invfix doctor says which of them would make the counts surer.',
    },
  },
  notYet: 'not yet',
  noneNeeded: 'none',
  /** A file's kind, or why it is none. */
  arrived: (path: string, kind: string) => `${path}: ${kind}`,
  arrivedMany: (files: number, kind: string) => `${counted(files, 'file', 'files')}: ${kind}`,
  notRead: (path: string, reason: string) => `${path} is not read: ${reason}`,
  notReadMany: (files: number) =>
    `and ${counted(files, 'more file that is', 'more files that are')} not read; invfix scan --dry-run says why`,
  downloading: (path: string) => `${path} is still being downloaded`,
  gone: (path: string) => `${path}: no longer there`,
  noFolder: (folder: string) => `There is no folder ${folder} yet: make it, and save the exports into it.`,
  exportedAt: (at: number) => `of ${minute(at)} UTC`,
  exportedOn: (day: string) => `of ${day}`,
  momentUnknown: (path: string, name: string) =>
    `Nothing says when ${path} was exported. If it was saved right away, this name would: ${name}`,
  ordersFirst: (orders: string, inventory: string) =>
    `The orders were exported no later than ${orders}, before the inventory of ${inventory}: what came in between is not seen. Export the orders again.`,
  watching: (folder: string) => `Watching ${folder}: each file is looked at as it arrives. Ctrl+C ends it.`,
  complete: 'Everything is there. Next:',
  enough: 'What is needed is there. Next:',
  scanHint: 'what is negative, and why',
  missing: (titles: string) => `Still needed: ${titles}.`,
  notAFolder: (path: string): readonly [string, string] => [
    `${path} is no folder.`,
    'Name the folder you save the exports in: invfix guide exports',
  ],
};
