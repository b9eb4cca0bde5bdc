/** The page of a correction, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const correct: Catalogue['correct'] = {
  change: 'Cambio',
  order: 'Pedido',
  units: 'Unidades',
  moreToWrite: (rest) => `y ${grouped(rest)} más; --verbose muestra todo, y --write FILE graba todo`,
  toWrite: (value) => `${counted(value, 'cantidad', 'cantidades')} por grabar.`,
  wrote: ({ count, where }) =>
    `${counted(count, 'cantidad grabada', 'cantidades grabadas')} en ${where ?? 'la salida estándar'}.`,
  floors: ({ floors, all }) => {
    const which =
      floors < all
        ? floors === 1
          ? '1 de ellas es supuesta'
          : `${grouped(floors)} de ellas son supuestas`
        : floors === 1
          ? 'Es supuesta'
          : 'Todas son supuestas';
    return `${which}: un mínimo, que solo ofrece lo que se sabe que existe. --confidence likely deja fuera los mínimos.`;
  },
  restsOn: ({ count, moment }) => {
    const exports =
      moment === null ? 'exportaciones de un momento desconocido' : `el inventario de ${moment}`;
    return count === 1
      ? `Se basa en ${exports}; lo que se vendió o se movió desde entonces no está en ella: grábela pronto.`
      : `Se basan en ${exports}; lo que se vendió o se movió desde entonces no está en ellas: grábelas pronto.`;
  },
  oversold: ({ balances, units }) =>
    `${counted(balances, 'saldo sigue', 'saldos siguen')} por debajo de cero de todos modos: ${units === 1 ? 'se vendió 1 unidad' : `se vendieron ${units} unidades`} más de las que hay en el estante. explain muestra los pedidos que hay que atender con nuevas compras o cancelar, empezando por los más nuevos; --unblock-oversold permite que otros almacenes vendan mientras tanto.`,
  phantom: (units) =>
    `Hasta que las cantidades estén en VTEX, puede vender ${shared.units(units)} que no ${units === 1 ? 'existe' : 'existen'}.`,
  leftOut: (balances) =>
    `${counted(balances, 'saldo queda', 'saldos quedan')} fuera: la cantidad es correcta, hay que hacer otra cosa`,
  leftOutUnsure: (balances) =>
    `${counted(balances, 'saldo queda', 'saldos quedan')} fuera por tener menos certeza de la que se pidió.`,
  remedy: ({ sku, warehouse, inStock, available, remedy }) =>
    `${sku} en ${warehouse} (${inStock} en stock, ${available} disponible): ${remedy}`,
  explainNames: 'explain los muestra.',
  noRemedy:
    'Lo que lo mantiene negativo son reservas que ninguna cantidad cambia; explain muestra cuáles son.',
  inErp: 'En el ERP',
  writtenOff: ({ lines, units }) =>
    lines === 1
      ? `Esta línea de pedido (${shared.units(units)}) ya se dio de baja. Cuando las cantidades se corrijan también en el ERP, no se debe dar de baja allí otra vez.`
      : `Estas ${grouped(lines)} líneas de pedido (${shared.units(units)}) ya se dieron de baja. Cuando las cantidades se corrijan también en el ERP, no se deben dar de baja allí otra vez.`,
  moreWrittenOff: (rest) => `y ${grouped(rest)} más; --json las trae todas, --verbose las muestra`,
  nothing: 'No hay nada que corregir.',
  nothingPicked: 'No se eligió nada.',
  nothingPickedNorWritten: 'No se eligió nada. No se graba ningún archivo.',

  undoWithoutFile: () => [
    '--no-undo solo se aplica a un archivo que se graba.',
    'Indique el archivo: --write fix.csv',
  ],
  bothFromStdin: () => [
    '--from - y --sku-file - leerían ambos la entrada estándar.',
    'Indique un archivo para uno de los dos.',
  ],
};
