/** The page of one SKU, in Spanish. */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { units } = shared;

export const explain: Catalogue['explain'] = {
  title: ({ sku, reference }) =>
    `SKU ${sku}${reference === null ? '' : `, código de referencia ${reference}`}`,
  inventoryOf: (moment) => `Inventario de ${moment}.`,
  inventoryOfUnknownMoment: 'Inventario de fecha desconocida.',
  severalBalances: (balances) => `${balances} saldos, el peor primero.`,
  warehouse: (name) => `Almacén ${name}`,
  unlimited: 'VTEX trata este saldo como ilimitado: nunca falta, e invfix nunca lo modifica.',
  state: ({ inStock, reserved, available }) =>
    `En stock: ${inStock}; reservado: ${reserved}; disponible: ${available}.`,
  headlines: {
    'early-write-off': (n) =>
      n === 1
        ? '1 unidad se dio de baja aunque sigue reservada, por lo que VTEX la cuenta dos veces.'
        : `${units(n)} se dieron de baja aunque siguen reservadas, por lo que VTEX las cuenta dos veces.`,
    'ghost-reservation': (n) =>
      `${units(n)} ${n === 1 ? 'está reservada' : 'están reservadas'} para pedidos ya cerrados.`,
    oversold: (n) =>
      `${units(n)} se ${n === 1 ? 'vendió' : 'vendieron'} por encima de lo que hay en el estante.`,
    'late-write-off': (n) =>
      `${units(n)} ya ${n === 1 ? 'salió del estante y todavía se cuenta' : 'salieron del estante y todavía se cuentan'}.`,
  },
  safeToType: (corrected) =>
    `Estas exportaciones no muestran cuánto hay en realidad. La cantidad que se puede ingresar sin riesgo es ${corrected}.`,
  countFoundMore: (n) => `El conteo físico encontró ${units(n)} más de lo que explican las exportaciones.`,
  countFoundFewer: (n) => `El conteo físico encontró ${units(n)} menos de lo que explican las exportaciones.`,
  notThere: (n) => `VTEX puede vender ${units(n)} que no ${n === 1 ? 'existe' : 'existen'}.`,
  toType: (corrected) => `La cantidad que se debe ingresar es ${corrected}.`,
  mergeFirst:
    'El SKU o el almacén existe también con otro id: unifique los dos antes de ingresar una cantidad.',
  countIsRight: ({ corrected, proven }) =>
    `La cantidad en sí, ${corrected}, es correcta${proven ? '' : ' hasta donde muestran las exportaciones'}: el problema está en otra parte.`,
  nothingToCorrect:
    'No hay nada que corregir: ninguna unidad cuenta dos veces y ninguna que ya salió sigue a la venta.',
  reservations: {
    heading: 'Reservado para',
    order: 'Pedido',
    units: 'Unid.',
    placed: 'Hecho el',
    status: 'Estado',
    shelf: 'Estante',
    takenOff: 'Baja',
    unknownMoment: 'desconocido',
    notTakenOff: 'no',
    takenOffBefore: (day) => `antes del ${day}`,
    withoutLine: 'sin línea para este SKU',
    older: (hidden) => `y ${counted(hidden, 'anterior', 'anteriores')} más; --verbose los muestra todos`,
    partOfKit: ({ order, kit }) => `${order} (parte del kit ${kit})`,
    soldInKit: (orders) => `Vendido en kit: ${orders}.`,
  },
  overTime: 'A lo largo del tiempo',
  sure: {
    heading: 'Grado de certeza',
    counted: 'Probado: se hizo un conteo físico.',
    proven:
      'Probado: toda lectura de las actualizaciones que concuerda con el historial, las reservas y los totales da esta cantidad.',
    likely: ({ basis, noneHere }) =>
      `Probable, según ${basis}${noneHere ? ', que no tienen ninguna de este saldo' : ''}.`,
    assumed: (basis) =>
      `Supuesto, según ${basis}: es un mínimo, no una medición. Lo que no se sabe si está no se pone a la venta.`,
    usualReason:
      'El motivo más común es la baja anticipada, y es lo que se supone aquí: ninguna actualización la muestra.',
    alternatives: ({ counts, newer }) =>
      `Los datos también permiten ${counts}; se toma la menor cantidad bien sustentada, porque una demasiado alta vende lo que no existe. Un conteo físico ${newer ? 'más reciente ' : ''}lo aclararía.`,
  },
  odd: {
    heading: 'Qué más llama la atención',
    orders: ({ orders, names }) => `${orders === 1 ? 'El pedido' : 'Los pedidos'}: ${names}.`,
    updatesAbove: 'Las actualizaciones de arriba que nada explica lo muestran.',
    twins: (names) => `El otro: ${names} (SKU | almacén). Lo que está allí no se cuenta aquí.`,
  },
};
