import { describe, expect, it } from 'vitest';
import { cents, wholeUnits } from '../../src/exports/numbers.js';
import { en } from '../../src/words/en/index.js';

describe('wholeUnits', () => {
  it.each([
    ['12', 12],
    ['12.0', 12],
    ['12,00', 12],
    ['-3', -3],
    ['+3', 3],
    ['-0', 0],
    ['1000000', 1_000_000],
    ['2147483647', 2_147_483_647],
  ])('reads %s', (text, units) => {
    expect(wholeUnits(text)).toBe(units);
  });

  it.each([
    ['', 'is empty'],
    ['1.5', 'is not a whole number'],
    ['1.000', 'may be grouped thousands or a fraction; write it without separators'],
    ['1,000,000', 'may be grouped thousands or a fraction; write it without separators'],
    ['1e3', 'is not a number invfix reads'],
    ['0x10', 'is not a number invfix reads'],
    ['twelve', 'is not a number invfix reads'],
    ['9007199254740993', 'is too large'],
  ])('refuses %s', (text, reason) => {
    const fault = wholeUnits(text);
    expect(typeof fault === 'string' && en.names.numberFaults[fault]).toBe(reason);
  });
});

describe('cents', () => {
  it.each([
    ['89.9', 8990],
    ['89,90', 8990],
    ['R$ 1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['0.29', 29],
    ['120', 12_000],
    ['1.234', null],
    ['free', null],
    ['', null],
  ])('reads %s', (text, expected) => {
    expect(cents(text)).toBe(expected);
  });
});
