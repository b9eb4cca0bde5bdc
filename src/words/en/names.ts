/** What exports, their columns and what stands in them are called, in English. */
export const names = {
  /** The kinds of exports, one of each. */
  titles: {
    inventory: 'an inventory export',
    orders: 'an order export',
    updates: 'an inventory update log',
    events: 'a Data Pipeline table of inventory events',
    feed: 'a list of feed entries',
    reservations: 'a list of reservations',
    counts: 'a physical count',
    'trade-policies': 'a list of trade policies',
    kits: 'a list of kits',
  },
  /** Columns that a file lacks, with the headers they go by. */
  columns: {
    sku: 'the SKU (SkuId, sku)',
    time: 'the time (Date, time)',
    order: 'the order (Order, order_id)',
    'order-sku': 'the SKU (ID_SKU, sku)',
    'order-units': 'the units (Quantity_SKU, quantity)',
    'order-status': 'the status (Status, Status raw value (temporary))',
    'reservation-sku': 'the SKU (ItemId, sku)',
    'reservation-units': 'the units (Quantity)',
    'reservation-status': 'the status (Status)',
    'event-sku': 'the SKU (item_id)',
    'event-count': 'the count (quantity)',
    'event-time': 'the time (created_at)',
    'feed-order': 'the order (orderId)',
    'feed-time': 'the time (currentChange)',
    'kit-units': 'the quantity (Quantity)',
  },
  /** Shapes of JSON. */
  shapes: {
    orders: 'orders of the Orders API',
    balances: 'balances of the Logistics API, by SKU',
    reservations: 'single reservations of the Logistics API',
    flat: 'flat JSON objects',
  },
  /** What a JSON document is of; its id or number follows. */
  documents: {
    order: 'order',
    reservation: 'reservation',
    sku: 'SKU',
    warehouse: 'warehouse',
    document: 'document',
  },
  /** What a JSON value is. */
  sorts: {
    list: 'a list',
    object: 'an object',
    text: 'text',
    number: 'a number',
    boolean: 'a boolean',
    nothing: 'nothing',
    missing: 'missing',
  },
  /** What a JSON value should be. */
  wanted: { list: 'a list', object: 'an object', 'text-or-number': 'a text or a number' },
  /** Why a field is no count; follows what stands in it. */
  numberFaults: {
    empty: 'is empty',
    'too-large': 'is too large',
    grouped: 'may be grouped thousands or a fraction; write it without separators',
    fraction: 'is not a whole number',
    'no-number': 'is not a number invfix reads',
  },
};

export type TitleName = keyof typeof names.titles;
export type ColumnName = keyof typeof names.columns;
export type ShapeName = keyof typeof names.shapes;
export type DocumentName = keyof typeof names.documents;
export type SortName = keyof typeof names.sorts;
export type WantedName = keyof typeof names.wanted;
export type NumberFault = keyof typeof names.numberFaults;
