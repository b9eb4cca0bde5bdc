/** Who takes units off when, in Portuguese. */

import type { Evidence } from '../en/writers.js';
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

const fits = ({ decrements, matched, chance }: Evidence, what: string): string =>
  `de ${counted(decrements, 'redução examinada', 'reduções examinadas')}, ${grouped(matched)} ${matched === 1 ? 'combina' : 'combinam'} com ${what}; por acaso seriam ${grouped(chance)}`;
const inRuns = (writesInRuns: boolean): string => (writesInRuns ? ', em lotes' : '');

export const writers: Catalogue['writers'] = {
  title: 'Quem dá baixa em unidades',
  more: (hidden) =>
    `e mais ${grouped(hidden)} que não ${hidden === 1 ? 'segue' : 'seguem'} nenhum pedido; --json mostra todos`,
  inWarehouse: (name, warehouse) => `${name} em ${warehouse}`,
  byHand: ({ name, evidence, mark }) =>
    `${name} reduz quantidades à mão por pedidos ainda pendentes (${fits(evidence, 'um pedido pendente naquele momento')}). ${mark('Uma quantidade corrigida não vai durar')} enquanto isso continuar. Avise essa pessoa: a reserva de um pedido pendente já segura as unidades dele, então não mexa na quantidade até o pedido estar em Preparando Entrega.`,
  tooSeldom: (name, decrements) =>
    `${name} reduziu quantidades poucas vezes para mostrar um hábito (${counted(decrements, 'redução examinada', 'reduções examinadas')}).`,
  followsNoOrder: (name, evidence) =>
    `${name} não segue nenhum pedido: um caixa, uma recontagem ou algo assim (${fits(evidence, 'os pedidos')}).`,
  takesOff: ({ name, trigger, writesInRuns, evidence }) =>
    `${name} dá baixa nas unidades com o pedido ${trigger}${inRuns(writesInRuns)} (${fits(evidence, 'os pedidos')}).`,
  changed: ({ name, earlier, trigger, writesInRuns, evidence }) =>
    `${name} dava baixa nas unidades com o pedido ${earlier.trigger} até ${earlier.until}${inRuns(writesInRuns)} (${fits(earlier.evidence, 'os pedidos')}). Desde então, dá baixa com o pedido ${trigger}${inRuns(writesInRuns)} (${fits(evidence, 'os pedidos')}).`,
  early: (mark, isNew) =>
    `Isso é antes de Preparando Entrega, então ${mark('uma quantidade corrigida não vai durar')}: a próxima atualização traz a falta de volta.${isNew ? ' Antes não era assim: veja o que mudou ali naquela época.' : ''} Dê baixa só quando o pedido estiver em Preparando Entrega, ou envie a quantidade somada aos pedidos pendentes.`,
  late: 'Isso é tarde: uma atualização nesse meio-tempo libera a reserva enquanto as unidades ainda contam. Dê baixa assim que o pedido estiver em Preparando Entrega.',
  right: 'Está como deve ser.',
  rightNow: 'Agora está como deve ser.',
};
