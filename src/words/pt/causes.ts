/** The causes in Portuguese: a name for tables (`short` has at most 14 characters), what happened, what to do. */
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { units } = shared;
const are = (n: number): string => `${units(n)} ${n === 1 ? 'está' : 'estão'}`;

export const causes: Catalogue['causes'] = {
  'early-write-off': {
    name: 'baixa antecipada',
    short: 'antecipada',
    happened: (n) =>
      `Foi dada baixa em ${units(n)} no estoque antes de os pedidos chegarem a Preparando Entrega. As reservas deles descontam as mesmas unidades uma segunda vez.`,
    remedy: () =>
      'Digite a quantidade corrigida e faça com que quem grava só dê baixa quando o pedido estiver em Preparando Entrega.',
  },
  'ghost-reservation': {
    name: 'reserva fantasma',
    short: 'fantasma',
    happened: (n) =>
      `${units(n)} ainda ${n === 1 ? 'está reservada' : 'estão reservadas'} para pedidos encerrados: foram faturados ou cancelados sem passar por Preparando Entrega, e nenhuma atualização libera essas reservas.`,
    remedy: () => 'Cancele essas reservas pela API de Logística; nenhuma quantidade as libera.',
  },
  oversold: {
    name: 'vendido além do estoque',
    short: 'venda a mais',
    happened: (n) =>
      `${n === 1 ? 'Foi vendida 1 unidade' : `Foram vendidas ${n} unidades`} a mais do que há na prateleira.`,
    remedy: () => 'Compre as unidades que faltam ou cancele os pedidos indicados.',
  },
  'late-write-off': {
    name: 'baixa tardia',
    short: 'tardia',
    happened: (n) =>
      n === 1
        ? '1 unidade saiu da prateleira e não está mais reservada, mas ainda conta em estoque.'
        : `${n} unidades saíram da prateleira e não estão mais reservadas, mas ainda contam em estoque.`,
    remedy: () =>
      'Faça com que quem grava dê baixa na primeira atualização depois de Preparando Entrega, ou antes dela.',
  },
  'manual-edit': {
    name: 'reduzido à mão',
    short: 'à mão',
    happened: (n) => `Uma pessoa deu baixa em ${units(n)}, e nenhum pedido explica isso.`,
    remedy: () => 'Conte a prateleira: se as unidades estiverem lá, a quantidade pode subir por elas.',
  },
  'not-put-back': {
    name: 'não devolvido',
    short: 'não devolvido',
    happened: (n) =>
      `Foi dada baixa em ${units(n)} para pedidos cancelados depois, e ${n === 1 ? 'ela nunca foi devolvida' : 'elas nunca foram devolvidas'}. Aqui ${n === 1 ? 'ela não é contada' : 'elas não são contadas'}.`,
    remedy: (n) =>
      `Devolva no ERP ${n === 1 ? 'a 1 unidade' : `as ${n} unidades`} dos pedidos cancelados, se ${n === 1 ? 'ela estiver' : 'elas estiverem'} na prateleira.`,
  },
  'negative-count': {
    name: 'quantidade abaixo de zero',
    short: 'quant. < 0',
    happened: () =>
      'A própria quantidade está abaixo de zero: nenhuma prateleira tem menos que zero unidades.',
    remedy: () => 'Conte a prateleira.',
  },
  'split-identity': {
    name: 'existe duas vezes',
    short: 'duplicado',
    happened: (n) =>
      `O SKU ou o estoque existe com dois ids que só diferem em maiúsculas, espaços ou zeros à esquerda${n > 0 ? ` (${units(n)})` : ''}: as quantidades vão para um, as reservas para o outro.`,
    remedy: () => 'Junte as quantidades e corrija o id usado por quem grava.',
  },
  'missing-orders': {
    name: 'faltam pedidos',
    short: 'faltam pedidos',
    happened: (n) =>
      `${are(n)} ${n === 1 ? 'reservada' : 'reservadas'} para pedidos que não estão em nenhuma exportação fornecida aqui.`,
    remedy: () =>
      'Exporte os pedidos de novo com um filtro de datas mais amplo, em vários arquivos se forem muitos.',
  },
  'kit-or-changed-order': {
    name: 'kit ou pedido alterado',
    short: 'kit ou alter.',
    happened: (n) =>
      `${are(n)} ${n === 1 ? 'reservada' : 'reservadas'} para pedidos que não têm linha deste SKU: ele faz parte de um kit, ou o pedido foi alterado.`,
    remedy: () =>
      'Se o SKU faz parte de um kit, dê ao invfix uma lista dos kits e de suas partes (KitSkuId;SkuId;Quantity). Se um pedido foi alterado, veja na VTEX se ele ainda precisa dessas unidades.',
  },
  'log-gap': {
    name: 'faltam atualizações',
    short: 'faltam atual.',
    happened: (n) =>
      `Faltam atualizações no histórico${n > 0 ? `: entre linhas que não se encaixam, a quantidade mudou em ${units(n)}` : ''}.`,
    remedy: () => 'Obtenha um histórico de atualizações sem essa falha e analise de novo.',
  },
  unexplained: {
    name: 'sem explicação',
    short: 'sem explicação',
    happened: (n) => `Foi dada baixa em ${units(n)}, e nem um pedido nem outra coisa aqui explica isso.`,
    remedy: () => 'Conte a prateleira: nada mais pode esclarecer isso.',
  },
};
