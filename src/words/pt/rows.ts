/** What is said about rows of exports that cannot count, or are odd, in Portuguese. */
import { counted, field } from '../format.js';
import type { Catalogue } from '../index.js';
import { names } from './names.js';

export const rows: Catalogue['rows'] = {
  'in-document': ({ of, id, problem }) => `${names.documents[of]} ${id}, ${problem}`,

  'empty-field': ({ column }) => `${column} está vazio`,
  'no-id': (of) => `${field(of)} não é um ID`,
  'id-in-exponent': (of) =>
    `${field(of)} é um ID que uma planilha transformou em número arredondado; exporte de novo e não salve o arquivo na planilha`,
  'no-count': ({ fault, ...of }) => `${field(of)} ${names.numberFaults[fault]}`,
  'below-zero': (of) => `${field(of)} está abaixo de zero`,
  'below-one': (of) => `${field(of)} precisa ser 1 ou mais`,
  'no-date': (of) => `${field(of)} não é uma data`,
  'no-date-counts': (of) => `${field(of)} não é uma data; a linha vale sem ela`,
  'no-lead-time': (of) => `${field(of)} não é um tempo de preparo; a linha vale sem ele`,
  'no-flag': (of) => `${field(of)} não é verdadeiro nem falso`,
  'no-reservation-status': (of) => `${field(of)} não é um status de reserva`,
  'kit-of-itself': (of) => `${field(of)} é o próprio kit`,
  'too-many-digits': ({ column }) => `${column} tem mais dígitos do que um número JSON guarda`,
  'wrong-type': ({ column, sort, wanted }) =>
    sort === 'missing'
      ? `${column} não está preenchido; deveria ser ${names.wanted[wanted]}`
      : `${column} é ${names.sorts[sort]}, e não ${names.wanted[wanted]}`,
  'no-object': ({ column }) => `${column} não é um objeto`,

  'available-differs': ({ column, stated, inStock, reserved, available }) =>
    `${column} ${stated} não é em estoque − reservado (${inStock} − ${reserved}); vale ${available}`,
  'too-few-quantities': 'menos de dois entre em estoque, reservado e disponível estão preenchidos',
  'delta-differs': ({ before, after, delta }) => `de ${before} para ${after} a diferença não é ${delta}`,
  'too-few-counts': 'menos de dois entre antes, depois e diferença estão preenchidos',
  'delivery-differs': ({ deliveries, units, quantity }) =>
    `${deliveries} entrega mais do que ${counted(units, 'unidade', 'unidades')} de ${quantity}, que é o que vale`,
  'shifted-row': 'os campos parecem estar nas colunas erradas',
  totals: 'uma linha de totais, que não é contada',
  'another-table-here': 'outra tabela começa aqui: salve-a em um arquivo próprio',

  'column-count': ({ found, expected }) =>
    `${counted(found, 'coluna', 'colunas')} onde o cabeçalho tem ${expected}`,
  'row-too-long': 'a linha tem mais de um megabyte',
  'row-cut-off': 'o arquivo termina no meio desta linha',
  'quote-misplaced': 'há aspas onde não deveria haver',
  'quote-not-closed': 'as aspas são abertas e nunca fechadas',
  'quote-not-closed-soon': 'as aspas são abertas e não são fechadas dentro de um megabyte',
  'rows-lost': ({ damage }) => `${damage}; as linhas a partir daqui se perderam`,

  'not-json': 'um texto que não é JSON',
  'document-invalid': 'um documento que não é JSON válido',
  'document-cut-off': 'o arquivo termina no meio de um documento',
  'document-too-large': 'um documento com mais de 64 MB',
  'document-too-deep': ({ levels }) => `um documento com mais de ${levels} níveis, um dentro do outro`,
  'many-unknown-documents':
    'JSON, mas em nenhum dos formatos que o invfix conhece; um entre muitos antes desta linha',
  'incomplete-page': ({ due, found }) =>
    `uma página que deveria ter ${counted(due, 'entrada', 'entradas')} tem ${found}`,

  'contradicting-rows': ({ line }) =>
    `outra linha traz o mesmo saldo com outros números; vale a que oferece menos (linha ${line})`,
  'no-warehouse': 'nada indica o estoque dela',
  'no-warehouse-in-id': ({ id }) => `o ID "${id}" do saldo não contém nenhum estoque conhecido`,
  'skus-by-reference': ({ resolved, unresolved }) => {
    const found = counted(resolved, 'SKU encontrado', 'SKUs encontrados');
    if (unresolved === 0) return `o arquivo usa códigos de referência no lugar dos SKUs: ${found} por eles`;
    const left = counted(
      unresolved,
      'não é um código desses e fica como está',
      'não são códigos desses e ficam como estão',
    );
    return `o arquivo usa códigos de referência no lugar dos SKUs: ${found} por eles; ${left}`;
  },
};
