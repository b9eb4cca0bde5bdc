/** Flat JSON objects whose fields are the columns of a kind: the APIs' plainer answers, Data Pipeline's tables, a store's own. */
import type { DocumentName } from '../../words/said.js';
import type { HeaderMap, KindOfExport } from '../kinds.js';
import { recogniseHeader } from '../recognise.js';
import { type JsonObject, nameById, type Shape } from './shape.js';

/** No export has so many fields, or so long names of them. */
const MOST_FIELDS = 1000;
const LONGEST_SIGNATURE = 1 << 14;
const MOST_REMEMBERED = 1000;

/** What a document is called in messages: the first of these columns that it has. */
const NAMING: readonly (readonly [column: string, of: DocumentName])[] = [
  ['order', 'order'],
  ['lockId', 'reservation'],
  ['sku', 'sku'],
  ['warehouse', 'warehouse'],
];

/** The flat shapes of a file: objects with the same fields are looked at once. */
export class FlatShapes {
  readonly #remembered = new Map<string, Shape | null>();

  constructor(private readonly named: HeaderMap | undefined) {}

  /** The shape of a document; null when its fields are no kind's columns. */
  shapeOf(document: JsonObject): Shape | null {
    const keys = Object.keys(document);
    if (keys.length > MOST_FIELDS) return null;
    const signature = keys.join('\0');
    if (signature.length > LONGEST_SIGNATURE) return null;
    const remembered = this.#remembered.get(signature);
    if (remembered !== undefined) return remembered;
    const shape = this.#recognised(keys);
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(signature, shape);
    return shape;
  }

  #recognised(keys: readonly string[]): Shape | null {
    const recognised = recogniseHeader(keys, this.named ?? {});
    if (recognised === null || !('positions' in recognised)) return null;
    const fields = [...recognised.positions].map(([column, at]) => ({ column, key: keys[at] ?? '' }));
    return flatShape(recognised.kind, fields);
  }
}

function flatShape(
  kind: KindOfExport,
  fields: readonly { readonly column: string; readonly key: string }[],
): Shape {
  return {
    kind,
    title: 'flat',
    recognises: () => true,

    nameOf(document) {
      for (const [column, of] of NAMING) {
        const field = fields.find((field) => field.column === column);
        const name = field === undefined ? null : nameById(of, document[field.key]);
        if (name !== null) return name;
      }
      return null;
    },

    unfold(document, rows) {
      for (const { column, key } of fields) rows.set(column, document[key], '', key);
      rows.write();
    },
  };
}
