/** The list in which corrections are ticked, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const pick: Catalogue['pick'] = {
  intro:
    'Marque las cantidades por grabar. Al principio no hay ninguna marcada, y lo que no se marque no se graba.',
  count: 'Cantidad',
  status: ({ ticked, all, found, seen }) =>
    [
      `${grouped(ticked)} de ${counted(all, 'marcada', 'marcadas')}`,
      ...(found === null
        ? []
        : [found === 0 ? 'ninguna encontrada' : counted(found, 'encontrada', 'encontradas')]),
      ...(seen === null ? [] : [`${grouped(seen.from)} a ${grouped(seen.to)} en pantalla`]),
    ].join(', '),
  keys: ['espacio marca', 'a todas o ninguna', 'i invierte', '/ busca', 'enter sigue'],
  keyStop: 'esc sale',
  keyShowAll: 'esc muestra todas',
  keyKeep: 'enter deja estas',
  find: 'Buscar:',
  picked: ({ picked, all }) =>
    `${counted(picked, 'elegida', 'elegidas')} de ${counted(all, 'cantidad', 'cantidades')}.`,
  stopped: 'Interrumpido. No se graba ninguna cantidad.',

  bothFromStdin: (option) => [
    `--pick y ${option} leerían ambos la entrada estándar.`,
    'Indique un archivo en lugar de -.',
  ],
  noTerminal: () => [
    '--pick pregunta en una terminal, y aquí no hay ninguna.',
    'Liste los SKU en un archivo (--sku-file skus.txt) o borre filas de una revisión (--from-review fix.csv).',
  ],
  oldNode: () => [
    '--pick necesita Node.js 20.12 o más nuevo.',
    'Actualice Node.js o liste los SKU en un archivo: --sku-file skus.txt',
  ],
};
