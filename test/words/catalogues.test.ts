/** What the compiler does not see of the catalogues: that all say the same, and in their own language. */
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/words/index.js';

type Value = string | ((...values: never[]) => unknown);
type Leaves = ReadonlyMap<string, Value>;

function leavesOf(tree: unknown, path = ''): [path: string, value: Value][] {
  if (typeof tree === 'string' || typeof tree === 'function') return [[path, tree as Value]];
  if (typeof tree !== 'object' || tree === null) throw new Error(`${path} is neither a text nor texts`);
  return Object.entries(tree).flatMap(([name, value]) =>
    leavesOf(value, path === '' ? name : `${path}.${name}`),
  );
}

const en = await catalogueOf('en');
const ENGLISH: Leaves = new Map(leavesOf(en));
const OTHERS = [
  ['pt', new Map(leavesOf(await catalogueOf('pt')))],
  ['es', new Map(leavesOf(await catalogueOf('es')))],
] as const;

/** The words a text is made of; of a function, its texts as they stand in the source. */
function wordsOf(value: Value): string {
  if (typeof value === 'string') return value;
  const source = String(value);
  return source.slice(source.indexOf('=>') + 2);
}

/** Texts that are the same in another language, because the word is. */
const SAME: ReadonlySet<string> = new Set([
  'balances.sku',
  'explain.reservations.notTakenOff',
  'explain.reservations.status',
  'fix.titles.sku',
  'names.documents.sku',
  'page.sku',
  'page.status',
  'shared.kinds.kits',
  'warnings.skus',
]);
/** Texts that only put others together. */
const PUT_TOGETHER: ReadonlySet<string> = new Set([
  'guide.arrived',
  'rows.in-document',
  'rows.no-count',
  'unread.several',
  'updates.by',
]);

/** What people type, and what stands in files: the same in every language. */
function typedIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const pattern of [
    /--[a-z][a-z-]*/g,
    /\binvfix [a-z]+\b/g,
    /\{[a-zA-Z]+\}/g,
    /\b[A-Z]{2,}(?:_[A-Z]+)*/g,
    /\b[A-Z][a-z]+[A-Z][A-Za-z]*/g,
    /\b[\w-]+\.(?:csv|xls|xlsx|json|html|db)\b/g,
  ]) {
    for (const [word] of text.replace(/\$\{[^}]*\}/g, '…').matchAll(pattern)) found.add(word);
  }
  // A word after the name of the program that is none of its commands.
  for (const word of found) {
    if (word.startsWith('invfix ') && !Object.hasOwn(en.help, word.slice('invfix '.length)))
      found.delete(word);
  }
  return found;
}

describe.each(OTHERS)('%s', (_language, texts) => {
  it('has the texts that English has, and no other', () => {
    expect([...texts.keys()].sort()).toEqual([...ENGLISH.keys()].sort());
  });

  it('has a function where English has one, with as many values', () => {
    const shapeOf = (value: Value | undefined): string =>
      typeof value === 'function' ? `${value.length} values` : typeof value;
    const wrong = [...ENGLISH].filter(([path, value]) => shapeOf(texts.get(path)) !== shapeOf(value));
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it('says everything in its own words', () => {
    const same = [...ENGLISH].filter(([path, value]) => {
      const other = texts.get(path);
      return (
        other !== undefined && wordsOf(other) === wordsOf(value) && !SAME.has(path) && !PUT_TOGETHER.has(path)
      );
    });
    expect(same.map(([path]) => path)).toEqual([]);
  });

  it('leaves options, commands, files and names as they are typed', () => {
    const lost = [...ENGLISH].flatMap(([path, value]) => {
      const kept = typedIn(wordsOf(texts.get(path) ?? ''));
      return [...typedIn(wordsOf(value))].filter((word) => !kept.has(word)).map((word) => `${path}: ${word}`);
    });
    expect(lost).toEqual([]);
  });
});

it('excuses only texts that are the same', () => {
  const same = [...SAME].filter((path) =>
    OTHERS.some(([, texts]) => wordsOf(texts.get(path) ?? '') === wordsOf(ENGLISH.get(path) ?? '')),
  );
  expect(same).toEqual([...SAME]);
});
