/** What to do about one balance, in Portuguese (of Brazil). */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { units } = shared;

export const advice: Catalogue['advice'] = {
  heading: 'O que fazer',
  leaveForNow: (count) => `Deixe a quantidade em ${count} por enquanto.`,
  leave: ({ count, proven }) =>
    `Deixe a quantidade em ${count}. Ela está certa${proven ? '' : ' até onde as exportações mostram'}, e digitá-la de novo não mudaria nada.`,
  findRow: ({ sku, warehouse, inStock, reserved }) =>
    `No Admin VTEX, abra Catálogo > Inventário > Gerenciamento de inventário, busque o SKU ${sku} e encontre a linha do estoque ${warehouse}. Ela ainda deve mostrar ${inStock} em Última atualização e ${reserved} em Reservados; se não, exporte e analise de novo antes.`,
  type: (count) => `Digite ${count} em Atualizar contagem, confira a prévia e salve.`,
  frees: ({ units: n, standsAlready }) =>
    `A atualização também libera ${n === 1 ? 'a unidade reservada' : `as ${units(n)} reservadas`} para pedidos em Preparando Entrega${standsAlready ? '; por isso vale a pena salvar o número, embora já esteja lá' : ''}.`,
  availableThen: ({ available, cleared }) =>
    `O disponível fica em ${available}${cleared === null ? '' : `, e em ${cleared} quando as outras reservas forem resolvidas`}.`,
  takeOffInErp: (orders) =>
    `No ERP, dê baixa nas unidades dos pedidos que saíram da prateleira, se ele ainda as conta: ${orders}. A próxima atualização dele voltaria a oferecê-las.`,
  writtenOffAlready: (orders) => `Já têm baixa, e não devem ter outra: ${orders}.`,
  nothingToPutBack: 'No ERP não é preciso repor nada.',
  putBackIfTakenOff: (n) =>
    `Se ${n === 1 ? 'a unidade teve baixa também no ERP, reponha-a' : `as ${units(n)} tiveram baixa também no ERP, reponha-as`} lá: a próxima atualização dele sobrescreveria a sua quantidade.`,
  putBack: (n) =>
    `No ERP, ou no sistema que envia as quantidades, veja a quantidade que ele tem deste SKU: ${n === 1 ? 'falta nela a mesma unidade' : `faltam nela as mesmas ${units(n)}`}, e a próxima atualização dele sobrescreveria a sua. ${n === 1 ? 'Reponha-a' : 'Reponha-as'} lá, ou faça-o enviar a quantidade dele mais os pedidos pendentes.`,
  findGhosts:
    'Encontre as reservas de pedidos encerrados que ainda contam (uma exportação de inventário com LockIds mostra quais são) e cancele-as pela API de logística (Logistics API). Nenhuma quantidade as libera.',
  cancelGhosts: ({ reservations, locks }) =>
    `Cancele ${reservations === 1 ? 'a reserva de um pedido encerrado' : `as ${counted(reservations, 'reserva', 'reservas')} de pedidos encerrados`} pela API de logística (POST /api/logistics/pvt/inventory/reservations/{lockId}/cancel): ${locks}. Nenhuma quantidade ${reservations === 1 ? 'a libera' : 'as libera'}.`,
  countShelf: 'Faça uma contagem física.',
  afterMerging:
    'Se ainda faltarem unidades depois de juntar os dois, compre-as ou cancele os pedidos indicados.',
  findOutWho: 'Descubra quem diminui esta quantidade e por quê: as atualizações de inventário mostram isso.',
  findOutWhen:
    'Descubra quem diminui esta quantidade e quando: a causa mais comum é quem grava dar baixa antes de o pedido estar em Preparando Entrega. As atualizações de inventário mostram isso.',
  lasting: (writers) =>
    `Para que não volte a acontecer: a baixa de ${writers} só deve vir quando o pedido estiver em Preparando Entrega.`,
  theWriter: 'quem grava',
  unblock: (count) =>
    `Para que outros estoques possam vender o SKU enquanto isso, dá para digitar ${count} em vez disso: o disponível fica em 0. Corrija o saldo de novo depois de cancelar cada um desses pedidos; as unidades compradas já estão nesse número.`,
};
