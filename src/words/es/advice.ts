/** What to do about one balance, in Spanish. */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { units } = shared;

export const advice: Catalogue['advice'] = {
  heading: 'Qué hacer',
  leaveForNow: (count) => `Deje la cantidad en ${count} por ahora.`,
  leave: ({ count, proven }) =>
    `Deje la cantidad en ${count}. Es correcta${proven ? '' : ' hasta donde muestran las exportaciones'}, e ingresarla de nuevo no cambiaría nada.`,
  findRow: ({ sku, warehouse, inStock, reserved }) =>
    `En el Admin VTEX abra Catálogo > Stock > Gestión del stock, busque el SKU ${sku} y encuentre su fila del almacén ${warehouse}. Todavía debe mostrar ${inStock} en Última actualización y ${reserved} en Reservado; si no, primero exporte y analice de nuevo.`,
  type: (count) => `Ingrese ${count} en Actualizar recuento, revise la vista previa y guarde.`,
  frees: ({ units: n, standsAlready }) =>
    `La actualización también libera ${n === 1 ? 'la unidad reservada' : `las ${units(n)} reservadas`} para pedidos en Preparando entrega${standsAlready ? '; por eso vale la pena guardar el número aunque ya esté ahí' : ''}.`,
  availableThen: ({ available, cleared }) =>
    `Lo disponible queda en ${available}${cleared === null ? '' : `, y en ${cleared} cuando se resuelvan las otras reservas`}.`,
  takeOffInErp: (orders) =>
    `En el ERP dé de baja las unidades de los pedidos que salieron del estante, si todavía las cuenta: ${orders}. Su próxima actualización volvería a ofrecerlas.`,
  writtenOffAlready: (orders) => `Ya están dados de baja y no deben darse de baja otra vez: ${orders}.`,
  nothingToPutBack: 'En el ERP no hace falta reponer nada.',
  putBackIfTakenOff: (n) =>
    `Si ${n === 1 ? 'la unidad se dio de baja también en el ERP, repóngala' : `las ${units(n)} se dieron de baja también en el ERP, repóngalas`} ahí: su próxima actualización sobrescribiría la cantidad de usted.`,
  putBack: (n) =>
    `En el ERP, o en el sistema que envía las cantidades, revise la cantidad que tiene de este SKU: ${n === 1 ? 'le falta la misma unidad' : `le faltan las mismas ${units(n)}`}, y su próxima actualización sobrescribiría la de usted. ${n === 1 ? 'Repóngala' : 'Repóngalas'} ahí, o haga que envíe su cantidad más los pedidos pendientes.`,
  findGhosts:
    'Encuentre las reservas de pedidos cerrados que todavía cuentan (una exportación de inventario con LockIds muestra cuáles son) y cancélelas con la API de logística (Logistics API). Ninguna cantidad las libera.',
  cancelGhosts: ({ reservations, locks }) =>
    `Cancele ${reservations === 1 ? 'la reserva de un pedido cerrado' : `las ${counted(reservations, 'reserva', 'reservas')} de pedidos cerrados`} con la API de logística (POST /api/logistics/pvt/inventory/reservations/{lockId}/cancel): ${locks}. Ninguna cantidad ${reservations === 1 ? 'la libera' : 'las libera'}.`,
  countShelf: 'Haga un conteo físico.',
  afterMerging:
    'Si todavía faltan unidades después de unificar los dos, cómprelas o cancele los pedidos indicados.',
  findOutWho: 'Averigüe quién baja esta cantidad y por qué: las actualizaciones de inventario lo muestran.',
  findOutWhen:
    'Averigüe quién baja esta cantidad y cuándo: la causa más común es que quien graba dé de baja unidades antes de que el pedido esté en Preparando entrega. Las actualizaciones de inventario lo muestran.',
  lasting: (writers) =>
    `Para que no vuelva a ocurrir: haga que ${writers} dé de baja unidades solo cuando el pedido esté en Preparando entrega.`,
  theWriter: 'quien graba',
  unblock: (count) =>
    `Para que otros almacenes puedan vender el SKU mientras tanto, se puede ingresar ${count} en su lugar: lo disponible queda en 0. Corrija el saldo de nuevo después de cancelar cada uno de esos pedidos; las unidades compradas ya están en ese número.`,
};
