/** The page of a verification, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const verify: Catalogue['verify'] = {
  checked: (moment) => `Comprobado con el inventario de ${moment}`,
  earlierFixes: (fixes) => counted(fixes, 'corrección anterior', 'correcciones anteriores'),
  allHold: (balances) =>
    `${balances === 1 ? 'El saldo corregido se mantiene' : `Los ${grouped(balances)} saldos corregidos se mantienen`}: la cantidad entró, y desde entonces no hubo bajas anticipadas.`,
  someHold: ({ hold, all, others }) =>
    `${grouped(hold)} de ${counted(all, 'saldo corregido', 'saldos corregidos')} se ${hold === 1 ? 'mantiene' : 'mantienen'}; ${others}.`,
  inState: {
    'not-in': (balances) => `${grouped(balances)} fuera de VTEX`,
    overwritten: (balances) => counted(balances, 'sobrescrito', 'sobrescritos'),
    negative: (balances) => counted(balances, 'negativo de nuevo', 'negativos de nuevo'),
    understated: (balances) => `${grouped(balances)} reteniendo unidades de nuevo`,
    overstated: (balances) => `${grouped(balances)} ofreciendo unidades que ya salieron`,
    unknown: (balances) => counted(balances, 'indeterminado', 'indeterminados'),
  },
  headings: {
    holds: (balances) => `Se mantienen: ${shared.balances(balances)}`,
    'not-in': (balances) => `Fuera de VTEX: ${shared.balances(balances)}`,
    overwritten: (balances) => `Sobrescritos: ${shared.balances(balances)}`,
    negative: (balances) => `Negativos de nuevo: ${shared.balances(balances)}`,
    understated: (balances) => `Reteniendo unidades de nuevo: ${shared.balances(balances)}`,
    overstated: (balances) => `Ofreciendo unidades que ya salieron: ${shared.balances(balances)}`,
    unknown: (balances) => `Indeterminados: ${shared.balances(balances)}`,
  },
  takenOff: 'Baja',
  at: 'El (UTC)',
  by: 'Por',
  why: 'Por qué',
  notInExports: 'no está en las exportaciones',
  anotherCount: 'otra cantidad, y ningún historial dice de quién',
  leftTheShelf: (units) =>
    `${counted(units, 'unidad salió', 'unidades salieron')} del estante y todavía ${units === 1 ? 'cuenta' : 'cuentan'}`,
  wroteInstead: ({ author, count, at }) => `${author} grabó ${count} el ${at}`,
  stillReserved: 'lo que debía liberar todavía cuenta como reservado',
  formerCount: 'sigue allí la cantidad anterior',
  byWhom: 'De quién son las bajas',
  tookOff: ({ author, units, orders, first, which, again }) =>
    `${author} dio de baja ${shared.units(units)} de ${shared.orders(orders)} antes de Preparando entrega, la primera vez el ${first} UTC: ${which}.${again === 0 ? '' : ` En ${counted(again, 'actualización', 'actualizaciones')} dio de baja otra vez lo que la corrección había arreglado: al total de allí todavía le faltan esas unidades.`}`,
  whatToDo: 'Qué hacer',
  refused:
    'Lo que debía liberar todavía cuenta como reservado: si la corrección se subió, VTEX rechazó una cantidad que no cambia nada, y esas reservas son de pedidos que se cerraron sin pasar por Preparando entrega. Analice de nuevo: explain muestra cuáles son, para cancelarlas con la API de Logística.',
  notIn: (files) =>
    `Fuera de VTEX: suba ${files ?? 'la corrección'}, si aún no se hizo, y busque filas que VTEX haya rechazado. Si las cantidades tienen ya algunas horas, es mejor calcularlas de nuevo: invfix correct --write FILE.`,
  takenOffAgain:
    'Dados de baja otra vez: devuelva las unidades en el ERP como las lista el archivo para el ERP que está junto a la corrección, haga que las unidades se den de baja solo cuando el pedido esté en Preparando entrega y grabe las cantidades de nuevo: invfix correct --write FILE.',
  offersLost: 'Ofrecen unidades perdidas: invfix correct --overstated --write FILE las quita.',
  cannotBeTold:
    'Indeterminados: analice también las actualizaciones de inventario y un inventario que tenga el saldo.',
};
