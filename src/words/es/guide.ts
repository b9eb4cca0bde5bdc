/** `guide`: what to export where, in Spanish. */
import { counted, minute } from '../format.js';
import type { Catalogue } from '../index.js';

export const guide: Catalogue['guide'] = {
  title: (folder) => `Cómo sacar las exportaciones de VTEX, a la carpeta ${folder}`,
  intro:
    'En este orden, y una enseguida de la otra: lo que pasa entre dos exportaciones está en una y no en la otra. Guarde cada archivo como viene, en cualquier formato; los archivos se reconocen por su contenido.',
  needed: 'necesario',
  wanted: 'da certeza a las cantidades',
  helpful: 'ayuda, si puede obtenerlo',
  steps: {
    inventory: {
      name: 'Inventario',
      title: 'Inventario',
      text: 'En el Admin VTEX abra Envío > Estrategia de envío > Almacenes y, en el menú de la lista, elija Exportar ítems. Un inventario grande viene en varios archivos o en un zip: guárdelos todos. Lo mejor es que el nombre diga cuándo se exportó, en UTC: inventory-2026-03-31T09-00Z.xls.',
    },
    orders: {
      name: 'Pedidos',
      title: 'Pedidos, enseguida después',
      text: 'Abra Pedidos > Todos los pedidos, filtre por una fecha de creación que llegue hasta el pedido abierto más antiguo y exporte. Un archivo trae como máximo 50.000 pedidos: exporte varios períodos y guárdelos todos.',
    },
    updates: {
      name: 'Actualizaciones de inventario',
      title: 'Actualizaciones de inventario',
      text: 'Quién dio de baja qué unidades, y cuándo: sin ellas la cantidad es un mínimo, que no ofrece nada que no se sepa que está. Abra Catálogo > Inventario > Gestión de inventario, busque un SKU negativo, haga clic en el número de la columna Última actualización y copie las filas a un CSV con el encabezado SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter. VTEX Data Pipeline tiene las de todos los SKU a la vez: la tabla item_update_historical.',
    },
    others: {
      name: 'Otros',
      title: 'Qué más existe',
      text: 'Un conteo del estante (SkuId;WarehouseId;Counted;CountedAt) es la mejor evidencia de todas. Las reservas y el feed de pedidos se pueden guardar por la API; los kits (KitSkuId;SkuId;Quantity) y las políticas comerciales (WarehouseId;TradePolicies) son listas suyas. Después del primer análisis, invfix doctor dice cuáles darían más certeza a las cantidades.',
    },
  },
  notYet: 'todavía no',
  noneNeeded: 'ninguno',
  arrived: (path, kind) => `${path}: ${kind}`,
  arrivedMany: (files, kind) => `${counted(files, 'archivo', 'archivos')}: ${kind}`,
  notRead: (path, reason) => `${path} no se leyó: ${reason}`,
  notReadMany: (files) =>
    `y ${counted(files, 'archivo más sin leer', 'archivos más sin leer')}; invfix scan --dry-run dice por qué`,
  downloading: (path) => `${path} todavía se está descargando`,
  gone: (path) => `${path}: ya no está`,
  noFolder: (folder) => `La carpeta ${folder} todavía no existe: créela y guarde en ella las exportaciones.`,
  exportedAt: (at) => `del ${minute(at)} UTC`,
  exportedOn: (day) => `del ${day}`,
  momentUnknown: (path, name) =>
    `Nada dice cuándo se exportó ${path}. Si se guardó enseguida, este nombre lo diría: ${name}`,
  ordersFirst: (orders, inventory) =>
    `Los pedidos se exportaron a más tardar el ${orders}, antes del inventario del ${inventory}: lo que hubo en medio no se ve. Exporte los pedidos otra vez.`,
  watching: (folder) => `Vigilando ${folder}: cada archivo se examina cuando llega. Ctrl+C termina.`,
  complete: 'Está todo. Ahora:',
  enough: 'Está lo necesario. Ahora:',
  scanHint: 'qué está negativo, y por qué',
  missing: (titles) => `Todavía falta: ${titles}.`,
  notAFolder: (path) => [
    `${path} no es una carpeta.`,
    'Indique la carpeta en la que guarda las exportaciones: invfix guide exports',
  ],
};
