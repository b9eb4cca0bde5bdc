/** Where a long command is, in Portuguese. */
import { grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const progress: Catalogue['progress'] = {
  rows: (rows) => `${grouped(rows)} linhas`,
  balances: (done, all) => `saldo ${grouped(done)} de ${grouped(all)}`,
  joining: 'juntando as exportações',
  learning: 'aprendendo quando cada um dá baixa em unidades',
};
