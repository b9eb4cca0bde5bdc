/**
 * What a page holds as data, between the program that writes it and the script that shows it. Types alone: the
 * one runs in Node, the other in a browser, and neither imports the other.
 */
import type { PageTexts } from './texts.js';

/** ISO 8601, UTC. */
type Time = string;

interface Money {
  readonly cents: number;
  readonly currency: string;
}

/** The totals of `scan --json`. */
export interface PageSummary {
  readonly balances: number;
  readonly negative: number;
  readonly unitsShort: number;
  readonly understated: number;
  readonly unitsWithheld: number;
  readonly overstated: number;
  readonly unitsPhantom: number;
  readonly unitsHidden: number | null;
  readonly blockedTradePolicies: readonly string[] | null;
}

/** One writer of inventory updates: its habit in words, and whether it has to be changed. */
interface PageWriter {
  readonly text: string;
  readonly isToChange: boolean;
}

/** Everything about the store that is known before its balances are told one by one. */
export interface PageHead {
  readonly writtenAt: Time;
  readonly exportedAt: Time | null;
  /** The inventory is no newer than this; null when not even that is known. */
  readonly exportedBefore: Time | null;
  /** When the inventory was exported, as a sentence. */
  readonly moment: string;
  /** How many balances are negative, as a sentence. */
  readonly headline: string;
  /** Rows or files could not be read. */
  readonly isIncomplete: boolean;
  readonly summary: PageSummary;
  /** What the missing units of the negative balances sell for, and those withheld in the others. */
  readonly worthShort: readonly Money[];
  readonly worthWithheld: readonly Money[];
  readonly writers: readonly PageWriter[];
  /** What rows refer to by place, in words. */
  readonly causes: readonly { readonly code: string; readonly name: string }[];
  readonly confidences: readonly string[];
  readonly texts: PageTexts;
}

/** What a balance is, in the order that rows refer to. */
export const KINDS = ['negative', 'understated', 'overstated', 'healthy', 'unlimited'] as const;

/** Typing the corrected count changes something that is wrong. */
export const TO_TYPE = 1;
/** What happened nothing explains: the shelf is to be counted. */
export const TO_COUNT = 2;

/** One balance in the table. There are very many, so its columns stand in a fixed order, names by their place in a list. */
export type PageRow = readonly [
  sku: string,
  reference: string,
  /** Place in `PageNames.warehouses`. */
  warehouse: number,
  /** Place in `KINDS`. */
  kind: number,
  inStock: number,
  reserved: number,
  available: number,
  earlyWriteOffs: number,
  lateWriteOffs: number,
  /** Null where the balance is unlimited. */
  corrected: number | null,
  /** `TO_TYPE`, `TO_COUNT`, their sum or 0. */
  todo: number,
  /** Place in `PageHead.confidences`. */
  confidence: number,
  /** Places in `PageHead.causes`, each with its units. */
  causes: readonly (readonly [cause: number, units: number])[],
  /** Places in `PageNames.authors`, each with the units it took off early that are still reserved. */
  authors: readonly (readonly [author: number, units: number])[],
  /** Places in `PageNames.policies` that cannot buy the SKU. */
  policies: readonly number[],
];

/** The names that rows refer to, known once all of them are written. */
export interface PageNames {
  readonly warehouses: readonly { readonly id: string; readonly name: string }[];
  readonly authors: readonly string[];
  readonly policies: readonly string[];
}

/** A balance of `explain --json`, as far as the page reads it; all of it is in the page. */
export interface StoryDocument {
  readonly sku: string;
  readonly warehouse: string;
  readonly inStock: number;
  readonly reserved: number;
  readonly available: number;
  readonly corrected: number | null;
  readonly alternatives: readonly number[];
  readonly confidence: string;
  readonly updates: readonly {
    readonly at: Time | null;
    readonly before: number;
    readonly after: number;
  }[];
  readonly reservations: readonly {
    readonly units: number;
    readonly createdAt: Time | null;
  }[];
}

export interface PageTerm {
  readonly sign: string;
  readonly name: string;
  readonly value: number;
  readonly source: string;
  readonly strong: boolean;
}

/** A balance over time. Moments are epoch milliseconds. */
export interface PageTimeline {
  readonly from: number;
  readonly to: number;
  readonly points: readonly (readonly [at: number, inStock: number, reserved: number])[];
  readonly marks: readonly PageMark[];
  /** What the lines rest on, as a sentence. */
  readonly basis: string;
}

/** A write-off: early and still reserved, early with its order gone since, or as it should be. */
export interface PageMark {
  readonly at: number;
  readonly units: number;
  readonly is: 'standing' | 'gone' | 'right';
}

/** One balance's story: the document, and for what is told in words, the words. */
export interface PageStory {
  readonly document: StoryDocument;
  readonly reference: string;
  readonly warehouse: string;
  readonly headline: string;
  readonly isToType: boolean;
  readonly steps: readonly string[];
  readonly sum: { readonly paragraphs: readonly string[]; readonly terms: readonly PageTerm[] } | null;
  readonly timeline: PageTimeline | null;
  /** One for each update of the document; `bears`: on today's sum. */
  readonly updates: readonly { readonly author: string; readonly text: string; readonly bears: boolean }[];
  /** One for each reservation of the document. */
  readonly reservations: readonly {
    readonly order: string;
    readonly status: string;
    readonly shelf: string;
    readonly takenOff: string;
  }[];
  readonly kits: string | null;
  readonly why: { readonly title: string; readonly texts: readonly string[] } | null;
  readonly sure: readonly string[];
  readonly odd: readonly string[];
}
