/** The chart of a balance over time, in English. */
import { counted } from '../format.js';

export const chart = {
  inStock: 'in stock',
  reserved: 'reserved',
  available: 'available',
  stillReserved: 'early write-off, still reserved',
  orderGone: 'early write-off, order gone since',
  /** What the lines rest on. */
  basis: 'In stock is what the updates say, reserved what the orders say.',
  inferred: (reservations: number, inferred: number) =>
    `In stock is what the updates say. Reserved is rebuilt from the orders: of ${counted(reservations, 'reservation', 'reservations')}, ${inferred} began or ended at a moment that is inferred.`,
};
