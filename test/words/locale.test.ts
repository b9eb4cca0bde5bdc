import { afterEach, describe, expect, it } from 'vitest';
import { amount, day, grouped, minute } from '../../src/words/format.js';
import { inEnglish, speak, words } from '../../src/words/index.js';
import { askedLanguage, wantedLanguage, wantedOf } from '../../src/words/locale.js';

afterEach(() => speak({ language: 'en' }));

describe('the language of a command line', () => {
  const wanted = (asked: string | undefined, env: Record<string, string>, system = 'en') =>
    wantedLanguage(asked, env, () => system);

  it.each([
    ['LC_ALL before LANG', { LC_ALL: 'es_AR.UTF-8', LANG: 'pt_BR.UTF-8' }, 'es'],
    ['LC_MESSAGES before LANG', { LC_MESSAGES: 'pt_PT', LANG: 'es_ES' }, 'pt'],
    ['an empty LC_ALL as none', { LC_ALL: '', LANG: 'pt_BR.UTF-8' }, 'pt'],
    ['C as English', { LC_ALL: 'C', LANG: 'pt_BR.UTF-8' }, 'en'],
    ['C.UTF-8 as English', { LANG: 'C.UTF-8' }, 'en'],
    ['POSIX as English', { LANG: 'POSIX' }, 'en'],
    ['a language without texts as English', { LANG: 'de_DE.UTF-8' }, 'en'],
    ['INVFIX_LANG before the locale', { INVFIX_LANG: 'es', LC_ALL: 'pt_BR' }, 'es'],
    ['an empty INVFIX_LANG as none', { INVFIX_LANG: '', LANG: 'pt_BR' }, 'pt'],
  ])('takes %s', (_what, env, language) => {
    expect(wanted(undefined, env).language).toBe(language);
  });

  it('is what --lang says before all else', () => {
    expect(wanted('pt', { INVFIX_LANG: 'es', LC_ALL: 'en_US' })).toEqual({ language: 'pt' });
  });

  it('is the machine’s own where no variable names one', () => {
    expect(wanted(undefined, {}, 'pt-BR')).toEqual({ language: 'pt', locale: 'pt-BR' });
  });

  it('keeps the region, and knows no other names', () => {
    expect(wantedOf('es_MX.UTF-8')).toEqual({ language: 'es', locale: 'es-MX' });
    expect(wantedOf('es-419')).toEqual({ language: 'es', locale: 'es-419' });
    expect(wantedOf('ES')).toEqual({ language: 'es' });
    expect(wantedOf('spanish')).toBeNull();
    expect(wantedOf('')).toBeNull();
  });
});

describe('--lang in a command line that is not parsed yet', () => {
  it.each([
    [['--lang', 'pt', 'scan'], 'pt'],
    [['scan', 'x', '--lang=es'], 'es'],
    [['--lang=pt', 'scan', '--lang', 'es'], 'es'],
    [['scan', '--', '--lang=es'], undefined],
    [['scan', '--lang'], undefined],
    [['scan', '--language=es'], undefined],
  ])('%j asks for %s', (args, language) => {
    expect(askedLanguage(args)).toBe(language);
  });
});

describe('numbers and dates', () => {
  const AT = Date.UTC(2026, 2, 28, 0, 47);

  it.each([
    ['en', '12,345', '2,427.30', '2026-03-28'],
    ['pt', '12.345', '2.427,30', '28/03/2026'],
    ['es', '12.345', '2427,30', '28/03/2026'],
    ['es_MX', '12,345', '2,427.30', '28/03/2026'],
  ])('are written as %s writes them', async (locale, number, money, written) => {
    const wanted = wantedOf(locale);
    if (wanted === null) throw new Error(`no texts in ${locale}`);
    await speak(wanted);
    expect([grouped(12345), amount(242730), day(AT), minute(AT)]).toEqual([
      number,
      money,
      written,
      `${written} 00:47`,
    ]);
  });
});

it('says in English what scripts read, whatever the language, also where that fails', async () => {
  await speak({ language: 'pt' });
  expect(words().shared.units(2)).toBe('2 unidades');
  expect(inEnglish(() => words().shared.units(2))).toBe('2 units');
  expect(() =>
    inEnglish(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(words().shared.units(2)).toBe('2 unidades');
});
