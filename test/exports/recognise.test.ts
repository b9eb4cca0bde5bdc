import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/exports/index.js';
import { recogniseHeader } from '../../src/exports/recognise.js';
import { en } from '../../src/words/en/index.js';
import { sentenceOf } from '../../src/words/said.js';
import { partOf } from './reading.js';

const kindOf = (header: string) => {
  const found = recogniseHeader(header.split(';'), {});
  if (found === null) return null;
  return 'positions' in found ? en.names.titles[found.kind.title] : sentenceOf(found.reason);
};

const INVENTORY = 'an inventory export';
const ORDERS = 'an order export';
const UPDATES = 'an inventory update log';
const EVENTS = 'a Data Pipeline table of inventory events';
const FEED = 'a list of feed entries';
const RESERVATIONS = 'a list of reservations';
const COUNTS = 'a physical count';
const POLICIES = 'a list of trade policies';
const KITS = 'a list of kits';

describe('the kind of a table', () => {
  it.each([
    [
      'SkuId;TotalQuantity;ReservedQuantity;AvailableQuantity;WarehouseId;WarehouseName;RefId;IsActive;UnlimitedQuantity;LockIds;DispatchedReservations',
      INVENTORY,
    ],
    ['sku;in_stock;reserved', INVENTORY],
    ['Código;Estoque total;Reservado;Disponível', INVENTORY],
    ['SKU;Almacén;Cantidad total;Cantidad reservada', INVENTORY],
    [
      'skuId;warehouseId;quantity;isUnlimitedQuantity;totalReservedQuantity;dispatchedReservationsQuantity;availableQuantity',
      INVENTORY,
    ],
    [
      'skuId;warehouseId;dockId;totalQuantity;reservedQuantity;availableQuantity;isUnlimited;salesChannel',
      INVENTORY,
    ],
    ['item_id;item_availabilty_id;quantity;reserved_quantity;last_date', INVENTORY],
    ['sku;warehouse;quantity;reserved;kit', INVENTORY],
    [
      'Origin;Order;Sequence;Creation Date;Client Name;Email;Seller Order Id;Quantity_SKU;ID_SKU;Reference Code;SKU Selling Price;Status;Last Change Date;Authorized Date;Currency Code;Seller Name;SalesChannel;Status raw value (temporary)',
      ORDERS,
    ],
    ['pedido;sku;quantidade;situação', ORDERS],
    ['Número de pedido;SKU;Cantidad;Estado;Fecha de creación;Almacén', ORDERS],
    ['order;lock_id;sku;qty;status;created_at;last_change', ORDERS],
    ['order_id;sku;quantity;state;warehouse;sales_channel', ORDERS],
    ['order;sku;qty;status;kit_sku', ORDERS],
    ['SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter', UPDATES],
    ['SKU;Estoque;Data;Usuário;Quantidade antes;Quantidade depois', UPDATES],
    ['SKU;Almacén;Fecha;Usuario;Cantidad anterior;Cantidad actual', UPDATES],
    ['sku;time;new;delta', UPDATES],
    [
      'batch_id;created_at;item_availabilty_id;item_id;main_account_name;account_name;author_id;event_type;metadata_created_at;is_unlimited_quantity;quantity;reserved_quantity;reservation_id',
      EVENTS,
    ],
    ['item_availability_id;item_id;event_type;metadata_created_at;quantity', EVENTS],
    [
      'item_availabilty_id;item_id;event_type;quantity;reserved_quantity',
      `${EVENTS} without a column for the time (created_at)`,
    ],
    ['eventId;handle;domain;state;lastState;orderId;lastChange;currentChange', FEED],
    ['orderId;state;currentChange', FEED],
    ['domain;lastState;orderId;lastChange', null],
    [
      'LockId;ItemId;Quantity;SalesChannel;ReservationDateUtc;MaximumConfirmationDateUtc;ConfirmedDateUtc;Status;DateUtcAcknowledgedOnBalanceSystem;InternalStatus',
      RESERVATIONS,
    ],
    ['lock_id;order_id;sku;warehouse;qty;status;acknowledged_at', RESERVATIONS],
    ['LockId;ItemId;Status;ReservationDateUtc', `${RESERVATIONS} without a column for the units (Quantity)`],
    ['SkuId;WarehouseId;Counted', COUNTS],
    ['SkuId;WarehouseId;Counted;CountedAt', COUNTS],
    ['sku;contagem;data', COUNTS],
    ['sku;almacén;conteo', COUNTS],
    ['sku;counted quantity', COUNTS],
    ['sku;conteo físico', COUNTS],
    ['sku;quantity;counted by', null],
    ['name;count', null],
    ['WarehouseId;Counted', `${COUNTS} without a column for the SKU (SkuId, sku)`],
    ['WarehouseId;TradePolicies', POLICIES],
    ['Estoque;Política comercial', POLICIES],
    ['almacén;políticas comerciales', POLICIES],
    ['warehouse;sales_channels', POLICIES],
    ['Order;Warehouse;SalesChannel', null],
    ['KitSkuId;SkuId;Quantity', KITS],
    ['kit;component;units', KITS],
    ['kit_sku;sku;component_sku;quantity', KITS],
    ['kit;sku', `${KITS} without a column for the quantity (Quantity)`],
    [
      'SkuId,WarehouseId,CorrectedQuantity,AvailableItems'.replaceAll(',', ';'),
      'a correction invfix wrote, not an export',
    ],
    [
      'item_id;account_name;container_id;quantity;unlimited;lead_time',
      'a batch inventory file, not an export',
    ],
    [
      'SkuId;WarehouseId;Order;UnitsWrittenOff;UnitsToPutBack',
      'what invfix wrote for the ERP, not an export',
    ],
    ['Name;Street;City', null],
  ])('%s', (header, expected) => {
    expect(kindOf(header)).toBe(expected);
  });

  it('is every one of those listed', () => {
    expect(new Set(KINDS.map(({ kind }) => kind))).toEqual(
      new Set(['inventory', 'orders', 'updates', 'feed', 'reservations', 'counts', 'trade-policies', 'kits']),
    );
  });
});

