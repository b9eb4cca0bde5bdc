/** The page of one SKU, in Portuguese (of Brazil). */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { units } = shared;

export const explain: Catalogue['explain'] = {
  title: ({ sku, reference }) =>
    `SKU ${sku}${reference === null ? '' : `, código de referência ${reference}`}`,
  inventoryOf: (moment) => `Inventário de ${moment}.`,
  inventoryOfUnknownMoment: 'Inventário de data desconhecida.',
  severalBalances: (balances) => `${balances} saldos, o pior primeiro.`,
  warehouse: (name) => `Estoque ${name}`,
  unlimited: 'A VTEX trata este saldo como ilimitado: nunca falta, e o invfix nunca o altera.',
  state: ({ inStock, reserved, available }) =>
    `Em estoque: ${inStock}; reservado: ${reserved}; disponível: ${available}.`,
  headlines: {
    'early-write-off': (n) =>
      n === 1
        ? '1 unidade teve baixa embora ainda esteja reservada, por isso a VTEX a conta duas vezes.'
        : `${units(n)} tiveram baixa embora ainda estejam reservadas, por isso a VTEX as conta duas vezes.`,
    'ghost-reservation': (n) =>
      `${units(n)} ${n === 1 ? 'está reservada' : 'estão reservadas'} para pedidos já encerrados.`,
    oversold: (n) =>
      `${units(n)} ${n === 1 ? 'foi vendida' : 'foram vendidas'} além do que há na prateleira.`,
    'late-write-off': (n) =>
      `${units(n)} já ${n === 1 ? 'saiu da prateleira e ainda é contada' : 'saíram da prateleira e ainda são contadas'}.`,
  },
  safeToType: (corrected) =>
    `Estas exportações não mostram quanto há de fato. A quantidade segura para digitar é ${corrected}.`,
  countFoundMore: (n) => `A contagem física encontrou ${units(n)} a mais do que as exportações explicam.`,
  countFoundFewer: (n) => `A contagem física encontrou ${units(n)} a menos do que as exportações explicam.`,
  notThere: (n) => `A VTEX pode vender ${units(n)} que não ${n === 1 ? 'existe' : 'existem'}.`,
  toType: (corrected) => `A quantidade a digitar é ${corrected}.`,
  mergeFirst:
    'O SKU ou o estoque existe também com outro id: junte os dois antes de digitar qualquer quantidade.',
  countIsRight: ({ corrected, proven }) =>
    `A quantidade em si, ${corrected}, está certa${proven ? '' : ' até onde as exportações mostram'}: o problema está em outro lugar.`,
  nothingToCorrect:
    'Não há nada a corrigir: nenhuma unidade conta duas vezes, e nenhuma que já saiu continua à venda.',
  reservations: {
    heading: 'Reservado para',
    order: 'Pedido',
    units: 'Unid.',
    placed: 'Feito em',
    status: 'Status',
    shelf: 'Prateleira',
    takenOff: 'Baixa',
    unknownMoment: 'desconhecido',
    notTakenOff: 'não',
    takenOffBefore: (day) => `antes de ${day}`,
    withoutLine: 'sem linha para este SKU',
    older: (hidden) => `e mais ${counted(hidden, 'anterior', 'anteriores')}; --verbose mostra todos`,
    partOfKit: ({ order, kit }) => `${order} (parte do kit ${kit})`,
    soldInKit: (orders) => `Vendido em kit: ${orders}.`,
  },
  overTime: 'Ao longo do tempo',
  sure: {
    heading: 'Grau de certeza',
    counted: 'Provado: houve uma contagem física.',
    proven:
      'Provado: toda leitura das atualizações que concorda com o histórico, as reservas e os totais dá esta quantidade.',
    likely: ({ basis, noneHere }) =>
      `Provável, segundo ${basis}${noneHere ? ', que não têm nenhuma deste saldo' : ''}.`,
    assumed: (basis) =>
      `Suposto, segundo ${basis}: é um mínimo, não uma medição. O que não se sabe se está lá não é posto à venda.`,
    usualReason:
      'O motivo mais comum é a baixa antecipada, e é o que se supõe aqui: nenhuma atualização a mostra.',
    alternatives: ({ counts, newer }) =>
      `As evidências também permitem ${counts}; fica a menor quantidade bem sustentada, pois uma quantidade alta demais vende o que não existe. Uma ${newer ? 'nova contagem' : 'contagem'} física tiraria a dúvida.`,
  },
  odd: {
    heading: 'O que mais chama a atenção',
    orders: ({ orders, names }) => `${orders === 1 ? 'O pedido' : 'Os pedidos'}: ${names}.`,
    updatesAbove: 'As atualizações acima que nada explica mostram isso.',
    twins: (names) => `O outro: ${names} (SKU | estoque). O que está lá não é contado aqui.`,
  },
};
