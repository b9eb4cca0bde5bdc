/** What a scan goes by: the options of the command line, and behind them the store's configuration. */
import { cwd } from 'node:process';
import type { HeaderMap, ReadOptions } from '../exports/index.js';
import type { AuthorRole } from '../ledger/index.js';
import { version } from '../version.js';
import { type Configuration, configurationFor } from './configuration.js';

/** The options of `scan` that say how exports are read. */
export interface ReadingOptions {
  readonly timezone?: string;
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly exportedAt?: number;
  readonly map?: HeaderMap;
  readonly counts?: readonly string[];
  readonly countedWithPicked?: boolean;
  readonly fresh?: boolean;
  readonly verifyFiles?: boolean;
}

export interface ScanSettings {
  readonly read: ReadOptions;
  /** The sellers whose lines the store fulfils itself; undefined where the exports must tell. */
  readonly ownSellers: readonly string[] | undefined;
  readonly authors: ReadonlyMap<string, AuthorRole> | undefined;
  /** Files that are physical counts, whatever else there is. */
  readonly counts: readonly string[];
  readonly countedWithPicked: boolean;
  /** Read all files again, whether or not they have changed. */
  readonly fresh: boolean;
  /** Look at what is in the files to see whether they have changed. */
  readonly verifyFiles: boolean;
  /** The configuration some of it comes from; null without one. */
  readonly configuration: Configuration | null;
}

/** @throws UserError when the configuration is wrong */
export function settingsOf(options: ReadingOptions = {}): ScanSettings {
  const configuration = configurationFor(cwd());
  const timezone = options.timezone ?? configuration?.timezone;
  const dateOrder = options.dateOrder ?? configuration?.dateOrder;
  const headers = mergedHeaders(configuration?.columns, options.map);
  return {
    read: {
      ...(timezone === undefined ? {} : { timezone }),
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(options.exportedAt === undefined ? {} : { exportedAt: options.exportedAt }),
      ...(headers === undefined ? {} : { headers }),
      ...(configuration?.pipelineWarehouse === undefined
        ? {}
        : { pipelineWarehouse: configuration.pipelineWarehouse }),
    },
    ownSellers: configuration?.ownSellers,
    authors: configuration?.authors,
    counts: options.counts ?? [],
    countedWithPicked: options.countedWithPicked === true,
    fresh: options.fresh === true,
    verifyFiles: options.verifyFiles === true,
    configuration,
  };
}

/** All that the answer of a scan goes by besides the files: the same text, the same answer. */
export function fingerprintOf({
  read,
  ownSellers,
  authors,
  counts,
  countedWithPicked,
}: ScanSettings): string {
  const { pipelineWarehouse, ...others } = read;
  return JSON.stringify([
    version(),
    // Paths are told from here.
    cwd(),
    others,
    pipelineWarehouse === undefined ? null : String(pipelineWarehouse),
    ownSellers ?? null,
    [...(authors ?? [])],
    counts,
    countedWithPicked,
  ]);
}

/** Of the same column, the command line's header counts. */
function mergedHeaders(
  configured: HeaderMap | undefined,
  given: HeaderMap | undefined,
): HeaderMap | undefined {
  if (configured === undefined || given === undefined) return given ?? configured;
  const kinds = new Set([...Object.keys(configured), ...Object.keys(given)]);
  return Object.fromEntries([...kinds].map((kind) => [kind, { ...configured[kind], ...given[kind] }]));
}
