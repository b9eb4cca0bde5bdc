/** Who takes units off when, in Spanish. */

import type { Evidence } from '../en/writers.js';
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

const fits = ({ decrements, matched, chance }: Evidence, what: string): string =>
  `de ${counted(decrements, 'reducción examinada', 'reducciones examinadas')}, ${grouped(matched)} ${matched === 1 ? 'coincide' : 'coinciden'} con ${what}; por azar serían ${grouped(chance)}`;
const inRuns = (writesInRuns: boolean): string => (writesInRuns ? ', por lotes' : '');

export const writers: Catalogue['writers'] = {
  title: 'Quién da de baja unidades',
  more: (hidden) =>
    `y ${grouped(hidden)} más que no ${hidden === 1 ? 'sigue' : 'siguen'} ningún pedido; --json los muestra todos`,
  inWarehouse: (name, warehouse) => `${name} en ${warehouse}`,
  byHand: ({ name, evidence, mark }) =>
    `${name} reduce cantidades a mano por pedidos todavía pendientes (${fits(evidence, 'un pedido pendiente en ese momento')}). ${mark('Una cantidad corregida no va a durar')} mientras eso siga. Avise a esa persona: la reserva de un pedido pendiente ya retiene sus unidades, así que no hay que tocar la cantidad hasta que el pedido esté en Preparando entrega.`,
  tooSeldom: (name, decrements) =>
    `${name} redujo cantidades muy pocas veces para mostrar un hábito (${counted(decrements, 'reducción examinada', 'reducciones examinadas')}).`,
  followsNoOrder: (name, evidence) =>
    `${name} no sigue ningún pedido: una caja, un reconteo o algo así (${fits(evidence, 'los pedidos')}).`,
  takesOff: ({ name, trigger, writesInRuns, evidence }) =>
    `${name} da de baja las unidades con el pedido ${trigger}${inRuns(writesInRuns)} (${fits(evidence, 'los pedidos')}).`,
  changed: ({ name, earlier, trigger, writesInRuns, evidence }) =>
    `${name} daba de baja las unidades con el pedido ${earlier.trigger} hasta el ${earlier.until}${inRuns(writesInRuns)} (${fits(earlier.evidence, 'los pedidos')}). Desde entonces las da de baja con el pedido ${trigger}${inRuns(writesInRuns)} (${fits(evidence, 'los pedidos')}).`,
  early: (mark, isNew) =>
    `Eso es antes de Preparando entrega, así que ${mark('una cantidad corregida no va a durar')}: su próxima actualización trae el faltante de vuelta.${isNew ? ' Antes no era así: vea qué se cambió ahí en esa época.' : ''} Haga que dé de baja unidades solo cuando el pedido esté en Preparando entrega, o que envíe su cantidad más los pedidos pendientes.`,
  late: 'Eso es tarde: una actualización en el medio libera la reserva mientras las unidades todavía cuentan. Haga que dé de baja unidades apenas el pedido esté en Preparando entrega.',
  right: 'Está como debe ser.',
  rightNow: 'Ahora está como debe ser.',
};
