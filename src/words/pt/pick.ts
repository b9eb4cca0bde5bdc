/** The list in which corrections are ticked, in Portuguese (of Brazil). */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const pick: Catalogue['pick'] = {
  intro:
    'Marque as quantidades a gravar. No início nenhuma está marcada, e o que não for marcado não é gravado.',
  count: 'Quantidade',
  status: ({ ticked, all, found, seen }) =>
    [
      `${grouped(ticked)} de ${counted(all, 'marcada', 'marcadas')}`,
      ...(found === null
        ? []
        : [found === 0 ? 'nada encontrado' : counted(found, 'encontrada', 'encontradas')]),
      ...(seen === null ? [] : [`${grouped(seen.from)} a ${grouped(seen.to)} na tela`]),
    ].join(', '),
  keys: ['espaço marca', 'a todas/nenhuma', 'i inverte', '/ busca', 'enter segue'],
  keyStop: 'esc para',
  keyShowAll: 'esc mostra todas',
  keyKeep: 'enter fica com estas',
  find: 'Buscar:',
  picked: ({ picked, all }) =>
    `${counted(picked, 'escolhida', 'escolhidas')} de ${counted(all, 'quantidade', 'quantidades')}.`,
  stopped: 'Interrompido. Nenhuma quantidade é gravada.',

  bothFromStdin: (option) => [
    `--pick e ${option} leriam ambos a entrada padrão.`,
    'Indique um arquivo em vez de -.',
  ],
  noTerminal: () => [
    '--pick pergunta em um terminal, e aqui não há nenhum.',
    'Liste os SKUs em um arquivo (--sku-file skus.txt) ou apague linhas de uma revisão (--from-review fix.csv).',
  ],
  oldNode: () => [
    '--pick precisa do Node.js 20.12 ou mais novo.',
    'Atualize o Node.js ou liste os SKUs em um arquivo: --sku-file skus.txt',
  ],
};
