/** The page of an examination, in Portuguese (of Brazil). */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const doctor: Catalogue['doctor'] = {
  nodeTooOld: ({ version, needed }) =>
    `Node.js ${version}: antigo demais, é preciso o ${needed} ou mais novo`,
  database: {
    healthy: (path) => `Banco de dados ${path}: íntegro`,
    missing: (path) => `Banco de dados ${path}: ainda não existe. invfix scan PATH o cria.`,
    older: (path) => `Banco de dados ${path}: gravado por um invfix mais antigo. invfix scan PATH o refaz.`,
    foreign: (path) =>
      `Banco de dados ${path}: não é um banco de dados do invfix. Indique outro com --db FILE.`,
    newer: (path) =>
      `Banco de dados ${path}: gravado por um invfix mais novo. Atualize o invfix ou indique outro com --db FILE.`,
    damaged: ({ path, what, repair }) =>
      `Banco de dados ${path}: danificado (${what}). ${repair} o refaz a partir das exportações.`,
  },
  openToOthers: (path) =>
    `Outras pessoas nesta máquina podem ler ${path}, que mostra o que a loja tem: chmod 600 ${path}`,
  exportsThere: (path) => `Exportações em ${path}: continuam lá`,
  exportsGone: (path) =>
    `Exportações em ${path}: já não estão lá, então o banco de dados não poderia ser refeito a partir delas`,
  evidence: {
    updates:
      'As atualizações de inventário destes saldos, completas e desde antes do pedido aberto mais antigo (Gerenciamento de inventário, um clique no número em Última atualização; ou VTEX Data Pipeline)',
    locks: 'Uma exportação de inventário com LockIds, que diz de quem são as reservas que contam',
    orders:
      'Pedidos exportados logo depois do inventário, com um filtro de data que alcance o pedido aberto mais antigo',
    moment: 'Quando o inventário foi exportado: no nome do arquivo ou com --exported-at',
    warehouses: 'Em que estoque cada pedido foi reservado: as reservas ou os pedidos um a um, salvos da API',
    kits: 'Uma lista dos kits (KitSkuId;SkuId;Quantity)',
    feed: 'O feed de pedidos, que diz ao minuto quando cada pedido entrou em Preparando Entrega; ou uma contagem da prateleira',
  },
  nothingToCorrect: 'Nada precisa de correção, então nada precisa de mais certeza.',
  certainty: ({ proven, likely, assumed }) => {
    const all = proven + likely + assumed;
    return `De ${counted(all, 'saldo que precisa', 'saldos que precisam')} de correção, ${counted(proven, 'é provado', 'são provados')}, ${counted(likely, 'provável', 'prováveis')} e ${counted(assumed, 'suposto', 'supostos')}.`;
  },
  noneSurer: 'Nenhuma exportação daria mais certeza.',
  howSure: 'Qual é a certeza das quantidades',
  surer: 'O que daria mais certeza:',
  surerOfWorst: (lookedAt) => `O que daria mais certeza (entre os ${grouped(lookedAt)} piores):`,
  missing: ({ evidence, balances, alone }) => {
    const one = alone === 1;
    const which =
      alone === balances
        ? `, ${one ? 'ao qual não falta mais nada e que poderia ser provado' : 'aos quais não falta mais nada e que poderiam ser provados'} com isso`
        : `; a ${grouped(alone)} deles não falta mais nada, e ${one ? 'poderia ser provado' : 'poderiam ser provados'} com isso`;
    return `${evidence}: ${shared.balances(balances)}${alone === 0 ? '' : which}.`;
  },
  nothingToRepair: 'O banco de dados está íntegro: não há nada a reparar.',

  pathsWithoutRepair: () => [
    'doctor examina o banco de dados; caminhos só servem com --repair.',
    'Analise-os primeiro (invfix scan PATH) ou acrescente --repair.',
  ],
  exportsForgotten: () => [
    'O banco de dados já não diz de quais exportações foi feito.',
    'Indique quais: invfix doctor --repair PATH',
  ],
};
