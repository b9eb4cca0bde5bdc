/** Which language a person reads, by what was asked for or by the machine's locale. */
import { LANGUAGES, type Wanted } from './language.js';

type Environment = Readonly<Record<string, string | undefined>>;

const ENGLISH: Wanted = { language: 'en' };

/**
 * The language of a command line: `--lang`, else INVFIX_LANG, else the locale. A locale in a language there are no texts in is
 * spoken to in English.
 * @param asked what --lang says, if it was given
 * @param system the machine's own locale, for those without LANG (Windows)
 */
export function wantedLanguage(asked: string | undefined, env: Environment, system: () => string): Wanted {
  const named = asked ?? env.INVFIX_LANG;
  if (named !== undefined && named !== '') return wantedOf(named) ?? ENGLISH;
  const set = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '');
  return wantedOf(set ?? system()) ?? ENGLISH;
}

/** `pt_BR.UTF-8`, `es-MX`, `en`; null for a language there are no texts in. */
export function wantedOf(text: string): Wanted | null {
  const [tag = ''] = text.split(/[.@]/);
  const [name = '', region = ''] = tag.split(/[-_]/);
  const language = LANGUAGES.find((each) => each === name.toLowerCase());
  if (language === undefined) return null;
  return /^([A-Za-z]{2}|\d{3})$/.test(region)
    ? { language, locale: `${language}-${region.toUpperCase()}` }
    : { language };
}

/** What --lang says in a command line that has not been parsed yet: help and errors are in that language too. */
export function askedLanguage(args: readonly string[]): string | undefined {
  const until = args.indexOf('--');
  const options = until === -1 ? args : args.slice(0, until);
  const at = options.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at === -1) return undefined;
  const option = options[at] ?? '';
  return option === '--lang' ? options[at + 1] : option.slice('--lang='.length);
}
