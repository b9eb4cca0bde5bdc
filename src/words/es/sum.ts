/** The formula of one balance, in Spanish. */
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { orders, units } = shared;

export const sum: Catalogue['sum'] = {
  heading: 'La cuenta',
  available: 'Disponible',
  takenOffEarly: 'De baja anticipada, aún reservado',
  goneNotTakenOff: 'Fuera del estante, sin dar de baja',
  notKnown: 'No se sabe si está',
  availableItems: 'Artículos disponibles',
  notYetHandled: 'Reservado, antes de Preparando entrega',
  updateCount: 'Actualizar recuento',
  inStockLessReserved: ({ inStock, reserved }) => `${inStock} en stock - ${reserved} reservado`,
  noMoreKnown: 'un mínimo: no se sabe más',
  offeredNow: 'un mínimo: lo que está a la venta ahora',
  leftOut: 'se deja fuera por seguridad',
  soldBeyond: 'vendido por encima de lo que existe',
  freeToSell: 'libre para vender, contado una vez',
  stillOnShelf: (n) => `${orders(n)}, aún en el estante`,
  notBelowZero: (plain) => `${plain}, pero ninguna cantidad baja de 0`,
  floorForShelf: 'un mínimo para el estante',
  onShelf: 'lo que hay en el estante',
  seeBelow: (n) => `${orders(n)}, vea abajo`,
  unnamedOrders: (n) => `${units(n)} de pedidos que no se pueden identificar`,
  onlyCounted: (n) => `${units(n)} que solo muestra el conteo físico`,
  notFound: (n) => `${units(n)} que el conteo físico no encontró`,
  count: ({ counted, at, moves, carried }) =>
    `El conteo físico: ${units(counted)} ${at === null ? 'después de exportar el inventario' : `el ${at}`}; ${moves.length === 0 ? 'nada se movió desde entonces' : moves.join('; ')}; en el estante ahora: ${carried}.`,
  picked: ({ units: n, names }) =>
    `${n} de ellas ya ${n === 1 ? 'estaba separada' : 'estaban separadas'} (${names}) y ${n === 1 ? 'queda' : 'quedan'} fuera`,
  handled: ({ units: n, names, undated }) =>
    `${units(n)} ${n === 1 ? 'entró' : 'entraron'} en Preparando entrega desde entonces (${names})${undated ? ', en parte quizás antes del conteo' : ''}`,
  received: (n) => `${n} ${n === 1 ? 'recibida' : 'recibidas'}`,
  broughtBack: (n) => `${n} ${n === 1 ? 'devuelta' : 'devueltas'}`,
  unexplained: (n) => `${n} de baja que nada explica`,
  nothingReserved: 'No hay nada reservado.',
  negativeReserved: (n) => `La exportación dice ${n} de reservado, lo que no puede ser.`,
  reserved: ({ units: n, parts }) =>
    `${units(n)} ${n === 1 ? 'está reservada' : 'están reservadas'}${parts === '' ? '' : `: ${parts}`}.`,
  reservedParts: {
    pending: (n) => `${n} para pedidos que aún no están en Preparando entrega (en el estante)`,
    acknowledged: (n) =>
      `${n} para pedidos en Preparando entrega o más adelante (fuera del estante; la próxima actualización ${n === 1 ? 'la libera' : 'las libera'})`,
    ghosts: (n) => `${n} para pedidos cerrados cuya reserva nunca se liberó`,
    undetermined: (n) => `${n} para pedidos cuya situación no se sabe`,
  },
  shelf: { pending: 'en él', acknowledged: 'fuera', ghost: 'fantasma', undetermined: 'incierto' },
};
