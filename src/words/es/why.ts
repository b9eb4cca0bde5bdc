/** Why a balance is as it is, in Spanish. */
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { units } = shared;

export const why: Catalogue['why'] = {
  countsTwice: 'Por qué eso cuenta dos veces',
  why: 'Por qué',
  example: ({ order, units: n, placed, takenOffAt }) =>
    `Vea el pedido ${order}. VTEX mantiene ${n === 1 ? 'su unidad reservada' : `sus ${n} unidades reservadas`}${placed === null ? '' : ` desde que se hizo, el ${placed}`}. El ${takenOffAt} ${n === 1 ? 'la misma unidad también se dio' : 'las mismas unidades también se dieron'} de baja en stock. Lo disponible es lo que está en stock menos lo reservado, así que ${n === 1 ? 'falta' : 'faltan'} dos veces. Una reserva solo termina con la primera actualización de inventario después de que el pedido está en Preparando entrega; hasta entonces, una baja anterior cuenta doble.`,
  beforeTheLog: ({ units: n, orders }) =>
    `${units(n)} ${n === 1 ? 'reservada' : 'reservadas'} para ${orders} se ${n === 1 ? 'dio' : 'dieron'} de baja antes de que empiece el historial de actualizaciones, hasta donde muestran las exportaciones: ninguna actualización lo muestra.`,
  underOtherId: (n) =>
    n === 1
      ? 'Hay 1 unidad reservada con este id por encima de lo que tiene; las que están con el otro id quizás la cubran.'
      : `Hay ${units(n)} reservadas con este id por encima de lo que tiene; las que están con el otro id quizás las cubran.`,
  notTakenOff: (orders) => `Sin dar de baja hasta ahora: ${orders}.`,
  unserved: (orders) => `Los pedidos que superan el stock, del más nuevo al más antiguo: ${orders}.`,
  unservedOrder: ({ order, units: n, placed }) =>
    `${order} (${units(n)}${placed === null ? '' : `, hecho el ${placed}`})`,
  blocked: ({ policies, names, hidden }) =>
    `Mientras el saldo sea negativo, nadie puede comprar el SKU en ${policies === 1 ? 'la política comercial' : 'las políticas comerciales'} ${names}${hidden === 0 ? '' : `, aunque otros almacenes de ${policies === 1 ? 'ella' : 'ellas'} tienen ${units(hidden)} ${hidden === 1 ? 'disponible' : 'disponibles'}`}.`,
};
