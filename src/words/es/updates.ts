/** What each inventory update did, in Spanish. */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const updates: Catalogue['updates'] = {
  heading: 'Qué pasó',
  none: 'Ninguna actualización de inventario de este saldo está en las exportaciones.',
  intro: ({ updates, author }) =>
    `${counted(updates, 'actualización de inventario', 'actualizaciones de inventario')}${author === null ? '' : `, ${updates === 1 ? 'hecha' : 'todas hechas'} por ${author}`}. Horas en UTC.`,
  by: ({ author, clauses }) => `${author} ${clauses}`,
  early: ({ units, order, details, mark }) =>
    `dio de baja ${units} para ${order} ${mark('antes de tiempo')}${details === '' ? '' : ` (${details})`}`,
  earlyMore: ({ units, orders, mark }) =>
    `dio de baja ${units} para ${counted(orders, 'pedido', 'pedidos')} más ${mark('antes de tiempo')}`,
  onTime: ({ units, orders }) => `dio de baja ${units} para ${orders}, en Preparando entrega o después`,
  putBack: ({ units, order }) => `repuso ${units} de ${order}, cancelado`,
  putBackMore: ({ units, orders }) =>
    `repuso ${units} de ${counted(orders, 'pedido cancelado', 'pedidos cancelados')} más`,
  received: (units) => `recibió ${units}`,
  unexplained: ({ units, mark }) => `dio de baja ${units} que ${mark('nada explica')}`,
  setRight: (mark) => `${mark('corrigió la cantidad')}: ninguna baja anterior cuenta ya dos veces`,
  freed: ({ units, orders }) =>
    `liberó ${units === 1 ? 'la unidad reservada' : `las ${shared.units(units)} reservadas`} para ${orders}`,
  gap: ({ clauses, mark }) =>
    `${mark('falta en el historial')}: ${clauses === '' ? 'la cantidad cambió' : clauses}`,
  cancelOut: 'esto se anula, por lo que VTEX rechazó la escritura y no registró ninguna fila',
  withoutRow: 'no dejó fila en el historial, pero debe haber ocurrido',
  changedNothing: 'no cambió nada',
  changedCount: 'cambió la cantidad',
  statusThen: ({ status, certain }) => `${certain ? 'entonces' : 'entonces probablemente'} en ${status}`,
  neverHandled: 'nunca estuvo en Preparando entrega',
  beforeHandling: (time) => `${time} antes de Preparando entrega`,
  folded: ({ updates, until, facts }) =>
    `${updates === 1 ? '1 actualización que no deja' : `${counted(updates, 'actualización', 'actualizaciones')} hasta ${until} que no dejan`} rastro en la cuenta${facts === '' ? '' : `: ${facts}`}`,
  foldedEarly: (units) => `${units} de baja anticipada de pedidos que ya salieron`,
  foldedOnTime: (units) => `${units} de baja a tiempo`,
  foldedPutBack: (units) => `${units} ${units === 1 ? 'repuesta' : 'repuestas'}`,
  foldedReceived: (units) => `${units} ${units === 1 ? 'recibida' : 'recibidas'}`,
};
