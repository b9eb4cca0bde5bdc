/** Why a file is not read, or not whole, in Portuguese. */
import { grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { names } from './names.js';

export const unread: Catalogue['unread'] = {
  'empty-file': 'o arquivo está vazio',
  'blank-file': 'o arquivo só contém espaços em branco',
  'no-line-end': 'um texto, mas não uma tabela: a primeira linha não termina',
  'binary-file': 'um arquivo binário, não uma exportação',
  'utf16-too-large': 'texto UTF-16 deste tamanho não é lido; salve como UTF-8',
  'file-too-large': 'maior do que o invfix aceita',
  'web-page': 'uma página web ou XML: exporte de novo ou salve a tabela como .xlsx ou CSV',
  'python-data': 'não é JSON, e sim dados impressos pelo Python: salve com json.dump',
  pdf: 'um PDF, não uma exportação',
  picture: 'uma imagem, não uma exportação',
  sqlite: 'um banco de dados SQLite, não uma exportação',
  'other-archive': ({ format }) => `um arquivo compactado ${format}: descompacte-o`,
  parquet: 'um arquivo Parquet: exporte a tabela como CSV ou JSON lines',
  'open-document': 'um arquivo OpenDocument: salve como .xlsx ou CSV',
  'text-document': 'um documento de texto, não uma exportação',
  presentation: 'uma apresentação, não uma exportação',
  'binary-workbook': 'uma planilha binária (.xlsb): salve como .xlsx ou CSV',
  'apple-document': 'um documento da Apple: exporte como CSV',
  'own-correction': 'uma correção que o invfix gravou, não uma exportação',
  'own-scan': 'uma análise que o invfix gravou, não uma exportação',
  'own-erp-list': 'o que o invfix gravou para o ERP, não uma exportação',
  'batch-file': 'um arquivo de inventário em lote, não uma exportação',

  'lacks-columns': ({ title, columns }) =>
    `${names.titles[title]} sem coluna para ${columns.map((name) => names.columns[name]).join(' e ')}`,
  'no-header': 'sem cabeçalho com nomes de colunas que o invfix conheça',
  'unknown-header': ({ row }) => `nenhum nome de coluna que o invfix conheça; primeira linha: ${row}`,
  'another-table': ({ line }) => `outra tabela começa na linha ${line}: salve-a em um arquivo próprio`,
  'cut-off-in-row': 'cortado: o arquivo termina no meio de uma linha',
  'cut-off-in-document': 'cortado: o arquivo termina no meio de um documento',

  'no-entries': 'JSON sem nenhuma entrada',
  'no-json': ({ line, problem }) => `não é JSON que possa ser lido: linha ${line}: ${problem}`,
  'unknown-json': ({ fields }) =>
    fields === ''
      ? 'JSON, mas em nenhum dos formatos que o invfix conhece'
      : `JSON, mas em nenhum dos formatos que o invfix conhece; os campos: ${fields}`,
  'json-no-object': ({ sort }) => `JSON, mas ${names.sorts[sort]} onde deveria haver um objeto`,
  'json-too-nested': 'JSON, mas listas dentro de listas dentro de listas',
  'orders-without-items':
    'uma lista de pedidos sem os itens: salve cada pedido dela (GET /api/oms/pvt/orders/{orderId}) ou exporte o relatório de pedidos',
  'error-answer': 'um erro que a VTEX respondeu no lugar dos dados: peça-os de novo',
  'upload-answer': 'a resposta de um envio em lote, não uma exportação',

  'archive-cut-off': 'um arquivo compactado ou uma planilha, cortado',
  'archive-empty': 'o arquivo compactado está vazio',
  'archive-without-files': 'o arquivo compactado não contém arquivos',
  'archive-too-deep': 'um arquivo compactado no terceiro nível: descompacte-o',
  'archive-too-many-files': ({ most }) => `contém mais de ${grouped(most)} arquivos; os demais ficam de fora`,
  'archive-list-damaged':
    'a lista de arquivos está danificada ou criptografada; alguns dos arquivos se perderam',
  'archive-too-large': ({ size }) =>
    `o arquivo compactado ocupa mais de ${size} descompactado: este não é lido`,
  'entry-overlaps': 'os bytes dele são também de outro arquivo do compactado: não é lido',
  'entry-twice': 'o arquivo compactado contém outro arquivo com o mesmo nome, que é lido no lugar deste',
  'entry-encrypted': 'criptografado: descompacte com a senha e passe o resultado ao invfix',
  'entry-packed-otherwise':
    'compactado de um modo que o invfix não conhece: descompacte e passe o resultado ao invfix',
  'entry-misplaced': 'danificado: os bytes não estão onde o arquivo compactado diz',
  'entry-cut-off': 'cortado: o arquivo compactado termina antes dele',
  'entry-cut-off-within': 'cortado no meio',
  'entry-not-unpacked': 'danificado: não é possível descompactar os bytes',
  'entry-not-all-unpacked': 'danificado: não é possível descompactar tudo',
  'entry-other-size': 'danificado: o tamanho não é o que o arquivo compactado diz',
  'entry-other-bytes': 'danificado: os bytes não são os que foram compactados',
  'entry-too-dense': ({ times }) =>
    `ocupa mais de ${times} vezes o próprio tamanho ao ser descompactado, o que nenhuma exportação faz: não é lido`,
  'entry-too-large': ({ size }) => `maior do que ${size} ao ser descompactado: não é lido`,

  several: ({ reasons }) => reasons.join('; '),
  'workbook-damaged': ({ damage }) => `uma planilha danificada: ${damage}`,
  'workbook-without-sheets': 'a planilha não tem abas',
  'workbook-without-rows': 'a planilha não contém linhas',
  'sheet-unread': ({ sheet, damage }) => `a aba ${sheet} não pode ser lida: ${damage}`,
  'part-missing': 'falta uma parte da planilha',
  'parts-overlap': 'partes da planilha se sobrepõem',
  'xml-damaged': 'o XML está danificado',
  'xml-too-deep': 'o XML tem mais níveis do que qualquer planilha',
  'text-too-long': 'há um texto mais longo do que cabe em uma célula',
  'text-missing': 'uma célula se refere a um texto que não existe',
  'sheet-list-damaged': 'a lista de abas está danificada',
  'too-many-columns': 'há mais colunas do que cabem em uma aba',
  'number-damaged': 'uma célula contém um número que não é número',
  'rows-misnumbered': 'as linhas estão mal numeradas',
  'cells-misnumbered': 'as células estão mal numeradas',
  'xls-encrypted': 'uma planilha com senha: salve sem senha',
  'xls-without-workbook': 'um documento antigo do Office, sem planilha dentro',
  'xls-damaged': 'uma planilha danificada ou cortada',
  'xls-too-large': 'um .xls deste tamanho não é lido; salve como .xlsx ou CSV',
  'xls-sheet-lost': ({ sheet }) => `a aba ${sheet} não pode ser lida`,
  'xls-sheet-damaged': ({ sheet }) => `a aba ${sheet} está danificada: algumas linhas ou células se perderam`,

  'no-regular-file': 'não é um arquivo comum',
  'no-permission': 'sem permissão para ler',
  gone: 'um link que não leva a nada, ou um arquivo que acabou de sumir',
  'link-to-itself': 'um link que leva a si mesmo',
  'cut-short': 'foi encurtado durante a leitura: analise de novo',
  'changed-while-read': 'foi alterado durante a leitura: analise de novo',
  'system-refused': ({ code }) => `o sistema não conseguiu ler (${code})`,
};
