/** The page of `scan --dry-run`, in Portuguese. */
import type { Catalogue } from '../index.js';

export const dryRun: Catalogue['dryRun'] = {
  takenAs: 'Lido como',
  inTheFile: 'No arquivo',
  firstRow: 'Primeira linha',
  notRead: 'não lido',
  workedOut: '(deduzido)',
  moreLikeThese: (hidden) => `e mais ${hidden} como ${hidden === 1 ? 'este' : 'estes'}`,
  atLine: (line, message) => `linha ${line}: ${message}`,
  nothingKnown: [
    'Nenhum destes arquivos é uma exportação que o invfix conhece.',
    'Se algum for, diga qual coluna é qual: invfix scan PATH --map inventory.sku="Cabeçalho no meu arquivo"',
  ],
};
