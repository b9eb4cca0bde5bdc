/** What is odd about the exports as a whole, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { orders } = shared;
const lines = (n: number): string => counted(n, 'línea de pedido', 'líneas de pedido');
const reservations = (n: number): string => counted(n, 'reserva', 'reservas');
const are = (n: number): string => (n === 1 ? 'es' : 'son');

export const warnings: Catalogue['warnings'] = {
  note: 'Nota:',
  unknown: 'desconocido',
  unknownMoment: 'momento desconocido',
  exportedApart: (moments) =>
    `Las exportaciones son de momentos distintos (${moments}): lo que pasó entre uno y otro está en una y no en la otra. Exporte primero el inventario y el resto enseguida.`,
  inventoryAt: (moment) => `inventario ${moment}`,
  ordersAt: (moment) => `pedidos ${moment}`,
  updatesAt: (moment) => `actualizaciones ${moment}`,
  ordersBeforeInventory: (ordersBefore, exportedAt) =>
    `Los pedidos se exportaron a más tardar el ${ordersBefore}, antes del inventario (${exportedAt}): lo que pasó en el medio no se ve. Exporte primero el inventario y los pedidos enseguida.`,
  exportsEndEarly: (seen, exportedAt) => {
    const { orders, updates } = seen;
    const ends =
      orders === null
        ? `La última actualización de inventario es del ${updates}`
        : `El último cambio de un pedido es del ${orders}${updates === null ? '' : ` y la última actualización de inventario es del ${updates}`}`;
    const again =
      orders === null ? 'el historial de actualizaciones' : updates === null ? 'los pedidos' : 'ambos';
    return `${ends}, pero el inventario es del ${exportedAt}: lo que pasó en el medio no se ve. Si la tienda no estaba parada, exporte ${again} de nuevo, enseguida después del inventario.`;
  },
  ordersOutdated: (open) =>
    `${counted(open, 'pedido abierto está', 'pedidos abiertos están')} solo en exportaciones de pedidos hechas antes del inventario: no se ve qué fue de ${open === 1 ? 'él' : 'ellos'} desde entonces, y las cantidades de sus SKUs pueden estar mal. Exporte los pedidos de nuevo con un filtro de fechas que llegue hasta el pedido abierto más antiguo.`,
  exportMomentUnknown: (before) =>
    `Nada dice cuándo se exportó el inventario${before === null ? '' : `, solo que no fue después del ${before}`}. Indíquelo con --exported-at, o ponga fecha y hora en el nombre del archivo.`,
  unknownStatus: (status, count) =>
    `Estado de pedido desconocido ${status} en ${lines(count)}; con una reserva, sus unidades cuentan como indeterminadas.`,
  unknownStatuses: (statuses, count) =>
    `${counted(statuses, 'estado desconocido', 'estados desconocidos')} más en ${lines(count)}. ¿Es correcta la columna de estado?`,
  locksWithoutOrder: (locks) =>
    `${reservations(locks)} ${are(locks)} de pedidos que no están en ninguna exportación: no se sabe si sus unidades siguen en el estante, y no cuentan como pendientes. Exporte los pedidos con un filtro de fechas más amplio.`,
  linesWithoutBalance: (count) =>
    `${lines(count)} ${are(count)} de SKUs que ninguna exportación de inventario tiene: no se dice nada de esos SKUs.`,
  skusByReference: ({ file, resolved, unresolved }) =>
    `${file} indica los SKUs por código de referencia en vez de id: ${counted(resolved, 'SKU encontrado', 'SKUs encontrados')} por él${unresolved > 0 ? `, ${grouped(unresolved)} no` : ''}.`,
  otherSellers: (seller, count) =>
    `${lines(count)} ${are(count)} del seller ${seller}, que tiene el stock: se ${count === 1 ? 'deja' : 'dejan'} de lado. Si son de la propia tienda, indique sus sellers en invfix.config.json (ownSellers).`,
  chainHalves: (count) =>
    count === 1
      ? '1 pedido está dos veces en las exportaciones, como lo ven el marketplace y el seller: se cuenta una vez.'
      : `${orders(count)} están dos veces en las exportaciones, como los ven el marketplace y el seller: se cuentan una vez.`,
  skus: (count) => counted(count, 'SKU', 'SKUs'),
  warehouseIds: (count) => counted(count, 'id de almacén', 'ids de almacén'),
  splitIdentities: (ids, count) =>
    `${ids} ${count === 1 ? 'difiere' : 'difieren'} de otro solo en mayúsculas, ceros a la izquierda o espacios. Para VTEX son distintos, así que las cantidades pueden ir a uno y las reservas al otro; vea las causas abajo.`,
  locksOfOtherLines: (locks) =>
    `${reservations(locks)} ${are(locks)} de pedidos sin línea de ese SKU: un componente de kit, o un pedido que se modificó. Una lista de kits (KitSkuId;SkuId;Quantity) aclararía los kits.`,
  unknownOrderWarehouse: (warehouse, count) =>
    `${lines(count)} ${count === 1 ? 'indica' : 'indican'} el almacén ${warehouse}, que no tiene saldo del SKU.`,
  updatesWithoutBalance: (count) =>
    `El historial de actualizaciones conoce ${counted(count, 'saldo', 'saldos')} que ninguna exportación de inventario tiene: se ${count === 1 ? 'deja' : 'dejan'} de lado.`,
  noInventory: 'No hay exportación de inventario.',
  noOrders:
    'No hay exportaciones de pedidos: sin ellas nadie puede decir qué reservas siguen en el estante. Agregue el reporte de pedidos (Admin > Todos los pedidos > Exportar).',
  noUpdates:
    'No hay actualizaciones de inventario: las cantidades son mínimos, que no ofrecen nada que no se sepa que está ahí. Con el historial de actualizaciones se podrían calcular.',
  noUpdatesButSnapshots:
    'No hay actualizaciones de inventario: en su lugar se comparan las exportaciones de inventario entre sí, lo que muestra menos. Con el historial de actualizaciones se podrían calcular las cantidades.',
};
