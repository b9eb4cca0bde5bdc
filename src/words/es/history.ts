/** The page of a history, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const history: Catalogue['history'] = {
  noFix: 'Todavía no se grabó ninguna corrección: invfix correct --write FILE.',
  negative: 'Negativos',
  understated: 'Subestimados',
  understatedShort: 'Sub.',
  overstated: 'Sobrestimados',
  overstatedShort: 'Sobr.',
  nowAndMost: ({ now, most }) => `${grouped(now)} ahora, ${grouped(most)} como máximo`,
  development: ({ scans, from, to }) =>
    `Saldos a lo largo de ${counted(scans, 'análisis', 'análisis')}, ${from} a ${to}`,
  scans: 'Análisis',
  scanned: 'Análisis (UTC)',
  inventoryOf: 'Inventario de',
  unknown: 'desconocido',
  balances: 'Saldos',
  unitsShort: 'Unidades faltantes',
  short: 'Falta',
  fixes: 'Correcciones',
  fix: 'N.º',
  written: 'Grabada (UTC)',
  counts: 'Cantidades',
  format: 'Formato',
  file: 'Archivo',
  standardOutput: 'salida estándar',
  takesBack: ({ where, fix }) => `${where} (deshace la corrección ${fix})`,
  earlier: (rest) => `${counted(rest, 'anterior', 'anteriores')}; --verbose muestra todo`,
};
