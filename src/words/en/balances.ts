/** The table of balances, in English: its titles, and shorter ones where there is little room. */
export const balances = {
  sku: 'SKU',
  reference: 'Reference',
  name: 'Name',
  cause: 'Cause',
  unlimited: 'unlimited',
  wide: {
    warehouse: 'Warehouse',
    inStock: 'In stock',
    reserved: 'Reserved',
    available: 'Available',
    corrected: 'Corrected',
    confidence: 'Confidence',
  },
  narrow: {
    warehouse: 'Whse',
    inStock: 'In stock',
    reserved: 'Reserved',
    available: 'Available',
    corrected: 'Corrected',
    confidence: 'Sure',
  },
};
