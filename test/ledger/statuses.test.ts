import { describe, expect, it } from 'vitest';
import { phaseOf, rawStatusOf } from '../../src/ledger/statuses.js';

/** The words a report has for each raw status, in Portuguese, Spanish and English. */
const WORDS: Readonly<Record<string, string>> = {
  handling:
    'Preparando Entrega, Preparando, En preparación, Handling shipping, Preparing Delivery, Preparing for delivery, Handling',
  'ready-for-handling':
    'Pronto para manuseio, Pronto para o manuseio, Listo para preparar, Listo para preparación, Ready for handling',
  'start-handling': 'Iniciar manuseio, Iniciar preparación, Start handling',
  invoiced: 'Faturado, Facturado, Invoiced',
  invoice: 'Verificando nota fiscal, Verificando fatura, Enviando, Verificando factura, Verifying invoice',
  'window-to-cancel':
    'Carência para cancelamento, Janela para cancelamento, Periodo de cancelación, Ventana de cancelación, Cancellation window',
  'payment-pending': 'Pagamento pendente, Pago pendiente, Payment pending',
  'payment-approved': 'Pagamento aprovado, Pago aprobado, Payment approved',
  'payment-denied': 'Pagamento negado, Pago rechazado, Payment denied',
  canceled: 'Cancelado, Canceled, Cancelled',
  canceling: 'Cancelando, Cancelar, Canceling, Cancelling',
  'cancellation-requested':
    'Cancelamento solicitado, Solicitar cancelamento, Cancelación solicitada, Solicitó cancelación, Cancellation requested',
  'authorize-fulfillment':
    'Autorizar despacho, Aguardando autorização para despachar, Autorizar fulfillment, Esperando autorización fulfillment, Authorize fulfillment, Waiting for fulfillment authorization',
  'waiting-for-authorization':
    'Aguardando confirmação do seller, Aguardando autorização do pedido, Esperando confirmación del seller',
  'order-accepted': 'Pedido aceito, Pedido aceptado, Order accepted',
  replaced: 'Substituído, Sustituido, Replaced',
};

/** The raw statuses in which an order's reservation is what the heading says. */
const PHASES: Readonly<Record<string, string>> = {
  none: 'order-created on-order-completed on-order-completed-ffm order-create-error order-creation-error',
  authorized:
    'order-accepted waiting-for-authorization waiting-for-seller-confirmation waiting-for-order-authorization waiting-ffmt-authorization waiting-for-manual-authorization waiting-for-mkt-authorization waiting-for-fulfillment payment-pending window-to-change-payment approve-payment',
  confirmed:
    'payment-approved authorize-fulfillment window-to-cancel window-to-change-seller waiting-seller-handling ready-for-handling start-handling',
  acknowledged: 'handling ready-for-invoicing invoice invoice-after-cancellation-deny invoiced',
  undetermined: 'request-cancel cancellation-requested waiting-for-seller-decision',
  closed: 'payment-denied cancel canceling canceled replaced',
};

