/**
 * What is said about rows and files, without a language: a text of the catalogue by its key, and the values in it.
 * It is kept like that, and becomes a sentence only where it is shown: in the language in use then.
 */
import { type Catalogue, words } from './index.js';

export type {
  ColumnName,
  DocumentName,
  NumberFault,
  ShapeName,
  SortName,
  TitleName,
  WantedName,
} from './en/names.js';

declare const TOLD: unique symbol;
/** A value of a text that is a sentence itself: it is kept as what is said, and told before the text it stands in. */
export type Told = string & { readonly [TOLD]: true };

type Texts = Catalogue['rows'] & Catalogue['unread'];

type Kept<Value> = Value extends Told ? Said : Value extends readonly Told[] ? readonly Said[] : Value;

/** A text about a row or a file, and its values: harmless, short, on one line each, never personal. */
export type Said = {
  [Key in keyof Texts]: Texts[Key] extends (values: infer Values) => string
    ? {
        readonly key: Key;
        readonly values: { readonly [Name in keyof Values]: Kept<Values[Name]> };
      }
    : { readonly key: Key };
}[keyof Texts];

/** What is said, in the language in use; file names and headers in it are as the files have them. */
export function sentenceOf(said: Said): string {
  const { rows, unread } = words();
  const texts: Readonly<Record<string, string | ((values: never) => string)>> = { ...rows, ...unread };
  const text = texts[said.key];
  if (typeof text === 'string') return text;
  if (text === undefined || !('values' in said)) throw new Error(`nothing is said by "${said.key}"`);
  const values = Object.entries(said.values).map(([name, value]) => [name, toldOf(value)]);
  return text(Object.fromEntries(values) as never);
}

function toldOf(value: string | number | boolean | null | Said | readonly (string | Said)[]): unknown {
  if (Array.isArray(value)) return value.map(toldOf);
  return typeof value === 'object' && value !== null && 'key' in value ? sentenceOf(value) : value;
}

/**
 * What was said, from its JSON.
 * @throws Error where it is no such text
 */
export function saidIn(json: string): Said {
  const value: unknown = JSON.parse(json);
  const key = typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined;
  const { rows, unread } = words();
  if (typeof key === 'string' && (Object.hasOwn(rows, key) || Object.hasOwn(unread, key)))
    return value as Said;
  throw new Error(`nothing is said by ${json}`);
}
