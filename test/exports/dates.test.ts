import { describe, expect, it } from 'vitest';
import { DateOrderNeeded, DateReader } from '../../src/exports/dates.js';

const utc = new DateReader(undefined, null);
const shown = (reader: DateReader, text: string) => {
  const moment = reader.moment(text);
  return moment === null ? null : new Date(moment).toISOString();
};

describe('dates with their own zone', () => {
  it.each([
    ['2024-08-26 12:15:08Z', '2024-08-26T12:15:08.000Z'],
    ['2024-08-26T12:15:08.123Z', '2024-08-26T12:15:08.123Z'],
    ['2024-08-26T12:15:08.1234567Z', '2024-08-26T12:15:08.123Z'],
    ['2024-08-26T12:15:08.1234567+00:00', '2024-08-26T12:15:08.123Z'],
    ['2024-08-26T09:15:08-03:00', '2024-08-26T12:15:08.000Z'],
    ['2024-08-26 14:15+0200', '2024-08-26T12:15:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(shown(utc, text)).toBe(expected);
    expect(shown(new DateReader('Asia/Tokyo', null), text)).toBe(expected);
  });
});

describe('dates without a zone', () => {
  it('are UTC', () => {
    expect(shown(utc, '2024-08-26 12:15:08')).toBe('2024-08-26T12:15:08.000Z');
    expect(shown(utc, '2024-08-26')).toBe('2024-08-26T00:00:00.000Z');
  });

  it('are local to the zone given, in summer and in winter', () => {
    const madrid = new DateReader('Europe/Madrid', null);
    expect(shown(madrid, '2024-08-26 12:00')).toBe('2024-08-26T10:00:00.000Z');
    expect(shown(madrid, '2024-01-26 12:00')).toBe('2024-01-26T11:00:00.000Z');
  });

  it('are right on both sides of a change of the clock', () => {
    const madrid = new DateReader('Europe/Madrid', null);
    expect(shown(madrid, '2024-03-31 01:59')).toBe('2024-03-31T00:59:00.000Z');
    expect(shown(madrid, '2024-03-31 03:00')).toBe('2024-03-31T01:00:00.000Z');
    expect(shown(madrid, '2024-10-27 01:30')).toBe('2024-10-26T23:30:00.000Z');
    expect(shown(madrid, '2024-10-27 03:00')).toBe('2024-10-27T02:00:00.000Z');
  });

  it('name a time shown twice by its first occurrence, one never shown by the offset before', () => {
    const madrid = new DateReader('Europe/Madrid', null);
    expect(shown(madrid, '2024-10-27 02:30')).toBe('2024-10-27T00:30:00.000Z');
    expect(shown(madrid, '2024-03-31 02:30')).toBe('2024-03-31T01:30:00.000Z');
  });

  it('need a zone that exists', () => {
    expect(() => new DateReader('Mars/Base', null)).toThrow('Unknown time zone "Mars/Base".');
  });
});

describe('local dates', () => {
  it.each([
    ['26/08/2024 12:15', '2024-08-26T12:15:00.000Z'],
    ['08/26/2024 12:15:08 PM', '2024-08-26T12:15:08.000Z'],
    ['08/26/2024 12:15:08 AM', '2024-08-26T00:15:08.000Z'],
    ['26/08/2024 9:05 p. m.', '2024-08-26T21:05:00.000Z'],
    ['26-08-2024', '2024-08-26T00:00:00.000Z'],
    ['26.08.2024 09:05', '2024-08-26T09:05:00.000Z'],
    ['05/05/2024', '2024-05-05T00:00:00.000Z'],
  ])('reads %s, which can only be one day', (text, expected) => {
    expect(shown(utc, text)).toBe(expected);
  });

  it('wait for a decision where they could be two days', () => {
    expect(() => utc.moment('03/04/2024')).toThrow(DateOrderNeeded);
    expect(shown(new DateReader(undefined, 'dmy'), '03/04/2024')).toBe('2024-04-03T00:00:00.000Z');
    expect(shown(new DateReader(undefined, 'mdy'), '03/04/2024')).toBe('2024-03-04T00:00:00.000Z');
  });

  it('that do not fit the order given are none', () => {
    expect(shown(new DateReader(undefined, 'mdy'), '26/08/2024')).toBe(null);
  });
});

describe('dates as numbers', () => {
  it.each([
    ['32874', '1990-01-01T00:00:00.000Z'],
    ['45530', '2024-08-26T00:00:00.000Z'],
    ['45530.5107638889', '2024-08-26T12:15:30.000Z'],
    ['45530,25', '2024-08-26T06:00:00.000Z'],
    ['1724674508', '2024-08-26T12:15:08.000Z'],
    ['1724674508123', '2024-08-26T12:15:08.123Z'],
  ])('%s', (text, expected) => {
    expect(shown(utc, text)).toBe(expected);
  });

  it('are local where a spreadsheet wrote them, and UTC where a program did', () => {
    const local = new DateReader('America/Sao_Paulo', null);
    expect(shown(local, '45530.5')).toBe('2024-08-26T15:00:00.000Z');
    expect(shown(local, '1724674508')).toBe('2024-08-26T12:15:08.000Z');
  });
});

describe('what is no date', () => {
  it.each([
    '',
    'yesterday',
    '2024-02-31',
    '2023-02-29',
    '0001-01-01T00:00:00',
    '12020-01-01',
    '2024-01-01 25:00',
    '31/04/2024',
    '32873',
    '73051',
    '45000000',
    '123456789012',
    '9999999999',
  ])('%s', (text) => {
    expect(utc.moment(text)).toBe(null);
  });

  it('knows leap days', () => {
    expect(shown(utc, '2024-02-29')).toBe('2024-02-29T00:00:00.000Z');
  });
});
