/** The page of a scan, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { balances, units } = shared;

const SOURCES = {
  option: 'como dice --exported-at',
  column: 'como dice una columna',
  'file-name': 'como dice el nombre del archivo',
};
type Source = keyof typeof SOURCES | null;
const said = (source: Source): string => (source === null ? '' : `, ${SOURCES[source]}`);
const leftShelf = (n: number): string =>
  `${units(n)} que ${n === 1 ? 'salió del estante se sigue contando' : 'salieron del estante se siguen contando'}`;

export const scan: Catalogue['scan'] = {
  unchanged: ({ at, read }) =>
    `Nada cambió desde el análisis del ${at} UTC: ${read === 1 ? '1 archivo no se leyó' : `${grouped(read)} archivos no se leyeron`} de nuevo. Para leer todo otra vez, analice con --fresh.`,
  waiting: (holder) =>
    `Otro análisis está escribiendo en esta base de datos${holder === null ? '' : ` (proceso ${holder.process}, desde el ${holder.since} UTC)`}. Se espera a que termine.`,
  reused: ({ at, held, read }) =>
    `${counted(held, 'archivo', 'archivos')} sin cambios desde el análisis del ${at} UTC, ${held === 1 ? 'no leído' : 'no leídos'} de nuevo; ${counted(read, 'archivo leído', 'archivos leídos')}.`,
  inventoryOf: (at, source) => `Inventario del ${at} UTC${said(source)}.`,
  inventoryOfDay: (day, source) =>
    `Inventario del ${day}${said(source)}; no se conoce la hora (--exported-at puede darla).`,
  inventoryOfUnknown: (before) =>
    `Nada dice cuándo se exportó el inventario${before === null ? '' : `, solo que no fue después del ${before} UTC`}; --exported-at puede decirlo.`,
  covered: (periods) => `Período: ${periods}.`,
  settingsOf: (path) => `Con la configuración de ${path}.`,
  nothingNegative: (all) =>
    `No hay nada negativo: se puede vender de ${all === 1 ? '1 saldo' : `los ${balances(all)}`}.`,
  negative: ({ negative, all, short }) =>
    `${grouped(negative)} de ${balances(all)} ${negative === 1 ? 'está negativo' : 'están negativos'}, con un faltante de ${units(short)} en total.`,
  moreNotShown: (hidden, all) => `${grouped(hidden)} más sin mostrar; --limit ${all} los muestra todos.`,
  blocked: ({ policies, count, hidden }) =>
    `Los saldos negativos bloquean sus SKUs en ${count === 1 ? 'la política comercial' : 'las políticas comerciales'} ${policies}${hidden === 0 ? '' : ` y ocultan ${units(hidden)} que otros almacenes podrían vender`}.`,
  understated: ({ count, withheld, worth }) =>
    `${balances(count)} ${count === 1 ? 'está subestimado' : 'están subestimados'}: todavía no ${count === 1 ? 'está negativo' : 'están negativos'}, pero ${units(withheld)}${worth === null ? '' : `, por un valor de ${worth},`} ${withheld === 1 ? 'no se puede vender' : 'no se pueden vender'} (--understated ${count === 1 ? 'lo' : 'los'} lista).`,
  overstated: (count, phantom) =>
    `${balances(count)} ${count === 1 ? 'está sobrestimado: ofrece' : 'están sobrestimados: ofrecen'} unidades que no existen. En total, ${leftShelf(phantom)} (--overstated ${count === 1 ? 'lo' : 'los'} lista).`,
  phantom: (phantom) => `En total, ${leftShelf(phantom)}, en saldos negativos o subestimados.`,
  next: 'Siguiente',
  does: {
    worst: 'por qué el peor está negativo',
    story: 'su historia completa',
    corrections: 'todas las cantidades corregidas, para revisar',
    understated: 'las cantidades que devuelven lo que no se puede vender',
    overstated: 'las cantidades que dan de baja lo que ya salió',
    all: 'todos los saldos, también los correctos',
  },
  notAllRead: 'No se pudo leer todo',
  timesFirstAt: (times, place) => `${grouped(times)} veces, la primera en ${place}`,
  moreProblems: (hidden) =>
    `y ${grouped(hidden)} más de otros tipos o archivos; --problems los muestra todos`,
  moreRows: (hidden) => `y ${grouped(hidden)} más; --problems las muestra todas`,
  logGaps: (gaps) =>
    `El historial de actualizaciones de ${balances(gaps)} tiene huecos: ahí faltan actualizaciones, y las cantidades son menos seguras. Un historial más completo las haría más seguras.`,
};
