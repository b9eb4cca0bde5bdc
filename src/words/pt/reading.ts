/** Why exports cannot be read as they were asked for, in Portuguese. */
import type { Catalogue } from '../index.js';

export const reading: Catalogue['reading'] = {
  noPath: (path) => [
    `Não existe arquivo nem pasta "${path}".`,
    'Confira o caminho ou informe a pasta onde estão as exportações.',
  ],
  pathRefused: (path, reason) => [`Não é possível ler "${path}": ${reason}.`, 'Confira as permissões.'],

  dates: {
    zone: (name) => [
      `Fuso horário desconhecido: "${name}".`,
      'Informe um como America/Sao_Paulo, Europe/Madrid ou UTC.',
    ],
    bothOrders: (path) => [
      `${path}: algumas datas só podem ser dia-mês, outras só mês-dia.`,
      'Diga como ler as demais: invfix scan PATH --date-order dmy, ou mdy.',
    ],
    eitherOrder: (path) => [
      `${path}: as datas podem ser dia-mês ou mês-dia, e nenhuma linha mostra qual.`,
      'Informe: invfix scan PATH --date-order dmy (31/12/2026), ou --date-order mdy (12/31/2026).',
    ],
  },

  headers: {
    noColumn: (text) => [
      `"${text}" não indica nenhuma coluna.`,
      'Escreva KIND.COLUMN=HEADER, como orders.units=Menge.',
    ],
    noText: (column) => [
      `O cabeçalho de ${column} não é um texto.`,
      'Escreva-o como está no arquivo, entre aspas.',
    ],
    noObject: (kind) => [
      kind === null ? 'Os cabeçalhos não são um objeto.' : `Os cabeçalhos de ${kind} não são um objeto.`,
      'Escreva-os como { "orders": { "units": "Menge" } }.',
    ],
    unknownKind: (kind, kinds) => [`"${kind}" não é um tipo de exportação.`, `Os tipos são ${kinds}.`],
    unknownColumn: (column, kind, columns) => [
      `"${column}" não é uma coluna de ${kind}.`,
      `As colunas são ${columns}.`,
    ],
    empty: (column) => [`O cabeçalho de ${column} está vazio.`, 'Escreva-o como está no arquivo.'],
    twice: (column, first, second) => [
      `${column} recebe dois cabeçalhos, "${first}" e "${second}".`,
      'Informe só um deles.',
    ],
  },
};