describe('rawStatusOf', () => {
  it('trusts the raw value over the label', () => {
    expect(rawStatusOf('approve-payment', 'Preparando entrega')).toBe('approve-payment');
  });

  it('takes "Preparando entrega" alone for handling', () => {
    expect(rawStatusOf(null, 'Preparando entrega')).toBe('handling');
    expect(rawStatusOf('', 'PREPARANDO ENTREGA ')).toBe('handling');
  });

  it('reads a label that stands in the raw column', () => {
    expect(rawStatusOf('Pronto para o manuseio', 'Faturado')).toBe('ready-for-handling');
  });

  it('ignores case, accents and spaces', () => {
    expect(rawStatusOf(null, ' carencia  PARA cancelamento')).toBe('window-to-cancel');
    expect(rawStatusOf(null, 'Solicitó cancelación')).toBe('cancellation-requested');
    expect(rawStatusOf('Ready-For-Handling', null)).toBe('ready-for-handling');
  });

  it('reads labels in Portuguese, Spanish and English', () => {
    expect(['Substituído', 'Sustituido', 'Replaced'].map((label) => rawStatusOf(null, label))).toEqual([
      'replaced',
      'replaced',
      'replaced',
    ]);
  });

  it.each(Object.entries(WORDS))('knows %s by every word for it', (status, words) => {
    for (const word of words.split(', ')) {
      expect(rawStatusOf(null, word), word).toBe(status);
      // A damaged raw value beside it says nothing.
      expect(rawStatusOf('???', word), word).toBe(status);
    }
  });

  it('knows every raw status by its own name, before it is a word for another', () => {
    const statuses = Object.values(PHASES).flatMap((names) => names.split(' '));
    expect(statuses.map((status) => rawStatusOf(status, null))).toEqual(statuses);
    expect(statuses.map((status) => rawStatusOf(status.replaceAll('-', '_').toUpperCase(), ''))).toEqual(
      statuses,
    );
  });

  it('falls back on the label when the raw value is unknown', () => {
    expect(rawStatusOf('???', 'Faturado')).toBe('invoiced');
  });

  it('keeps no address and no number of somebody that a damaged row has in its place', () => {
    expect(rawStatusOf('ana@example.com', null)).toBe('no status');
    expect(rawStatusOf('+55 11 99999-9999', null)).toBe('no status');
    expect(rawStatusOf('x'.repeat(61), null)).toBe('no status');
    expect(rawStatusOf(null, 'flat 1, 2, 3, 4')).toBe('no status');
  });

  it('keeps what it does not know, without control characters', () => {
    expect(rawStatusOf(' teleported\u001b[31m ', null)).toBe('teleported [31m');
    expect(rawStatusOf('one\u0000\u0007 two\u0007', null)).toBe('one  two');
    expect(rawStatusOf(null, ' level 1.2.3 ')).toBe('level 1.2.3');
    expect(rawStatusOf('x'.repeat(60), null)).toBe('x'.repeat(60));
    expect(rawStatusOf(' own words ', 'others')).toBe('own words');
  });

  it('takes nothing but spaces for no raw value', () => {
    expect(rawStatusOf('  ', 'em trânsito')).toBe('em trânsito');
    expect(rawStatusOf('  ', '  ')).toBe('');
    expect(rawStatusOf(null, '  ')).toBe('');
  });

  it('keeps no four digits, wherever they stand', () => {
    expect(rawStatusOf('a1b2c3d4', null)).toBe('no status');
    expect(rawStatusOf('1234x', null)).toBe('no status');
    expect(rawStatusOf('a1b2c3', null)).toBe('a1b2c3');
  });

  it('reads a word in one piece', () => {
    expect(rawStatusOf('ReadyForHandling', null)).toBe('ready-for-handling');
    expect(rawStatusOf('waiting_for__fulfillment', null)).toBe('waiting-for-fulfillment');
  });

  it('is empty without a status', () => {
    expect(rawStatusOf(null, null)).toBe('');
  });
});

describe('phaseOf', () => {
  it.each([
    ['', 'none'],
    ['order-created', 'none'],
    ['payment-pending', 'authorized'],
    ['waiting-for-fulfillment', 'authorized'],
    ['payment-approved', 'confirmed'],
    ['start-handling', 'confirmed'],
    ['handling', 'acknowledged'],
    ['invoiced', 'acknowledged'],
    ['request-cancel', 'undetermined'],
    ['canceled', 'closed'],
    ['teleported', 'unknown'],
  ] as const)('%s is %s', (status, phase) => {
    expect(phaseOf(status)).toBe(phase);
  });

  it.each(Object.entries(PHASES))('is %s for all of its statuses', (phase, statuses) => {
    for (const status of statuses.split(' ')) expect(phaseOf(status), status).toBe(phase);
  });
});
