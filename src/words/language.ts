/** Which language is in use, and the locale whose numbers it writes. */

/** The languages there are. */
export const LANGUAGES = ['en', 'pt', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language and, where one is known, a locale of it, such as es-MX; else its usual one. */
export interface Wanted {
  readonly language: Language;
  readonly locale?: string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', pt: 'pt-BR', es: 'es' };

let used: Wanted = { language: 'en' };

/** The language in use. */
export function language(): Language {
  return used.language;
}

/** The locale in use, for numbers: `pt-BR`. */
export function locale(): string {
  return used.locale ?? LOCALES[used.language];
}

/** Uses a language from now on; returns what was in use. */
export function use(wanted: Wanted): Wanted {
  const before = used;
  used = wanted;
  return before;
}
