/**
 * The words people are spoken to in. Every text a person reads stands in a catalogue, one folder a
 * language; English is the one the others are measured by. Files for machines and JSON are always English.
 */
import { en } from './en/index.js';
import { type Language, language, use, type Wanted } from './language.js';

/** What every language has a text for. */
export type Catalogue = typeof en;

const loaded: { en: Catalogue } & Partial<Record<Language, Catalogue>> = { en };

/** The texts in the language in use. */
export function words(): Catalogue {
  return loaded[language()] ?? en;
}

/** What `tell` says, in English: for JSON and files, which read the same everywhere. */
export function inEnglish<T>(tell: () => T): T {
  const before = use({ language: 'en' });
  try {
    return tell();
  } finally {
    use(before);
  }
}

/** Speaks a language from now on; its texts are loaded only now. */
export async function speak(wanted: Wanted): Promise<void> {
  loaded[wanted.language] ??= await catalogueOf(wanted.language);
  use(wanted);
}

/** The texts in a language. */
export async function catalogueOf(language: Language): Promise<Catalogue> {
  if (language === 'pt') return (await import('./pt/index.js')).pt;
  if (language === 'es') return (await import('./es/index.js')).es;
  return en;
}
