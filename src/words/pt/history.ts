/** The page of a history, in Portuguese (of Brazil). */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const history: Catalogue['history'] = {
  noFix: 'Nenhuma correção foi gravada ainda: invfix correct --write FILE.',
  negative: 'Negativos',
  understated: 'Subestimados',
  understatedShort: 'Sub.',
  overstated: 'Superestimados',
  overstatedShort: 'Sup.',
  nowAndMost: ({ now, most }) => `${grouped(now)} agora, ${grouped(most)} no máximo`,
  development: ({ scans, from, to }) =>
    `Saldos ao longo de ${counted(scans, 'análise', 'análises')}, ${from} a ${to}`,
  scans: 'Análises',
  scanned: 'Análise (UTC)',
  inventoryOf: 'Inventário de',
  unknown: 'desconhecido',
  balances: 'Saldos',
  unitsShort: 'Unidades em falta',
  short: 'Falta',
  fixes: 'Correções',
  fix: 'Nº',
  written: 'Gravada (UTC)',
  counts: 'Quantidades',
  format: 'Formato',
  file: 'Arquivo',
  standardOutput: 'saída padrão',
  takesBack: ({ where, fix }) => `${where} (desfaz a correção ${fix})`,
  earlier: (rest) => `${counted(rest, 'anterior', 'anteriores')}; --verbose mostra tudo`,
};
