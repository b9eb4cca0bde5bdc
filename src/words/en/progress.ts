/** Where a long command is, in English. */
import { grouped } from '../format.js';

export const progress = {
  rows: (rows: number) => `${grouped(rows)} rows`,
  balances: (done: number, all: number) => `balance ${grouped(done)} of ${grouped(all)}`,
  joining: 'putting the exports together',
  learning: 'learning when each writer takes units off',
};
