/**
 * The interface every shape of JSON implements: how a document of it is recognised, and how it unfolds
 * into rows of one of the kinds. What is right or wrong with a row is the kind's business.
 */
import type { DocumentName, Said, ShapeName, SortName, WantedName } from '../../words/said.js';
import { type KindOfExport, Rejection } from '../kinds.js';

/** A JSON object, of which nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One shape of JSON. */
export interface Shape<Name extends string = string> {
  readonly kind: KindOfExport<Name>;
  /** What its documents are called, in the plural. */
  readonly title: ShapeName;
  /** A document is an order with all its lines; else lines of one order may stand in several documents. */
  readonly holdsWholeOrder?: true;
  recognises(document: JsonObject): boolean;
  /** What a document is called in messages: `order v1-01`. Never personal; null when it does not say. */
  nameOf(document: JsonObject): NameOfDocument | null;
  unfold(document: JsonObject, rows: RowWriter<Name>): void;
}

/** What a document is of, and its id. */
export interface NameOfDocument {
  readonly of: DocumentName;
  readonly id: string;
}

/** Takes the rows of a document, field by field. */
export interface RowWriter<Name extends string> {
  /**
   * Gives the row a field. One set before for the same column counts no more.
   * @param value as the document has it: what is no text, number or truth value is a fault of the row
   * @param path where in the document it stands, for messages: `items[0].quantity`, in two parts
   */
  set(column: Name, value: unknown, path: string, key: string): void;
  /** The fields set so far belong to all rows of the document. */
  keep(): void;
  /** The row is whole. The next one begins with the fields kept. */
  write(): void;
  /** Tells of something odd in the document that counts all the same. */
  remark(code: string, message: Said): void;
  /** Tells of a part of the document that cannot be a row. */
  reject(rejection: Rejection): void;
}

/** A document that is known and holds no records. */
export interface NoExport {
  recognises(document: JsonObject): boolean;
  /** Why nothing is read from it. */
  readonly reason: Said;
  /** It stands where an export should: something is missing. */
  readonly isFailure?: true;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list's members; none where there is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The first of these fields that a document has something in. */
export function firstFieldOf(document: JsonObject, keys: readonly string[]): string | null {
  return keys.find((key) => document[key] !== undefined && document[key] !== null) ?? null;
}

/** A document's name by its id; null where it has none. */
export function nameById(of: DocumentName, value: unknown): NameOfDocument | null {
  const id = idForMessage(value);
  return id === null ? null : { of, id };
}

/** An id for a message: short, on one line. Null where there is none. */
function idForMessage(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const line = String(value)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  if (line === '') return null;
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** What a value is, for a message that must not show it. */
export function sortOf(value: unknown): SortName {
  if (Array.isArray(value)) return 'list';
  if (value === null || value === undefined) return 'missing';
  if (typeof value === 'object') return 'object';
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean';
}

/** A part of a document that is something else than it should be. */
export function wrongType(column: string, value: unknown, wanted: WantedName): Rejection {
  return new Rejection('wrong-type', {
    key: 'wrong-type',
    values: { column, sort: sortOf(value), wanted },
  });
}

/** A whole number above zero, given as a number or as its digits; null for anything else. */
export function positiveUnits(value: unknown): number | null {
  const units = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof units === 'number' && Number.isSafeInteger(units) && units > 0 ? units : null;
}

/** A component's units in so many kits: one each where it says nothing. What is no number of units is given back as it is. */
export function unitsOfComponent(component: JsonObject, kits: unknown): unknown {
  const inOne = component.quantity ?? 1;
  const units = positiveUnits(inOne);
  return units === null ? inOne : units * (positiveUnits(kits) ?? 0);
}
