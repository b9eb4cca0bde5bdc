import { describe, expect, it } from 'vitest';
import { momentInName } from '../../src/exports/file-name.js';

const at = (name: string, timezone?: string) => {
  const moment = momentInName(name, timezone, null);
  return moment === null ? null : new Date(moment.at).toISOString();
};

describe('momentInName', () => {
  it.each([
    ['inventory-2026-04-01', '2026-04-01T00:00:00.000Z'],
    ['20260401', '2026-04-01T00:00:00.000Z'],
    ['inventory_2026-04-01T10-30', '2026-04-01T10:30:00.000Z'],
    ['20260401_1030', '2026-04-01T10:30:00.000Z'],
    ['export 20260401103015', '2026-04-01T10:30:15.000Z'],
    ['stock 2026-04-01 10.30.15Z', '2026-04-01T10:30:15.000Z'],
    ['estoque-31-03-2026', '2026-03-31T00:00:00.000Z'],
    ['inventory-2026-04-01 (1)', '2026-04-01T00:00:00.000Z'],
    ['inventory-2026-04-01-2', '2026-04-01T00:00:00.000Z'],
  ])('reads %s', (name, expected) => {
    expect(at(name)).toBe(expected);
  });

  it.each([
    'inventory',
    'inventory-2026-13-01',
    'stock-01-04-2026',
    'sku 100200300',
    'orders-2026-03-01-2026-03-31',
  ])('reads nothing from %s', (name) => {
    expect(at(name)).toBe(null);
  });

  it('reads an ambiguous name as the dates of the file', () => {
    expect(momentInName('stock-01-04-2026', undefined, 'dmy')?.at).toBe(Date.UTC(2026, 3, 1));
  });

  it('is local to the zone given', () => {
    expect(at('20260401_1030', 'America/Sao_Paulo')).toBe('2026-04-01T13:30:00.000Z');
  });

  it('tells an exact moment from a day', () => {
    expect(momentInName('2026-04-01', undefined, null)?.until).toBe(Date.UTC(2026, 3, 2) - 1);
    expect(momentInName('20260401_1030', undefined, null)?.until).toBe(Date.UTC(2026, 3, 1, 10, 30));
  });
});
