/** The files of a scan, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const files: Catalogue['files'] = {
  file: 'Archivo',
  fileIn: (folder) => `Archivo en ${folder}`,
  takenFor: 'Leído como',
  rows: 'Filas',
  kept: 'Usadas',
  notRead: 'no leído',
  moreNotRead: (hidden) => `y ${grouped(hidden)} más que invfix no lee`,
  status: { damaged: 'dañado', unreadable: 'ilegible' },
  rejected: (rows) => counted(rows, 'fila rechazada', 'filas rechazadas'),
  exportedAt: (moment) => `del ${moment}`,
  elsewhere: (rows) => counted(rows, 'repetida', 'repetidas'),
  notNeeded: (rows) => counted(rows, 'innecesaria', 'innecesarias'),
};
