/** The causes in Spanish: a name for tables (`short` has at most 14 characters), what happened, what to do. */
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { units } = shared;
const areReserved = (n: number): string =>
  `${units(n)} ${n === 1 ? 'está reservada' : 'están reservadas'} para pedidos`;
const wereTakenOff = (n: number): string => `${n === 1 ? 'Se dio de baja' : 'Se dieron de baja'} ${units(n)}`;

export const causes: Catalogue['causes'] = {
  'early-write-off': {
    name: 'baja anticipada',
    short: 'anticipada',
    happened: (n) =>
      `${wereTakenOff(n)} en stock antes de que los pedidos llegaran a Preparando entrega. Sus reservas descuentan las mismas unidades por segunda vez.`,
    remedy: () =>
      'Escriba la cantidad corregida y haga que quien graba dé de baja unidades solo cuando el pedido esté en Preparando entrega.',
  },
  'ghost-reservation': {
    name: 'reserva fantasma',
    short: 'fantasma',
    happened: (n) =>
      `${units(n)} ${n === 1 ? 'sigue reservada' : 'siguen reservadas'} para pedidos cerrados: se facturaron o cancelaron sin pasar por Preparando entrega, y ninguna actualización libera esas reservas.`,
    remedy: () => 'Cancele esas reservas con la API de Logística; ninguna cantidad las libera.',
  },
  oversold: {
    name: 'sobrevendido',
    short: 'sobrevendido',
    happened: (n) =>
      `${n === 1 ? 'Se vendió 1 unidad' : `Se vendieron ${n} unidades`} más de lo que hay en el estante.`,
    remedy: () => 'Compre las unidades que faltan o cancele los pedidos indicados.',
  },
  'late-write-off': {
    name: 'baja tardía',
    short: 'tardía',
    happened: (n) =>
      n === 1
        ? '1 unidad salió del estante y ya no está reservada, pero sigue contando en stock.'
        : `${n} unidades salieron del estante y ya no están reservadas, pero siguen contando en stock.`,
    remedy: () =>
      'Haga que quien graba dé de baja unidades en la primera actualización después de Preparando entrega, o antes.',
  },
  'manual-edit': {
    name: 'reducido a mano',
    short: 'a mano',
    happened: (n) => `Una persona dio de baja ${units(n)}, y ningún pedido lo explica.`,
    remedy: () => 'Cuente el estante: si las unidades están ahí, la cantidad puede subir por ellas.',
  },
  'not-put-back': {
    name: 'no devuelto',
    short: 'no devuelto',
    happened: (n) =>
      `${wereTakenOff(n)} por pedidos que se cancelaron después, y nunca se ${n === 1 ? 'devolvió' : 'devolvieron'}. Aquí no se ${n === 1 ? 'cuenta' : 'cuentan'}.`,
    remedy: (n) =>
      `Devuelva en el ERP ${n === 1 ? 'la unidad' : `las ${n} unidades`} de los pedidos cancelados, si ${n === 1 ? 'está' : 'están'} en el estante.`,
  },
  'negative-count': {
    name: 'cantidad bajo cero',
    short: 'cantidad < 0',
    happened: () => 'La cantidad misma está bajo cero: ningún estante tiene menos de cero unidades.',
    remedy: () => 'Cuente el estante.',
  },
  'split-identity': {
    name: 'existe dos veces',
    short: 'duplicado',
    happened: (n) =>
      `El SKU o el almacén existe con dos ids que solo difieren en mayúsculas, espacios o ceros a la izquierda${n > 0 ? ` (${units(n)})` : ''}: las cantidades van a uno, las reservas al otro.`,
    remedy: () => 'Junte las cantidades y corrija el id que usa quien graba.',
  },
  'missing-orders': {
    name: 'faltan pedidos',
    short: 'faltan pedidos',
    happened: (n) => `${areReserved(n)} que no están en ninguna exportación dada aquí.`,
    remedy: () =>
      'Exporte los pedidos otra vez con un filtro de fechas más amplio, en varios archivos si son muchos.',
  },
  'kit-or-changed-order': {
    name: 'kit o pedido modificado',
    short: 'kit o modif.',
    happened: (n) =>
      `${areReserved(n)} que no tienen línea de este SKU: es parte de un kit, o el pedido se modificó.`,
    remedy: () =>
      'Si el SKU es parte de un kit, dele a invfix una lista de los kits y sus partes (KitSkuId;SkuId;Quantity). Si un pedido se modificó, vea en VTEX si todavía necesita estas unidades.',
  },
  'log-gap': {
    name: 'faltan actualizaciones',
    short: 'faltan actual.',
    happened: (n) =>
      `Faltan actualizaciones en el historial${n > 0 ? `: entre filas que no encajan, la cantidad cambió en ${units(n)}` : ''}.`,
    remedy: () => 'Consiga un historial de actualizaciones completo y analice de nuevo.',
  },
  unexplained: {
    name: 'sin explicación',
    short: 'inexplicado',
    happened: (n) => `${wereTakenOff(n)}, y ni un pedido ni nada más aquí lo explica.`,
    remedy: () => 'Cuente el estante: nada más puede aclararlo.',
  },
};
