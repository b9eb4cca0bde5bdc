import { afterEach, describe, expect, it } from 'vitest';
import { storyDocument } from '../../src/commands/documents.js';
import { NOTES } from '../../src/ledger/diagnosis.js';
import { noteMessage } from '../../src/render/notes.js';
import { speak, words } from '../../src/words/index.js';
import { explained, flat } from './explaining.js';
import { doubleCounted, story } from './stories.js';

const ENGLISH = /\b(the|of|is|are|was|were|units|orders|count|and|with)\b/;

/** The chart's words belong to another page. */
function withoutChart(page: string): string {
  const { overTime } = words().explain;
  const { heading } = words().updates;
  return page
    .split(`${overTime}\n`)
    .map((part, index) => (index === 0 ? part : part.slice(part.indexOf(heading))))
    .join('');
}

afterEach(() => speak({ language: 'en' }));

describe.each(['pt', 'es'] as const)('in %s', (language) => {
  it('the page has no English in it', async () => {
    await speak({ language });
    const page = explained([story(), doubleCounted(), story({ unlimited: true, corrected: null })]);
    expect(withoutChart(page)).not.toMatch(ENGLISH);
    for (const line of page.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it.each(NOTES)('%s is a sentence even when no value is known', async (code) => {
    await speak({ language });
    const text = noteMessage({ code, values: {} });
    expect(text).toMatch(/^\p{Lu}.*\.$/u);
    expect(text).not.toMatch(/undefined|NaN|null| {2}| \./);
    expect(text).not.toMatch(ENGLISH);
  });

  it('notes in JSON stay English', async () => {
    const noted = story({ notes: [{ code: 'no-locks', values: {} }] });
    const english = storyDocument(noted);
    await speak({ language });
    expect(storyDocument(noted)).toEqual(english);
  });
});

it('says in Portuguese and in Spanish which count to type', async () => {
  await speak({ language: 'pt' });
  expect(flat(explained([doubleCounted()]))).toContain(
    '4 unidades tiveram baixa embora ainda estejam reservadas, por isso a VTEX as conta duas vezes. A quantidade a digitar é 5.',
  );
  await speak({ language: 'es' });
  expect(flat(explained([doubleCounted()]))).toContain(
    '4 unidades se dieron de baja aunque siguen reservadas, por lo que VTEX las cuenta dos veces. La cantidad que se debe ingresar es 5.',
  );
});
