/** What is odd about the exports as a whole, in Portuguese. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { orders } = shared;
const lines = (n: number): string => counted(n, 'linha de pedido', 'linhas de pedido');
const reservations = (n: number): string => counted(n, 'reserva', 'reservas');
const are = (n: number): string => (n === 1 ? 'é' : 'são');

export const warnings: Catalogue['warnings'] = {
  note: 'Nota:',
  unknown: 'desconhecido',
  unknownMoment: 'um momento desconhecido',
  exportedApart: (moments) =>
    `As exportações são de momentos diferentes (${moments}): o que aconteceu nesse meio-tempo está em uma e não na outra. Exporte primeiro o inventário e o resto logo em seguida.`,
  inventoryAt: (moment) => `inventário ${moment}`,
  ordersAt: (moment) => `pedidos ${moment}`,
  updatesAt: (moment) => `atualizações ${moment}`,
  ordersBeforeInventory: (ordersBefore, exportedAt) =>
    `Os pedidos foram exportados no máximo em ${ordersBefore}, antes do inventário (${exportedAt}): o que aconteceu nesse meio-tempo não aparece. Exporte primeiro o inventário e os pedidos logo em seguida.`,
  exportsEndEarly: (seen, exportedAt) => {
    const { orders, updates } = seen;
    const ends =
      orders === null
        ? `A última atualização de inventário é de ${updates}`
        : `A última mudança de um pedido é de ${orders}${updates === null ? '' : ` e a última atualização de inventário é de ${updates}`}`;
    const again =
      orders === null ? 'o histórico de atualizações' : updates === null ? 'os pedidos' : 'os dois';
    return `${ends}, mas o inventário é de ${exportedAt}: o que aconteceu nesse meio-tempo não aparece. Se a loja não estava parada, exporte ${again} de novo, logo depois do inventário.`;
  },
  ordersOutdated: (open) =>
    `${counted(open, 'pedido aberto só está', 'pedidos abertos só estão')} em exportações de pedidos feitas antes do inventário: não se vê o que aconteceu com ${open === 1 ? 'ele' : 'eles'} desde então, e as quantidades dos SKUs ${open === 1 ? 'dele' : 'deles'} podem estar erradas. Exporte os pedidos de novo com um filtro de datas que alcance o pedido aberto mais antigo.`,
  exportMomentUnknown: (before) =>
    `Nada diz quando o inventário foi exportado${before === null ? '' : `, só que não foi depois de ${before}`}. Informe com --exported-at, ou ponha data e hora no nome do arquivo.`,
  unknownStatus: (status, count) =>
    `Status de pedido desconhecido ${status} em ${lines(count)}; com uma reserva, as unidades contam como indeterminadas.`,
  unknownStatuses: (statuses, count) =>
    `Mais ${counted(statuses, 'status desconhecido', 'status desconhecidos')} em ${lines(count)}. A coluna de status é a certa?`,
  locksWithoutOrder: (locks) =>
    `${reservations(locks)} ${are(locks)} de pedidos que não estão em nenhuma exportação: não se sabe se as unidades ainda estão na prateleira, e elas não contam como pendentes. Exporte os pedidos com um filtro de datas mais amplo.`,
  linesWithoutBalance: (count) =>
    `${lines(count)} ${are(count)} de SKUs que nenhuma exportação de inventário tem: nada é dito sobre esses SKUs.`,
  skusByReference: ({ file, resolved, unresolved }) =>
    `${file} indica os SKUs pelo código de referência em vez do id: ${counted(resolved, 'SKU encontrado', 'SKUs encontrados')} por ele${unresolved > 0 ? `, ${grouped(unresolved)} não` : ''}.`,
  otherSellers: (seller, count) =>
    `${lines(count)} ${are(count)} do seller ${seller}, que guarda o estoque: ${count === 1 ? 'deixada' : 'deixadas'} de lado. Se forem da própria loja, indique os sellers dela em invfix.config.json (ownSellers).`,
  chainHalves: (count) =>
    count === 1
      ? '1 pedido está duas vezes nas exportações, como o marketplace e como o seller o veem: contado uma vez.'
      : `${orders(count)} estão duas vezes nas exportações, como o marketplace e como o seller os veem: contados uma vez.`,
  skus: (count) => counted(count, 'SKU', 'SKUs'),
  warehouseIds: (count) => counted(count, 'id de estoque', 'ids de estoque'),
  splitIdentities: (ids, count) =>
    `${ids} ${count === 1 ? 'difere' : 'diferem'} de outro só em maiúsculas, zeros à esquerda ou espaços. Para a VTEX são diferentes, então as quantidades podem ir para um e as reservas para o outro; veja as causas abaixo.`,
  locksOfOtherLines: (locks) =>
    `${reservations(locks)} ${are(locks)} de pedidos sem linha desse SKU: um componente de kit, ou um pedido que foi alterado. Uma lista de kits (KitSkuId;SkuId;Quantity) esclareceria os kits.`,
  unknownOrderWarehouse: (warehouse, count) =>
    `${lines(count)} ${count === 1 ? 'indica' : 'indicam'} o estoque ${warehouse}, que não tem saldo do SKU.`,
  updatesWithoutBalance: (count) =>
    `O histórico de atualizações conhece ${counted(count, 'saldo', 'saldos')} que nenhuma exportação de inventário tem: ${count === 1 ? 'deixado' : 'deixados'} de lado.`,
  noInventory: 'Não há exportação de inventário.',
  noOrders:
    'Não há exportações de pedidos: sem elas ninguém sabe dizer quais reservas ainda estão na prateleira. Inclua o relatório de pedidos (Admin > Todos os pedidos > Exportar).',
  noUpdates:
    'Não há atualizações de inventário: as quantidades são mínimos, que não oferecem nada que não se saiba que está lá. Com o histórico de atualizações elas poderiam ser calculadas.',
  noUpdatesButSnapshots:
    'Não há atualizações de inventário: em vez disso, as exportações de inventário são comparadas entre si, o que mostra menos. Com o histórico de atualizações as quantidades poderiam ser calculadas.',
};