describe('the header', () => {
  it('may stand below titles and blank rows', async () => {
    const part = await partOf('Stock of May\n\nmade by;the shop;;\nsku;total;reserved;note\n1;5;2;\n');
    expect(part.report).toMatchObject({ kind: 'inventory', rows: 1, status: 'read' });
    expect(part.inventories).toMatchObject([{ sku: '1', inStock: 5, reserved: 2 }]);
  });

  it('is the row that a kind recognises wholly, not one above it that comes close', async () => {
    const part = await partOf('total;reserved;x\nsku;total;reserved\n1;5;2\n');
    expect(part.inventories).toMatchObject([{ sku: '1' }]);
  });

  it('that comes closest is named where none is whole', async () => {
    const part = await partOf('Stock\nwarehouse;total;reserved\nw;5;2\n');
    expect(part.report).toMatchObject({
      kind: 'inventory',
      status: 'damaged',
      reason: 'an inventory export without a column for the SKU (SkuId, sku)',
    });
  });
});

describe('headers the user names', () => {
  it('go before all others', async () => {
    const part = await partOf('Artikel;Menge;Quantity;Bestellung;Status\n7;3;9;a-1;handling\n', {
      headers: { orders: { sku: 'ARTIKEL', units: 'Menge', order: 'Bestellung' } },
    });
    expect(part.orders).toMatchObject([{ order: 'a-1', sku: '7', units: 3 }]);
    expect(part.read.columns).toEqual([
      { column: 'order', header: 'Bestellung' },
      { column: 'sku', header: 'Artikel' },
      { column: 'units', header: 'Menge' },
      { column: 'status', header: 'Status' },
    ]);
  });

  it('are taken by their column alone', async () => {
    const part = await partOf('sku;quantity;total;reserved\n1;5;9;2\n', {
      headers: { inventory: { dispatched: 'total' } },
    });
    expect(part.inventories).toMatchObject([{ inStock: 5, reserved: 2, dispatched: 9 }]);
  });

  it('change nothing in files that lack them', async () => {
    const part = await partOf('sku;total;reserved\n1;5;2\n', {
      headers: { inventory: { inStock: 'Bestand' } },
    });
    expect(part.inventories).toMatchObject([{ inStock: 5 }]);
  });
});
