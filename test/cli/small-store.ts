/**
 * The exports of a small store whose ERP takes units off when an order is paid: twenty SKUs with a past
 * that shows the habit, and SKU 100123 (reference code SKU123) with two orders on the way.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = Date.parse('2026-03-01T06:00:00Z');

interface Order {
  readonly id: string;
  readonly sku: string;
  readonly units: number;
  readonly status: string;
  readonly createdAt: number;
  readonly paidAt: number;
  readonly changedAt: number;
}

export interface StoreFiles {
  readonly inventory: string;
  readonly orders: string;
  readonly updates: string;
}

/** The three files as text. */
export function smallStore(): StoreFiles {
  const inventory: string[] = [];
  const orders: Order[] = [];
  const updates: [at: number, sku: string, before: number, after: number][] = [];
  const sell = (sku: string, day: number, units: number, before: number): void => {
    const createdAt = MONTH + day * DAY + (Number(sku) % 7) * HOUR;
    const paidAt = createdAt + HOUR + (Number(sku) % 5) * 7 * 60_000;
    orders.push({
      id: `v${sku}${day}acme-01`,
      sku,
      units,
      status: 'invoiced',
      createdAt,
      paidAt,
      changedAt: paidAt + 40 * HOUR,
    });
    updates.push([paidAt + 2 * 60_000, sku, before, before - units]);
  };
  for (let index = 0; index < 20; index += 1) {
    const sku = String(200000 + index * 3);
    sell(sku, 2 + (index % 3), 1 + (index % 2), 20);
    sell(sku, 7 + (index % 4), 2 + (index % 3), 19 - (index % 2));
    sell(sku, 12 + (index % 5), 3, 17 - (index % 2) - (index % 3));
    const left = 14 - (index % 2) - (index % 3);
    updates.push([MONTH + 24 * DAY, sku, left, left + 10]);
    inventory.push(`${sku};${left + 10};0;${left + 10};wh_1;Main;REF${sku};True;False;;0`);
  }
  const at = (text: string): number => Date.parse(`2026-${text}:00Z`);
  orders.push(
    {
      id: 'v700368acme-01',
      sku: '100123',
      units: 1,
      status: 'handling',
      createdAt: at('03-27T22:00'),
      paidAt: at('03-28T00:45'),
      changedAt: at('03-30T09:00'),
    },
    {
      id: 'v700369acme-01',
      sku: '100123',
      units: 3,
      status: 'ready-for-handling',
      createdAt: at('03-28T08:00'),
      paidAt: at('03-28T10:05'),
      changedAt: at('03-28T10:35'),
    },
  );
  updates.push(
    [at('03-20T10:00'), '100123', 1, 6],
    [at('03-28T00:47'), '100123', 6, 5],
    [at('03-28T10:07'), '100123', 5, 2],
  );
  inventory.push(
    '100123;2;4;-2;wh_1;Main;SKU123;True;False;00-v700368acme-01,00-v700369acme-01;0',
    '900000;1000000;0;1000000;wh_1;Main;GIFT;True;True;;0',
  );
  updates.sort((a, b) => a[0] - b[0]);
  return {
    inventory: lines(
      'SkuId;TotalQuantity;ReservedQuantity;AvailableQuantity;WarehouseId;WarehouseName;RefId;IsActive;UnlimitedQuantity;LockIds;DispatchedReservations',
      inventory,
    ),
    orders: lines(
      'Order;Seller Order Id;ID_SKU;Quantity_SKU;Creation Date;Authorized Date;Last Change Date;Status raw value (temporary)',
      orders.map((each) =>
        [
          each.id,
          `00-${each.id}`,
          each.sku,
          each.units,
          stamp(each.createdAt),
          stamp(each.paidAt),
          stamp(each.changedAt),
          each.status,
        ].join(';'),
      ),
    ),
    updates: lines(
      'SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter',
      updates.map(([when, sku, before, after]) =>
        [sku, 'wh_1', stamp(when), 'erp@acme.example', before, after].join(';'),
      ),
    ),
  };
}

/** The same with so many more SKUs that have the past of 100123: 500000, 500001, and so on. */
export function manyOversold(skus: number): StoreFiles {
  const { inventory, orders, updates } = smallStore();
  const more = (text: string): string => {
    const rows = text.split('\n').filter((row) => row.includes('100123'));
    const copies = Array.from({ length: skus }, (_, index) => {
      const sku = String(500_000 + index);
      return rows.map((row) =>
        `${row}\n`.replaceAll('100123', sku).replace('SKU123', `SKU${sku}`).replaceAll('v70036', `v${sku}36`),
      );
    });
    return text + copies.flat().join('');
  };
  return { inventory: more(inventory), orders: more(orders), updates: more(updates) };
}

/** Writes them into `folder`; the inventory's name says when it was exported. */
export function writeSmallStore(folder: string, changes: Partial<StoreFiles> = {}): void {
  const files = { ...smallStore(), ...changes };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'inventory-2026-04-01.csv'), files.inventory);
  writeFileSync(join(folder, 'orders.csv'), files.orders);
  writeFileSync(join(folder, 'updates.csv'), files.updates);
}

function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ').concat('Z');
}

function lines(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}
