/** What is odd about a balance, and what would make its answer surer, in Spanish. */
import type { Known, Orders } from '../en/notes.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const on = (moment: Known<string>): string => (moment === null ? '' : ` el ${moment}`);
const number = (value: Known<number>): string => (value === null ? 'un número desconocido' : String(value));
/** `El pedido v1 tiene`, `Los pedidos v1, v2 y 3 más tienen`. */
const orders = ({ orders: n, names }: Orders, verb: string, verbs: string): string =>
  n === 0 ? `Un pedido ${verb}` : n === 1 ? `El pedido ${names} ${verb}` : `Los pedidos ${names} ${verbs}`;

export const notes: Catalogue['notes'] = {
  'no-log': () =>
    'Ninguna actualización de inventario de este saldo está en las exportaciones, por lo que no se puede saber qué se dio ya de baja. La cantidad es un mínimo: no ofrece nada que no se sepa que está. Su historial de actualizaciones (Gestión del stock, un clic en el número de Última actualización) lo aclararía.',
  'log-starts-late': ({ logFrom, order, oldest }) =>
    `El historial de actualizaciones empieza${on(logFrom)}, después de un pedido que aún tiene reserva${order === null ? '' : ` (${order})`}${oldest === null ? '' : `, hecho el ${oldest}`}: las bajas anteriores no se ven. Un historial que empiece antes daría más certeza.`,
  'log-gap': ({ at, before, expected }) =>
    `Hay un hueco en el historial${at === null ? '' : ` antes del ${at}`}: ${before === null || expected === null ? 'una fila no empieza donde terminó la anterior' : `una fila dice que la cantidad era ${before}, pero la anterior dejó ${expected}`}. Faltan actualizaciones; un historial más completo daría más certeza.`,
  'log-ends-early': ({ logTo, exportedAt }) =>
    `El historial de actualizaciones termina${on(logTo)}, antes de la exportación del inventario${exportedAt === null ? '' : ` del ${exportedAt}`}: las actualizaciones posteriores no se ven. Un historial hasta ese momento daría más certeza.`,
  'updates-after-export': ({ updates, exportedAt }) =>
    `${
      updates === null
        ? 'Hay actualizaciones en el historial posteriores'
        : updates === 1
          ? '1 actualización en el historial es posterior'
          : `${updates} actualizaciones en el historial son posteriores`
    } a la exportación del inventario${exportedAt === null ? '' : ` del ${exportedAt}`} y ${updates === 1 ? 'quedó' : 'quedaron'} fuera.`,
  'orders-before-inventory': ({ ordersTo, exportedAt }) =>
    `Los pedidos se exportaron${on(ordersTo)}, antes que el inventario${on(exportedAt)}: lo que pasó entretanto no se ve. Exporte primero el inventario y enseguida los pedidos.`,
  'changed-after-export': ({ exportedAt, ...changed }) =>
    `${orders(changed, 'cambió', 'cambiaron')} después de la exportación del inventario${exportedAt === null ? '' : ` del ${exportedAt}`}: no es seguro en qué situación ${changed.orders > 1 ? 'estaban' : 'estaba'} en ese momento. Exporte primero el inventario y enseguida los pedidos.`,
  'orders-outdated': (outdated) =>
    `${orders(outdated, 'estaba abierto', 'estaban abiertos')} en una exportación de pedidos hecha mucho antes que el inventario, y ninguna más nueva ${outdated.orders > 1 ? 'los' : 'lo'} trae: no se ve qué pasó desde entonces, por lo que las unidades no cuentan como pendientes. Exporte los pedidos de nuevo con un filtro de fecha que llegue hasta el pedido abierto más antiguo.`,
  'orders-cut-short': ({ ordersFrom }) =>
    `Las exportaciones de pedidos empiezan${on(ordersFrom)}, y hay reservas más antiguas. Exporte los pedidos con un filtro de fecha más amplio.`,
  'export-moment-unknown': ({ exportedBefore }) =>
    `Nada dice cuándo se exportó el inventario${exportedBefore === null ? '' : `, solo que no fue después del ${exportedBefore} UTC`}. Indíquelo con --exported-at o ponga la fecha en el nombre del archivo.`,
  'no-locks': () =>
    'La exportación de inventario no muestra las reservas (LockIds está vacío), por lo que los pedidos que aún cuentan se deducen de su estado. Una exportación con LockIds daría más certeza.',
  'pending-range': ({ lowest, highest }) =>
    `Varios conjuntos de pedidos suman lo que está reservado: entre ${number(lowest)} y ${number(highest)} unidades pueden ser de pedidos que aún no están en Preparando entrega. Se toma el número menor.`,
  'unknown-status': ({ status, ...theirs }) =>
    `${orders(theirs, 'tiene', 'tienen')} un estado que invfix no conoce (${status ?? 'desconocido'}); sus unidades cuentan como indeterminadas, no como pendientes.`,
  'reserved-differs': ({ reserved, found }) =>
    `La exportación dice ${number(reserved)} de reservado, los pedidos encontrados suman ${number(found)}. Eso pasa con un pedido modificado después de hecho, o facturado en parte.`,
  'in-stock-differs': ({ inStock, replayed }) =>
    `La exportación dice ${number(inStock)} en stock, la última actualización del historial dejó ${number(replayed)}: falta una actualización, o vino después de la exportación.`,
  'unplaced-lines': ({ warehouses, units, ...unplaced }) =>
    `${orders(unplaced, 'no dice el almacén y cabe', 'no dicen el almacén y caben')} en más de uno${warehouses === null ? '' : `: ${warehouses}`}${units === null ? '' : ` (${shared.units(units)})`}. En otro de ellos, lo que se dice aquí cambiaría. Una columna de almacén en la exportación de pedidos lo aclararía.`,
  'readings-differ': ({ counts }) =>
    `Las actualizaciones se pueden leer de más de una manera${counts === null ? '' : `: también cabría ${counts}`}. Se toma la menor cantidad bien sustentada; un conteo físico lo aclararía.`,
  'trigger-undecided': ({ author, triggers }) =>
    `${author ?? 'Quien graba'} da de baja unidades cuando un pedido está ${triggers ?? 'en uno de varios momentos'}; no se puede saber en cuál de ellos.`,
  'snapshots-only': ({ snapshots }) =>
    `No hay historial de actualizaciones; en su lugar se compararon las cantidades de ${snapshots === null ? 'varias exportaciones de inventario' : `${snapshots} ${snapshots === 1 ? 'exportación' : 'exportaciones'} de inventario`}. Lo que subió y bajó entre una y otra no se ve.`,
  'reading-limited': () =>
    'Este saldo se puede leer de muchísimas maneras; solo se siguieron las pocas decenas mejor sustentadas.',
  'count-will-not-last': ({ author, triggers }) =>
    triggers === null
      ? `Una cantidad corregida no durará mientras ${author ?? 'un usuario sin nombre'} baje cantidades a mano por pedidos aún pendientes.`
      : `Una cantidad corregida no durará: ${author ?? 'quien graba'} da de baja unidades cuando un pedido está ${triggers}, y su próxima actualización trae de vuelta el faltante.`,
  'trigger-mended': ({ author, trigger, until }) =>
    `${author ?? 'Un usuario sin nombre'} daba de baja unidades demasiado pronto, cuando un pedido estaba ${trigger ?? 'en un momento desconocido'}, pero ya no lo hace${until === null ? '' : ` desde el ${until}`}: no queda nada que corregir en eso, y una cantidad corregida durará.`,
  'reserved-log-differs': ({ at, reserved, found }) =>
    `El historial dice ${number(reserved)} de reservado después de la actualización${at === null ? '' : ` del ${at}`}, los pedidos encontrados suman ${number(found)}.`,
  'count-differs': ({ carried, expected, most }) =>
    [
      expected === null
        ? `El conteo físico da ${number(carried)}.`
        : `El conteo físico da ${number(carried)}, las actualizaciones y los pedidos por sí solos darían ${expected}. Vale el conteo; ${carried !== null && carried < expected ? 'las unidades que faltan salieron del estante sin dejar rastro en las exportaciones' : 'las unidades de más se dieron de baja, o nunca se sumaron, sin dejar rastro en las exportaciones'}.`,
      ...(most === null
        ? []
        : [`Nada en las exportaciones explica más de ${most}: revise que el conteo no se haya escrito mal.`]),
    ].join(' '),
  'count-not-used': ({ at, counted }) =>
    `El conteo físico${at === null ? '' : ` del ${at}`}, ${number(counted)}, no se usa: las exportaciones no muestran todo lo que se movió desde entonces, y lo que muestran no concuerda con él. Un conteo más reciente lo aclararía.`,
  'split-identity': ({ twins }) =>
    `El SKU o el almacén existe también con otros ids, que solo difieren en mayúsculas y minúsculas, espacios o ceros a la izquierda${twins === null ? '' : ` (SKU | almacén: ${twins})`}. Lo que está allí no se cuenta aquí.`,
  'kit-or-changed-order': (theirs) =>
    `${orders(theirs, 'reserva unidades aquí, pero su exportación', 'reservan unidades aquí, pero su exportación')} no tiene línea de este SKU: es parte de un kit, o el pedido se modificó. Una lista de los componentes de los kits lo aclararía.`,
  'reserved-negative': ({ reserved }) =>
    `La exportación dice ${number(reserved)} de reservado. Menos que nada no puede ser; es una falla conocida del total de VTEX, y lo disponible está demasiado alto en esa medida.`,
};
