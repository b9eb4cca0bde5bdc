/** What is said about rows of exports that cannot count, or are odd, in English. Sentences begin small: a place goes before them. */
import { field } from '../format.js';
import type { Told } from '../said.js';
import { type DocumentName, type NumberFault, names, type SortName, type WantedName } from './names.js';

/** A column and what stands in it; null where it may be somebody's name. */
type Field = {
  column: string;
  value: string | null;
};

export const rows = {
  /** What is wrong within a JSON document, after what that is called. */
  'in-document': ({ of, id, problem }: { of: DocumentName; id: string; problem: Told }) =>
    `${names.documents[of]} ${id}, ${problem}`,

  'empty-field': ({ column }: { column: string }) => `${column} is empty`,
  'no-id': (of: Field) => `${field(of)} is no id`,
  'id-in-exponent': (of: Field) =>
    `${field(of)} is an id that a spreadsheet has turned into a rounded number; export it again and do not save it from a spreadsheet`,
  'no-count': ({ fault, ...of }: Field & { fault: NumberFault }) =>
    `${field(of)} ${names.numberFaults[fault]}`,
  'below-zero': (of: Field) => `${field(of)} is below zero`,
  'below-one': (of: Field) => `${field(of)} must be 1 or more`,
  'no-date': (of: Field) => `${field(of)} is no date`,
  'no-date-counts': (of: Field) => `${field(of)} is no date; the row counts without it`,
  'no-lead-time': (of: Field) => `${field(of)} is no lead time; the row counts without it`,
  'no-flag': (of: Field) => `${field(of)} is neither true nor false`,
  'no-reservation-status': (of: Field) => `${field(of)} is no status of a reservation`,
  'kit-of-itself': (of: Field) => `${field(of)} is the kit itself`,
  'too-many-digits': ({ column }: { column: string }) => `${column} has more digits than a JSON number keeps`,
  'wrong-type': ({ column, sort, wanted }: { column: string; sort: SortName; wanted: WantedName }) =>
    `${column} is ${names.sorts[sort]}, not ${names.wanted[wanted]}`,
  'no-object': ({ column }: { column: string }) => `${column} is no object`,

  'available-differs': ({
    column,
    stated,
    inStock,
    reserved,
    available,
  }: {
    column: string;
    stated: number;
    inStock: number;
    reserved: number;
    available: number;
  }) => `${column} ${stated} is not in stock − reserved (${inStock} − ${reserved}); ${available} is used`,
  'too-few-quantities': 'fewer than two of in stock, reserved and available are filled in',
  'delta-differs': ({ before, after, delta }: { before: number; after: number; delta: number }) =>
    `${before} to ${after} is not a difference of ${delta}`,
  'too-few-counts': 'fewer than two of before, after and difference are filled in',
  'delivery-differs': ({
    deliveries,
    units,
    quantity,
  }: {
    deliveries: string;
    units: number;
    quantity: string;
  }) => `${deliveries} delivers more than the ${units} units of ${quantity}, which are counted`,
  'shifted-row': 'its fields seem to stand in the wrong columns',
  totals: 'a row of totals, which is left out',
  'another-table-here': 'another table begins here: save it as a file of its own',

  'column-count': ({ found, expected }: { found: number; expected: number }) =>
    `${found} columns where the header has ${expected}`,
  'row-too-long': 'the row is longer than a megabyte',
  'row-cut-off': 'the file ends in the middle of this row',
  'quote-misplaced': 'a quote stands where none belongs',
  'quote-not-closed': 'a quote is opened and never closed',
  'quote-not-closed-soon': 'a quote is opened and not closed within a megabyte',
  'rows-lost': ({ damage }: { damage: Told }) => `${damage}; the rows from here on are lost`,

  'not-json': 'text that is not JSON',
  'document-invalid': 'a document that is not valid JSON',
  'document-cut-off': 'the file ends in the middle of a document',
  'document-too-large': 'a document larger than 64 MB',
  'document-too-deep': ({ levels }: { levels: number }) =>
    `a document that is nested deeper than ${levels} levels`,
  'many-unknown-documents': 'JSON, but none of the shapes invfix knows; one of very many before this line',
  'incomplete-page': ({ due, found }: { due: number; found: number }) =>
    `a page that should hold ${due} entries holds ${found}`,

  'contradicting-rows': ({ line }: { line: number }) =>
    `another row is about the same balance with other numbers; the one that offers less is used (line ${line})`,
  'no-warehouse': 'nothing tells its warehouse',
  'no-warehouse-in-id': ({ id }: { id: string }) =>
    `no known warehouse stands in the id "${id}" of its balance`,
  'skus-by-reference': ({ resolved, unresolved }: { resolved: number; unresolved: number }) =>
    unresolved === 0
      ? `it names SKUs by reference code: ${resolved} found by it`
      : `it names SKUs by reference code: ${resolved} found by it; ${unresolved} of its SKUs are no such code, and stay as they are`,
};
