/** What each inventory update did, in Portuguese (of Brazil). */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const updates: Catalogue['updates'] = {
  heading: 'O que aconteceu',
  none: 'Nenhuma atualização de inventário deste saldo está nas exportações.',
  intro: ({ updates, author }) =>
    `${counted(updates, 'atualização de inventário', 'atualizações de inventário')}${author === null ? '' : `, ${updates === 1 ? 'feita' : 'todas feitas'} por ${author}`}. Horários em UTC.`,
  by: ({ author, clauses }) => `${author} ${clauses}`,
  early: ({ units, order, details, mark }) =>
    `deu baixa ${mark('antecipada')} em ${units} para ${order}${details === '' ? '' : ` (${details})`}`,
  earlyMore: ({ units, orders, mark }) =>
    `deu baixa ${mark('antecipada')} em ${units} para mais ${counted(orders, 'pedido', 'pedidos')}`,
  onTime: ({ units, orders }) => `deu baixa em ${units} para ${orders}, em Preparando Entrega ou depois`,
  putBack: ({ units, order }) => `repôs ${units} de ${order}, cancelado`,
  putBackMore: ({ units, orders }) =>
    `repôs ${units} de mais ${counted(orders, 'pedido cancelado', 'pedidos cancelados')}`,
  received: (units) => `recebeu ${units}`,
  unexplained: ({ units, mark }) => `deu baixa em ${units} que ${mark('nada explica')}`,
  setRight: (mark) => `${mark('acertou a quantidade')}: nenhuma baixa anterior conta mais duas vezes`,
  freed: ({ units, orders }) =>
    `liberou ${units === 1 ? 'a unidade reservada' : `as ${shared.units(units)} reservadas`} para ${orders}`,
  gap: ({ clauses, mark }) =>
    `${mark('falta no histórico')}: ${clauses === '' ? 'a quantidade mudou' : clauses}`,
  cancelOut: 'isso se anula, por isso a VTEX recusou a gravação e não registrou nenhuma linha',
  withoutRow: 'não deixou linha no histórico, mas deve ter acontecido',
  changedNothing: 'não mudou nada',
  changedCount: 'mudou a quantidade',
  statusThen: ({ status, certain }) => `${certain ? 'então' : 'então provavelmente'} em ${status}`,
  neverHandled: 'nunca esteve em Preparando Entrega',
  beforeHandling: (time) => `${time} antes de Preparando Entrega`,
  folded: ({ updates, until, facts }) =>
    `${updates === 1 ? '1 atualização que não deixa' : `${counted(updates, 'atualização', 'atualizações')} até ${until} que não deixam`} rastro na conta${facts === '' ? '' : `: ${facts}`}`,
  foldedEarly: (units) => `${units} com baixa antecipada de pedidos que já saíram`,
  foldedOnTime: (units) => `${units} com baixa na hora certa`,
  foldedPutBack: (units) => `${units} ${units === 1 ? 'reposta' : 'repostas'}`,
  foldedReceived: (units) => `${units} ${units === 1 ? 'recebida' : 'recebidas'}`,
};
