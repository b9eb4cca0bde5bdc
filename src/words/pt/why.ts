/** Why a balance is as it is, in Portuguese (of Brazil). */
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { units } = shared;

export const why: Catalogue['why'] = {
  countsTwice: 'Por que isso conta duas vezes',
  why: 'Por quê',
  example: ({ order, units: n, placed, takenOffAt }) =>
    `Veja o pedido ${order}. A VTEX mantém ${n === 1 ? 'a sua unidade reservada' : `as suas ${n} unidades reservadas`}${placed === null ? '' : ` desde que ele foi feito, em ${placed}`}. Em ${takenOffAt}, ${n === 1 ? 'a mesma unidade também teve baixa' : 'as mesmas unidades também tiveram baixa'} em estoque. O disponível é o que está em estoque menos o reservado, então ${n === 1 ? 'ela falta' : 'elas faltam'} duas vezes. Uma reserva só termina com a primeira atualização de inventário depois que o pedido está em Preparando Entrega; até lá, uma baixa anterior conta em dobro.`,
  beforeTheLog: ({ units: n, orders }) =>
    `${units(n)} ${n === 1 ? 'reservada' : 'reservadas'} para ${orders} ${n === 1 ? 'teve' : 'tiveram'} baixa antes do início do histórico de atualizações, até onde as exportações mostram: nenhuma atualização nele mostra isso.`,
  underOtherId: (n) =>
    n === 1
      ? 'Há 1 unidade reservada com este id além do que ele tem; as que estão com o outro id talvez a cubram.'
      : `Há ${units(n)} reservadas com este id além do que ele tem; as que estão com o outro id talvez as cubram.`,
  notTakenOff: (orders) => `Sem baixa até agora: ${orders}.`,
  unserved: (orders) => `Os pedidos que passam do que há em estoque, do mais novo ao mais antigo: ${orders}.`,
  unservedOrder: ({ order, units: n, placed }) =>
    `${order} (${units(n)}${placed === null ? '' : `, feito em ${placed}`})`,
  blocked: ({ policies, names, hidden }) =>
    `Enquanto o saldo for negativo, ninguém pode comprar o SKU ${policies === 1 ? 'na política comercial' : 'nas políticas comerciais'} ${names}${hidden === 0 ? '' : `, embora outros estoques ${policies === 1 ? 'dela' : 'delas'} tenham ${units(hidden)} ${hidden === 1 ? 'disponível' : 'disponíveis'}`}.`,
};
