import { describe, expect, it } from 'vitest';
import { phaseOf, rawStatusOf } from '../../src/ledger/statuses.js';

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

  it('falls back on the label when the raw value is unknown', () => {
    expect(rawStatusOf('???', 'Faturado')).toBe('invoiced');
  });

  it('keeps no address and no number of somebody that a damaged row has in its place', () => {
    expect(rawStatusOf('ana@example.com', null)).toBe('no status');
    expect(rawStatusOf('+55 11 99999-9999', null)).toBe('no status');
  });

  it('keeps what it does not know, without control characters', () => {
    expect(rawStatusOf(' teleported\u001b[31m ', null)).toBe('teleported [31m');
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
});
