import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../../src/words/said.js';
import { opened } from './sources.js';

/** Everything the reader says: `index@line JSON` for documents, `line! reason` for faults. */
async function read(content: string | Buffer): Promise<string[]> {
  const found = await opened(content);
  if (found.sort !== 'documents') throw new Error(`not JSON: ${found.sort}`);
  const told: string[] = [];
  await found.documents.read({
    document: (value, { line, index }) => told.push(`${index}@${line} ${JSON.stringify(value)}`) > 0,
    fault: (line, reason) => told.push(`${line}! ${sentenceOf(reason)}`),
    progress: () => {},
  });
  return told;
}

const INVALID = 'a document that is not valid JSON';
const CUT_OFF = 'the file ends in the middle of a document';

describe('documents', () => {
  it.each([
    ['one value', '{"a": [1, {"b": "x"}]}\n', ['1@1 {"a":[1,{"b":"x"}]}']],
    [
      'a list',
      ' [ {"a":1},\n{"a":2} , 3, "x", null ]',
      ['1@1 {"a":1}', '2@2 {"a":2}', '3@2 3', '4@2 "x"', '5@2 null'],
    ],
    ['a list of lists', '[[1],[2]]', ['1@1 [1]', '2@1 [2]']],
    ['an empty list', '[ ]', []],
    ['JSON lines', '{"a":1}\r\n\r\n{"a":2}', ['1@1 {"a":1}', '2@3 {"a":2}']],
    ['lines of lists', '[{"a":1}]\n[]\n[{"a":2},{"a":3}]', ['1@1 {"a":1}', '2@3 {"a":2}', '3@3 {"a":3}']],
    [
      'values that follow each other',
      '{"a":1}{"a":2}\n{\n"a":3}',
      ['1@1 {"a":1}', '2@1 {"a":2}', '3@2 {"a":3}'],
    ],
    ['pieces of a list', '{"a":1},\n{"a":2},\n', ['1@1 {"a":1}', '2@2 {"a":2}']],
    [
      'strings full of brackets',
      '{"a":"}]\\"{[\\\\"}\n{"a":"\\u00e9"}',
      ['1@1 {"a":"}]\\"{[\\\\"}', '2@2 {"a":"é"}'],
    ],
    ['a byte order mark', '\ufeff{"a":"ã"}', ['1@1 {"a":"ã"}']],
  ])('of %s', async (_, content, told) => {
    expect(await read(content)).toEqual(told);
  });

  it('may be in UTF-16 and Windows-1252', async () => {
    expect(await read(Buffer.from('\ufeff{"a":"ã"}', 'utf16le'))).toEqual(['1@1 {"a":"ã"}']);
    expect(await read(Buffer.from([...Buffer.from('{"a":"'), 0x80, 0xe3, ...Buffer.from('"}')]))).toEqual([
      '1@1 {"a":"€ã"}',
    ]);
  });

  it('are read whole across the borders of blocks, however large', async () => {
    const documents = Array.from({ length: 2000 }, (_, index) => ({
      index,
      text: 'é\\"{['.repeat(index % 300),
    }));
    documents.push({ index: 2000, text: 'x'.repeat(1 << 20) });
    const expected = documents.map((document) => JSON.stringify(document));
    for (const content of [
      expected.join('\n'),
      JSON.stringify(documents),
      JSON.stringify(documents, null, 2),
    ]) {
      expect((await read(content)).map((told) => told.replace(/^\d+@\d+ /, ''))).toEqual(expected);
    }
  });

  it('stop where one says so, and may begin again', async () => {
    const found = await opened('[1,2,3,4]');
    if (found.sort !== 'documents') throw new Error(found.sort);
    for (const length of [2, 3]) {
      const values: unknown[] = [];
      await found.documents.read({
        document: (value) => values.push(value) < length,
        fault: (_, reason) => expect.fail(sentenceOf(reason)),
        progress: () => {},
      });
      expect(values).toEqual([1, 2, 3].slice(0, length));
    }
  });
});

