/** The page's own texts in the language in use, and what the browser needs to write numbers and dates in it. */
import type { page } from '../../words/en/page.js';
import { words } from '../../words/index.js';
import { language, locale } from '../../words/language.js';

/** A text for one and one for any other number; `{n}` is the number. */
export type Plural = Record<'one' | 'other', string>;

/** In the browser, too: its types come from the texts alone. */
export interface PageTexts extends Readonly<typeof page> {
  /** The language the texts are in: `pt`. */
  readonly language: string;
  /** The locale whose numbers they hold: `pt-BR`. */
  readonly locale: string;
}

export function pageTexts(): PageTexts {
  return { language: language(), locale: locale(), ...words().page };
}
