/** What the files of fixes and of reviews are refused for, and their notes, in Portuguese (of Brazil). */
import type { Catalogue } from '../index.js';

export const fixFiles: Catalogue['fixFiles'] = {
  noFolder: (folder) => [`Não existe a pasta ${folder}.`, 'Crie-a primeiro ou grave em outro lugar.'],
  notOrdinary: (path) => [
    `${path} não é um arquivo comum.`,
    'Indique um arquivo a gravar, ou - para a saída padrão.',
  ],
  exists: (path) => [`${path} já existe.`, 'Indique outro arquivo ou acrescente --force para substituí-lo.'],
  noPermission: (path) => [`Não foi possível gravar ${path}: sem permissão.`, 'Grave em outro lugar.'],
  diskFull: (path) => [`${path} não foi gravado: o disco está cheio.`, 'Libere espaço e tente de novo.'],
  nameTooLong: (path) => [
    `Não foi possível gravar ${path}: o nome é longo demais.`,
    'Escolha um nome mais curto.',
  ],
  formulaId: (id) => [
    `O id ${id} começa como uma fórmula, e não dá para gravar com segurança um CSV para a VTEX com ele.`,
    'Digite as quantidades dos saldos dele no Admin VTEX e deixe-os de fora aqui com --sku ou --warehouse.',
  ],

  account: (account) => [
    account === null
      ? 'Um arquivo batch traz a conta VTEX em cada linha.'
      : `--account ${account} não é o nome de uma conta VTEX.`,
    'Informe-a como no endereço da loja (https://NAME.myvtex.com): --account NAME',
  ],
  leadTimesUnknown: ({ unknown, all, named, rest }) => [
    `Nenhuma exportação informa o lead time de ${unknown}${unknown === all ? '' : ` de ${all}`} ${all === 1 ? 'saldo' : 'saldos'} (${named}${rest > 0 ? ` e mais ${rest}` : ''}), e um envio batch ${unknown === 1 ? 'o' : 'os'} deixaria sem lead time.`,
    'Salve as respostas da API de Logística (GET /api/logistics/pvt/inventory/skus/{skuId}) e analise-as também, ou prossiga com --lead-time keep-none.',
  ],
  leadTimesNone: (unknown) =>
    unknown === 1
      ? 'Um saldo é gravado sem lead time, pois nenhuma exportação informa o dele.'
      : `${unknown} saldos são gravados sem lead time, pois nenhuma exportação informa o deles.`,

  spreadsheetEnding: () => [
    'Uma planilha é gravada em um arquivo, e a terminação do nome diz de que tipo ela é.',
    'Indique um que termine em .xls, .xlsx ou .csv: --write fix.xls',
  ],
  cellTooLong: ({ target, longest }) => [
    `Uma célula da planilha de inventário é mais longa do que ${target} comporta (${longest} caracteres).`,
    'Grave um CSV: --write fix.csv',
  ],
  spreadsheetGone: (path) => [
    `A planilha de inventário ${path} já não está lá, e uma correção em planilha devolve as linhas dela.`,
    'Execute isto na pasta em que a análise foi feita, ou analise de novo: invfix scan PATH',
  ],
  changedSince: (path) => [
    `${path} mudou desde que foi analisado.`,
    'Analise de novo primeiro: invfix scan PATH',
  ],
  noSpreadsheet: (path) => [
    `${path} não é a planilha de inventário do Admin VTEX, cujas linhas a importação aceita de volta.`,
    'Exporte o inventário lá (Estratégia de envio > Estoques > Exportar itens) e analise-o, ou use --format batch.',
  ],
  fromStdin: () => [
    'O inventário veio pela entrada padrão, e uma correção em planilha devolve as linhas dele.',
    'Analise a planilha como arquivo: invfix scan PATH',
  ],

  reviewNotOpened: (path) => [
    `Não foi possível abrir a revisão ${path}.`,
    'Indique o arquivo que invfix correct --write FILE gravou.',
  ],
  noReview: ({ path, columns }) => [
    `${path} não é uma revisão: falta uma das colunas ${columns}.`,
    'Indique o arquivo que invfix correct --write FILE gravou; linhas e quantidades podem mudar, essas colunas não.',
  ],
  rowTwice: ({ path, line, before }) => [
    `${path}, linha ${line}: trata do mesmo saldo que a linha ${before}.`,
    'Apague uma delas.',
  ],
  rowUnreadable: ({ path, line, reason }) => [
    `${path}, linha ${line}: não pode ser lida: ${reason}.`,
    'Conserte a linha ou apague-a.',
  ],
  rowWithout: ({ path, line, column }) => [
    `${path}, linha ${line}: falta ${column}.`,
    'Preencha ou apague a linha.',
  ],
  rowRounded: ({ path, line, column, value }) => [
    `${path}, linha ${line}: traz ${column} ${value}, que um programa de planilhas arredondou.`,
    'Abra a revisão com essa coluna como texto e altere-a de novo.',
  ],
  rowNotWhole: ({ path, line, column, value, reason }) => [
    `${path}, linha ${line}: traz ${column} ${value}, que ${reason}.`,
    'Escreva um número inteiro ou apague a linha.',
  ],
  rowBelowZero: ({ path, line, column, count }) => [
    `${path}, linha ${line}: traz ${column} ${count}, que está abaixo de zero.`,
    'Uma quantidade é 0 ou mais: o que há na prateleira.',
  ],
  rowNotExported: ({ path, line, sku, warehouse }) => [
    `${path}, linha ${line}: trata do SKU ${sku} em ${warehouse}, que nenhuma exportação de inventário tem.`,
    'Programas de planilhas tiram zeros à esquerda: abra a revisão com os ids como texto ou apague a linha.',
  ],
  rowUnlimited: ({ path, line, sku, warehouse }) => [
    `${path}, linha ${line}: trata do SKU ${sku} em ${warehouse}, cuja quantidade é ilimitada.`,
    'Uma quantidade ilimitada nunca é gravada. Apague a linha.',
  ],
  rowOfOtherScan: ({ path, line, sku, warehouse, was, is }) => [
    `${path}, linha ${line}: trata do SKU ${sku} em ${warehouse} com ${was.inStock} em estoque e ${was.reserved} reservado, mas a última análise mostra ${is.inStock} e ${is.reserved}.`,
    'A revisão é de outra análise. Grave-a de novo: invfix correct --write FILE',
  ],
};
