/** The chart of a balance over time, in Spanish. */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';

export const chart: Catalogue['chart'] = {
  inStock: 'en stock',
  reserved: 'reservado',
  available: 'disponible',
  stillReserved: 'baja anticipada, todavía reservada',
  orderGone: 'baja anticipada, pedido ya cerrado',
  basis: 'En stock es lo que dicen las actualizaciones; reservado, lo que dicen los pedidos.',
  inferred: (reservations, inferred) =>
    `En stock es lo que dicen las actualizaciones. Reservado se reconstruye a partir de los pedidos: de ${counted(reservations, 'reserva', 'reservas')}, ${inferred} ${inferred === 1 ? 'empezó o terminó' : 'empezaron o terminaron'} en un momento inferido.`,
};
