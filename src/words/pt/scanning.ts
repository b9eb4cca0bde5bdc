/** What a scan says while it works, and why it could not, in Portuguese. */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { files } = shared;

const WHERE =
  'Exporte-o no VTEX Admin: Estratégia de envio > Estoques > Exportar itens; ele diz o que está em estoque e reservado.';

export const scanning: Catalogue['scanning'] = {
  nothingNamed: [
    'Nada foi indicado para analisar.',
    'Indique a pasta com as exportações: invfix scan exports/',
  ],
  standardInput: 'entrada padrão',
  historyLost:
    'O último banco de dados está danificado: o que ele lembrava de análises e correções anteriores não pôde ser aproveitado.',
  builtAnew: (version) =>
    `O banco de dados era de uma versão mais antiga (${version}) e foi montado de novo.`,
  diskFull: (database) => [
    `Não foi possível gravar ${database}: o disco está cheio ou com falha.`,
    'Libere espaço e analise de novo.',
  ],
  notWritable: (database) => [
    `Não é possível gravar ${database}.`,
    'Indique outro lugar com --db FILE, ou mude as permissões dele.',
  ],
  incomplete:
    'As exportações tinham linhas ou arquivos danificados; invfix scan mostra quais. A resposta pode estar incompleta.',
  noFiles: (where) => [
    `Não há arquivos em ${where}.`,
    'Ponha ali a exportação do inventário, as dos pedidos e as atualizações de inventário, e analise de novo.',
  ],
  allRejected: ({ file, rejected, rows }) => [
    `Nenhum saldo pôde ser lido: ${rejected} de ${counted(rows, 'linha', 'linhas')} de ${file} ${rejected === 1 ? 'foi rejeitada' : 'foram rejeitadas'}.`,
    'Exporte o inventário de novo, ou corrija as linhas.',
  ],
  orderExports: (count) => counted(count, 'exportação de pedidos', 'exportações de pedidos'),
  updateLogs: (count) => counted(count, 'histórico de atualizações', 'históricos de atualizações'),
  noInventory: ({ where, found, lost }) => [
    `Há ${found} em ${where}, mas nenhum inventário.${lost === null ? '' : ` ${lost.file} não foi lido por inteiro: ${lost.why}`}`,
    WHERE,
  ],
  noExport: (file, why) => [
    `${file} não é uma exportação que o invfix conhece${why === null ? '.' : `: ${why}`}`,
    WHERE,
  ],
  noneKnown: ({ count, where, first }) => [
    `Nenhum de ${files(count)} em ${where} é uma exportação que o invfix conhece${first === null ? '.' : `: ${first.file}: ${first.why}`}`,
    WHERE,
  ],
  unreadable: (file, why) => [
    `Nenhum saldo pôde ser lido: ${file}: ${why}`,
    'Corrija esse arquivo ou exporte-o de novo; um inventário precisa do SKU e de dois destes: em estoque, reservado e disponível.',
  ],
  notCounts: (file, why) => [
    `${file} não é uma contagem física${why === null ? '.' : `: ${why}`}`,
    'Uma contagem tem as colunas SkuId;WarehouseId;Counted e, se você souber, CountedAt.',
  ],
  countsFolder: (path) => [
    `${path} é uma pasta, não uma contagem física.`,
    'Indique o arquivo: --counts counts.csv',
  ],
  balanceIn: (sku, warehouse) => `${sku} em ${warehouse}`,
  unknownCounts: (count, balances) =>
    `${counted(count, 'contagem é', 'contagens são')} de saldos que nenhuma exportação de inventário tem: ${balances}.`,
};
