/** The chart of a balance over time, in Portuguese. */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';

export const chart: Catalogue['chart'] = {
  inStock: 'em estoque',
  reserved: 'reservado',
  available: 'disponível',
  stillReserved: 'baixa antecipada, ainda reservada',
  orderGone: 'baixa antecipada, pedido já encerrado',
  basis: 'Em estoque é o que dizem as atualizações; reservado, o que dizem os pedidos.',
  inferred: (reservations, inferred) =>
    `Em estoque é o que dizem as atualizações. Reservado é reconstruído a partir dos pedidos: de ${counted(reservations, 'reserva', 'reservas')}, ${inferred} ${inferred === 1 ? 'começou ou terminou' : 'começaram ou terminaram'} em um momento inferido.`,
};
