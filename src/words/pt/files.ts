/** The files of a scan, in Portuguese. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const files: Catalogue['files'] = {
  file: 'Arquivo',
  fileIn: (folder) => `Arquivo em ${folder}`,
  takenFor: 'Lido como',
  rows: 'Linhas',
  kept: 'Usadas',
  notRead: 'não lido',
  moreNotRead: (hidden) => `e mais ${grouped(hidden)} que o invfix não lê`,
  status: { damaged: 'danificado', unreadable: 'ilegível' },
  rejected: (rows) => counted(rows, 'linha rejeitada', 'linhas rejeitadas'),
  exportedAt: (moment) => `de ${moment}`,
  elsewhere: (rows) => counted(rows, 'repetida', 'repetidas'),
  notNeeded: (rows) => counted(rows, 'desnecessária', 'desnecessárias'),
};