describe('a damaged document', () => {
  it.each([
    ['a missing quote', '{"a":"1}'],
    ['a missing bracket', '{"a":{"b":1}'],
    ['the wrong bracket', '{"a":[1}'],
    ['a missing value', '{"a":}'],
    ['a missing comma', '{"a":1 "b":2}'],
    ['a bad escape', '{"a":"\\x"}'],
    ['a bad number', '{"a":01}'],
    ['a tab in a string', '{"a":"x\ty"}'],
    ['a beginning cut off', '"a":1}'],
    ['a bare value', '12'],
    ['plain words', 'Error: no answer'],
  ])('with %s costs one line of JSON lines', async (_, bad) => {
    expect(await read(`{"a":0}\n${bad}\n{"a":2}\n{"a":3}`)).toEqual([
      '1@1 {"a":0}',
      expect.stringMatching(/^2! /),
      expect.stringMatching(/^\d@3 \{"a":2\}/),
      expect.stringMatching(/^\d@4 \{"a":3\}/),
    ]);
  });

  it.each([
    ['a missing quote', '"1'],
    ['a missing value', ''],
    ['a missing bracket', '{"c":1'],
    ['the wrong bracket', '[{"c":1]'],
  ])('with %s costs one element of a list laid out in lines', async (_, bad) => {
    const element = (value: string) =>
      `  {\n    "a": ${value},\n    "b": [\n      {\n        "a": 9\n      }\n    ]\n  }`;
    expect(await read(`[\n${[element('0'), element(bad), element('2')].join(',\n')}\n]\n`)).toEqual([
      '1@2 {"a":0,"b":[{"a":9}]}',
      `10! ${INVALID}`,
      '3@18 {"a":2,"b":[{"a":9}]}',
    ]);
  });

  it('costs one element of a list whose brackets stand on one line', async () => {
    const content = '[{\n  "a": 0\n}, {\n  "a":\n}, {\n  "a": 2\n}]';
    expect(await read(content)).toEqual(['1@1 {"a":0}', `3! ${INVALID}`, '3@5 {"a":2}']);
  });

  it('costs one element of a list on one line, as far as its brackets are whole', async () => {
    expect(await read('[{"a":0},{"a":x!,"b":{"c":1}},{"a":2}]')).toEqual([
      '1@1 {"a":0}',
      `1! ${INVALID}`,
      '3@1 {"a":2}',
    ]);
  });

  it('is told even where nothing can be found after it', async () => {
    expect(await read('[{"a":0},{"a":"1},{"a":2}]')).toEqual(['1@1 {"a":0}', `1! ${INVALID}`]);
  });
});

describe('a file that is cut off', () => {
  it.each([
    ['in a string', '{"a":1}\n{"a":"x', ['1@1 {"a":1}', `2! ${CUT_OFF}`]],
    ['between values', '[{"a":1},\n{"a":2},\n', ['1@1 {"a":1}', '2@2 {"a":2}', `3! ${CUT_OFF}`]],
    ['in an object', '[\n{"a":1,', [`2! ${CUT_OFF}`]],
    ['before the end of its list', '[{"a":1}', ['1@1 {"a":1}', `1! ${CUT_OFF}`]],
  ])('%s', async (_, content, told) => {
    expect(await read(content)).toEqual(told);
  });
});

describe('documents beyond all measure', () => {
  it('are refused for their depth, and the next one is read', async () => {
    const deep = `{"a":${'['.repeat(100_000)}`;
    expect(await read(`${deep}\n{"a":1}`)).toEqual([
      '1! a document that is nested deeper than 200 levels',
      '2@2 {"a":1}',
    ]);
    expect(await read('['.repeat(1_000_000))).toEqual([
      '1! a document that is nested deeper than 200 levels',
    ]);
  });

  it('are refused for their size, and the next one is read', async () => {
    const large = `{"a":"${'x'.repeat(65 << 20)}"}`;
    expect(await read(`${large}\n{"a":1}`)).toEqual(['1! a document larger than 64 MB', '2@2 {"a":1}']);
  });

  it('are refused one after the other without end', async () => {
    const told = await read('{"a":[\n'.repeat(20_000));
    expect(told.every((line) => line.includes('!'))).toBe(true);
  });
});

describe('a table whose header begins with a bracket', () => {
  it('is no JSON', async () => {
    expect(await opened('[Order];[Status]\n1;2\n')).toMatchObject({ sort: 'table' });
  });
});
