/** The page of `scan --dry-run`, in Spanish. */
import type { Catalogue } from '../index.js';

export const dryRun: Catalogue['dryRun'] = {
  takenAs: 'Leído como',
  inTheFile: 'En el archivo',
  firstRow: 'Primera fila',
  notRead: 'no leído',
  workedOut: '(deducido)',
  moreLikeThese: (hidden) => `y ${hidden} más como ${hidden === 1 ? 'este' : 'estos'}`,
  atLine: (line, message) => `línea ${line}: ${message}`,
  nothingKnown: [
    'Ninguno de estos archivos es una exportación que invfix conozca.',
    'Si alguno lo es, diga qué columna es cuál: invfix scan PATH --map inventory.sku="Encabezado en mi archivo"',
  ],
};
