import { describe, expect, it } from 'vitest';
import { columnsByKind, headerMapFrom, headerMapOf, KINDS } from '../../src/exports/index.js';

describe('headers named on the command line', () => {
  it('are gathered by kind and column, whatever their case, hyphens and underscores', () => {
    expect(
      headerMapOf(['orders.units=Menge', 'Orders.CREATED_AT= Datum = Tag ', 'trade_policies.policies=SC']),
    ).toEqual({
      orders: { units: 'Menge', createdAt: 'Datum = Tag' },
      'trade-policies': { policies: 'SC' },
    });
  });

  it.each([
    [
      'units=Menge',
      '"units=Menge" names no column.',
      'Write KIND.COLUMN=HEADER, such as orders.units=Menge.',
    ],
    [
      'sales.units=Menge',
      '"sales" is no kind of export.',
      'The kinds are reservations, orders, feed, updates, inventory, counts, kits, trade-policies.',
    ],
    ['kits.menge=Menge', '"menge" is no column of kits.', 'The columns are kit, sku, units.'],
    ['kits.units= ', 'The header of kits.units is empty.', 'Write it as the file has it.'],
    ['__proto__.units=Menge', '"__proto__" is no kind of export.', expect.stringContaining('The kinds are')],
    [
      'kits.constructor=Menge',
      '"constructor" is no column of kits.',
      expect.stringContaining('The columns are'),
    ],
  ])('%s is refused', (text, message, hint) => {
    expect(() => headerMapOf([text])).toThrow(expect.objectContaining({ name: 'UserError', message, hint }));
  });

  it('are refused where one column is given two', () => {
    expect(() => headerMapOf(['kits.units=a', 'kits.units=b'])).toThrow(
      'kits.units is given two headers, "a" and "b".',
    );
    expect(headerMapOf(['kits.units=a', 'kits.units=a'])).toEqual({ kits: { units: 'a' } });
  });
});

describe('headers named in a configuration', () => {
  it('are the same', () => {
    expect(headerMapFrom({ orders: { units: 'Menge', created_at: 'Datum' } })).toEqual({
      orders: { units: 'Menge', createdAt: 'Datum' },
    });
    expect(headerMapFrom({})).toEqual({});
  });

  it.each([
    [[], 'The headers are no object.'],
    ['orders', 'The headers are no object.'],
    [{ orders: ['Menge'] }, 'The headers of orders are no object.'],
    [{ orders: { units: 3 } }, 'The header of orders.units is no text.'],
    [{ order: { units: 'Menge' } }, '"order" is no kind of export.'],
  ])('%j is refused', (value, message) => {
    expect(() => headerMapFrom(value)).toThrow(message);
  });
});

describe('the list of columns', () => {
  it('has every column of every kind once, with its headers', () => {
    const listed = columnsByKind();
    expect(new Set(listed.map(({ kind }) => kind)).size).toBe(listed.length);
    for (const { kind, columns } of KINDS) {
      const ofKind = listed.find((entry) => entry.kind === kind);
      const names = ofKind?.columns.map(({ column }) => column) ?? [];
      expect(names).toEqual(expect.arrayContaining(Object.keys(columns)));
      expect(new Set(names).size).toBe(names.length);
    }
    const updates = listed.find(({ kind }) => kind === 'updates');
    expect(updates?.columns.find(({ column }) => column === 'before')?.headers[0]).toBe('QuantityBefore');
  });
});
