/** JSON documents as text, in pieces: a list of many balances is never one string in memory. */

/** The document's keys in order; an iterable that is no array is written one element a line, as it comes. */
export function* jsonDocument(document: Readonly<Record<string, unknown>>): Generator<string> {
  yield '{';
  let first = true;
  for (const [key, value] of Object.entries(document)) {
    yield `${first ? '' : ','}\n  ${JSON.stringify(key)}: `;
    first = false;
    if (isList(value)) yield* elements(value);
    else yield JSON.stringify(value);
  }
  yield '\n}\n';
}

function* elements(list: Iterable<unknown>): Generator<string> {
  let empty = true;
  for (const element of list) {
    yield `${empty ? '[' : ','}\n    ${JSON.stringify(element)}`;
    empty = false;
  }
  yield empty ? '[]' : '\n  ]';
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
