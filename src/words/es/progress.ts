/** Where a long command is, in Spanish. */
import { grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const progress: Catalogue['progress'] = {
  rows: (rows) => `${grouped(rows)} filas`,
  balances: (done, all) => `saldo ${grouped(done)} de ${grouped(all)}`,
  joining: 'juntando las exportaciones',
  learning: 'aprendiendo cuándo cada uno da de baja unidades',
};
