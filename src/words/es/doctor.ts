/** The page of an examination, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const doctor: Catalogue['doctor'] = {
  nodeTooOld: ({ version, needed }) =>
    `Node.js ${version}: demasiado antiguo, se necesita ${needed} o más nuevo`,
  database: {
    healthy: (path) => `Base de datos ${path}: íntegra`,
    missing: (path) => `Base de datos ${path}: todavía no existe. invfix scan PATH la crea.`,
    older: (path) => `Base de datos ${path}: grabada por un invfix más antiguo. invfix scan PATH la rehace.`,
    foreign: (path) =>
      `Base de datos ${path}: no es una base de datos de invfix. Indique otra con --db FILE.`,
    newer: (path) =>
      `Base de datos ${path}: grabada por un invfix más nuevo. Actualice invfix o indique otra con --db FILE.`,
    damaged: ({ path, what, repair }) =>
      `Base de datos ${path}: dañada (${what}). ${repair} la rehace a partir de las exportaciones.`,
  },
  openToOthers: (path) =>
    `Otras personas en esta máquina pueden leer ${path}, que muestra lo que tiene la tienda: chmod 600 ${path}`,
  exportsThere: (path) => `Exportaciones en ${path}: siguen allí`,
  exportsGone: (path) =>
    `Exportaciones en ${path}: ya no están allí, así que la base de datos no se podría rehacer a partir de ellas`,
  evidence: {
    updates:
      'Las actualizaciones de inventario de estos saldos, completas y desde antes del pedido abierto más antiguo (Gestión de inventario, un clic en el número de Última actualización; o VTEX Data Pipeline)',
    locks: 'Una exportación de inventario con LockIds, que dice de quién son las reservas que cuentan',
    orders:
      'Pedidos exportados justo después del inventario, con un filtro de fecha que alcance el pedido abierto más antiguo',
    moment: 'Cuándo se exportó el inventario: en el nombre del archivo o con --exported-at',
    warehouses:
      'En qué almacén se reservó cada pedido: las reservas o los pedidos uno por uno, guardados de la API',
    kits: 'Una lista de los kits (KitSkuId;SkuId;Quantity)',
    feed: 'El feed de pedidos, que dice al minuto cuándo entró cada pedido en Preparando entrega; o un conteo del estante',
  },
  nothingToCorrect: 'Nada necesita corrección, así que nada necesita más certeza.',
  certainty: ({ proven, likely, assumed }) => {
    const all = proven + likely + assumed;
    return `De ${counted(all, 'saldo que necesita', 'saldos que necesitan')} corrección, ${counted(proven, 'está probado', 'están probados')}, ${counted(likely, 'es probable', 'son probables')} y ${counted(assumed, 'es supuesto', 'son supuestos')}.`;
  },
  noneSurer: 'Ninguna exportación daría más certeza.',
  howSure: 'Qué certeza tienen las cantidades',
  surer: 'Qué daría más certeza:',
  surerOfWorst: (lookedAt) => `Qué daría más certeza (entre los ${grouped(lookedAt)} peores):`,
  missing: ({ evidence, balances, alone }) => {
    const one = alone === 1;
    const proven = one ? 'se podría probar' : 'se podrían probar';
    const which =
      alone === balances
        ? `, ${one ? 'al que no le falta' : 'a los que no les falta'} nada más y que ${proven} con eso`
        : `; a ${grouped(alone)} de ellos no ${one ? 'le' : 'les'} falta nada más, y ${proven} con eso`;
    return `${evidence}: ${shared.balances(balances)}${alone === 0 ? '' : which}.`;
  },
  nothingToRepair: 'La base de datos está íntegra: no hay nada que reparar.',

  pathsWithoutRepair: () => [
    'doctor examina la base de datos; las rutas solo sirven con --repair.',
    'Analícelas primero (invfix scan PATH) o agregue --repair.',
  ],
  exportsForgotten: () => [
    'La base de datos ya no dice de qué exportaciones se hizo.',
    'Indique cuáles: invfix doctor --repair PATH',
  ],
};
