/** JSON documents as text, in pieces: a list of many balances is never one string in memory. */

/** What a terminal might obey or hide, and JSON lets stand: it is the same text written as an escape. */
const UNSAFE = /[\p{Cf}\u007f-\u009f\u2028\u2029]/gu;

/** A value as JSON that is exact, and harmless on a terminal. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSAFE, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** The document's keys in order; an iterable that is no array is written one element a line, as it comes. */
export function* jsonDocument(document: object): Generator<string> {
  yield '{';
  let first = true;
  for (const [key, value] of Object.entries(document)) {
    yield `${first ? '' : ','}\n  ${jsonText(key)}: `;
    first = false;
    if (isList(value)) yield* elements(value);
    else yield jsonText(value);
  }
  yield '\n}\n';
}

function* elements(list: Iterable<unknown>): Generator<string> {
  let empty = true;
  for (const element of list) {
    yield `${empty ? '[' : ','}\n    ${jsonText(element)}`;
    empty = false;
  }
  yield empty ? '[]' : '\n  ]';
}

/** Whether a key of a document holds a list, which may come one by one. */
export function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
