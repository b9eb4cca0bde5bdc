/** Takes what a JSON file holds apart, pages and lists, until documents of known shapes are left. */
import type { Said } from '../../words/said.js';
import type { HeaderMap } from '../kinds.js';
import { FlatShapes } from './flat.js';
import { SHAPES } from './list.js';
import { NO_EXPORTS } from './others.js';
import { isObject, type JsonObject, type Shape, sortOf } from './shape.js';

/** What becomes of the documents. */
export interface DocumentTaker {
  /** @param warehouse what the page it stands in says of its warehouse; undefined when it says nothing */
  known(shape: Shape, document: JsonObject, warehouse: unknown): void;
  unknown(reason: Said): void;
  /** @param reason what stands where an export should */
  failed(reason: Said): void;
  /** A page holds less than it says. */
  incomplete(reason: Said): void;
  /** Nothing more is wanted. */
  readonly isDone: boolean;
}

/** What the APIs and programs call the field of a page that holds its list. */
const LISTS = ['list', 'items', 'data', 'orders', 'results', 'value', 'values', 'records', 'rows'];
/** Lists may stand in lists: pages put together, a page of pages. */
const DEEPEST_LIST = 4;

export class Walk {
  readonly #flat: FlatShapes;
  #last: Shape | null = null;

  constructor(
    named: HeaderMap | undefined,
    private readonly taker: DocumentTaker,
  ) {
    this.#flat = new FlatShapes(named);
  }

  visit(value: unknown): void {
    this.#visit(value, undefined, 0);
  }

  #visit(value: unknown, warehouse: unknown, depth: number): void {
    if (Array.isArray(value)) this.#visitList(value, warehouse, depth);
    else if (isObject(value)) this.#visitObject(value, warehouse, depth);
    else {
      const sort = value === null ? 'nothing' : sortOf(value);
      this.taker.unknown({ key: 'json-no-object', values: { sort } });
    }
  }

  #visitList(list: readonly unknown[], warehouse: unknown, depth: number): void {
    if (depth >= DEEPEST_LIST) {
      this.taker.unknown({ key: 'json-too-nested' });
      return;
    }
    for (const entry of list) {
      if (this.taker.isDone) return;
      this.#visit(entry, warehouse, depth + 1);
    }
  }

  #visitObject(document: JsonObject, warehouse: unknown, depth: number): void {
    const shape = this.#shapeOf(document);
    if (shape !== null) {
      this.taker.known(shape, document, warehouse);
      return;
    }
    const noExport = NO_EXPORTS.find((other) => other.recognises(document));
    const list = noExport === undefined ? listOfPage(document) : null;
    if (list === null) {
      const wrapped = noExport === undefined ? this.#wrappedIn(document, depth) : [];
      for (const inner of wrapped) {
        if (!this.taker.isDone) this.#visit(inner, document.warehouseId ?? warehouse, depth + 1);
      }
      if (wrapped.length > 0) return;
      if (noExport?.isFailure === true) this.taker.failed(noExport.reason);
      else this.taker.unknown(noExport?.reason ?? unknownReason(document));
      return;
    }
    this.#visitList(list, document.warehouseId ?? warehouse, depth);
    const due = entriesDue(document.paging);
    if (due !== null && list.length < due && !this.taker.isDone) {
      this.taker.incomplete({ key: 'incomplete-page', values: { due, found: list.length } });
    }
  }

  /**
   * The known documents among an unknown one's fields: what a program put around an answer (`{status,
   * body}`, `{data: {order}}`), or documents by their ids.
   */
  #wrappedIn(document: JsonObject, depth: number): JsonObject[] {
    if (depth >= DEEPEST_LIST) return [];
    return Object.values(document)
      .filter(isObject)
      .filter((inner) => {
        if (this.#shapeOf(inner) !== null || NO_EXPORTS.some((other) => other.recognises(inner))) return true;
        const [first] = listOfPage(inner) ?? [];
        if (isObject(first)) return this.#shapeOf(first) !== null;
        return this.#wrappedIn(inner, depth + 1).length > 0;
      });
  }

  /** Documents of one shape mostly follow each other. */
  #shapeOf(document: JsonObject): Shape | null {
    if (this.#last?.recognises(document)) return this.#last;
    const shape = SHAPES.find((shape) => shape.recognises(document));
    if (shape === undefined) return this.#flat.shapeOf(document);
    this.#last = shape;
    return shape;
  }
}

/** The list a page holds; null where the document is no page. */
function listOfPage(document: JsonObject): readonly unknown[] | null {
  for (const key of LISTS) {
    const list = document[key];
    if (Array.isArray(list)) return list;
  }
  return null;
}

/** How many entries a page of VTEX's must hold, as its paging says; null where it does not say. */
function entriesDue(paging: unknown): number | null {
  if (!isObject(paging)) return null;
  const { total, perPage } = paging;
  const page = paging.page ?? paging.currentPage;
  const numbers = [total, perPage, page].flatMap((value) =>
    Number.isSafeInteger(value) ? Number(value) : [],
  );
  const [all = 0, most = 0, number = 0] = numbers;
  return numbers.length < 3 ? null : Math.max(0, Math.min(most, all - (number - 1) * most));
}

/** The names of a document's fields are shown, what they hold never is. */
function unknownReason(document: JsonObject): Said {
  const names = Object.keys(document).filter((name) => /^[a-z_$][\w$-]{0,39}$/i.test(name));
  const shown = names.slice(0, 8).join(', ');
  return { key: 'unknown-json', values: { fields: names.length > 8 ? `${shown}, …` : shown } };
}
