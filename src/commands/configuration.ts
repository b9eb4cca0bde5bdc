/**
 * What a store says of itself once and for all: `invfix.config.json`, found in the current folder or the
 * nearest one above it. Options on the command line come before it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../errors.js';
import { type HeaderMap, headerMapFrom } from '../exports/index.js';
import type { AuthorRole } from '../ledger/index.js';
import { listed } from '../render/numbers.js';
import { safe } from '../render/safe.js';
import { words } from '../words/index.js';

const FILE = 'invfix.config.json';

/** The settings a file gives; what it leaves out is absent. */
export interface Configuration {
  /** Where it stands, as seen from the current folder. */
  readonly path: string;
  readonly timezone?: string;
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly ownSellers?: readonly string[];
  readonly authors?: ReadonlyMap<string, AuthorRole>;
  readonly pipelineWarehouse?: RegExp;
  readonly columns?: HeaderMap;
}

const ROLES: readonly string[] = ['erp', 'person', 'pos'] satisfies AuthorRole[];

type Settings = { -readonly [Key in keyof Configuration]: Configuration[Key] };

/** One setting: reads its value into the settings, or says what it must be. */
type Setting = (value: unknown, settings: Settings) => string | null;

const SETTINGS: Readonly<Record<string, Setting>> = {
  timezone(value, settings) {
    if (typeof value !== 'string' || !isZone(value)) return words().settings.timezone;
    settings.timezone = value;
    return null;
  },
  dateOrder(value, settings) {
    if (value !== 'dmy' && value !== 'mdy') return words().settings.dateOrder;
    settings.dateOrder = value;
    return null;
  },
  ownSellers(value, settings) {
    if (!isListOfTexts(value)) return words().settings.ownSellers;
    settings.ownSellers = value;
    return null;
  },
  authors(value, settings) {
    const wanted = words().settings.authors;
    if (!isObject(value)) return wanted;
    const authors = new Map<string, AuthorRole>();
    for (const [author, role] of Object.entries(value)) {
      if (!isRole(role)) return wanted;
      authors.set(author.trim(), role);
    }
    settings.authors = authors;
    return null;
  },
  pipelineWarehouse(value, settings) {
    const pattern = typeof value === 'string' ? patternOf(value) : null;
    if (pattern === null) return words().settings.pipelineWarehouse;
    settings.pipelineWarehouse = pattern;
    return null;
  },
  columns(value, settings) {
    settings.columns = headerMapFrom(value);
    return null;
  },
};

/**
 * The nearest configuration at or above a folder; null where there is none.
 * @throws UserError when it cannot be read or says something else than settings
 */
export function configurationFor(folder: string): Configuration | null {
  const path = nearestFile(folder);
  if (path === null) return null;
  const shown = relative(folder, path);
  const content = contentOf(path, shown);
  if (!isObject(content)) {
    throw new UserError(...words().settings.notAnObject(safe(shown)));
  }
  const settings: Settings = { path: shown };
  for (const [name, value] of Object.entries(content)) {
    if (name === '$schema') continue;
    const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
    if (setting === undefined) {
      const settings = listed(Object.keys(SETTINGS));
      throw new UserError(...words().settings.unknown({ file: safe(shown), name: safe(name), settings }));
    }
    const wanted = read(setting, value, settings, shown);
    if (wanted !== null) {
      throw new UserError(...words().settings.wrong({ file: safe(shown), name, wanted }));
    }
  }
  return settings;
}

/** What a setting finds wrong with its value is said with the file it stands in. */
function read(setting: Setting, value: unknown, settings: Settings, shown: string): string | null {
  try {
    return setting(value, settings);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${safe(shown)}: ${error.message}`, error.hint);
  }
}

function nearestFile(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, FILE);
    if (existsSync(path)) return path;
    if (dirname(at) === at) return null;
  }
}

function contentOf(path: string, shown: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const { notJson, unreadable } = words().settings;
    if (error instanceof SyntaxError) throw new UserError(...notJson(safe(shown), safe(error.message)));
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError(...unreadable(safe(shown), code));
  }
}

function patternOf(text: string): RegExp | null {
  try {
    const pattern = new RegExp(text, 'u');
    // A pattern that also matches nothing shows how many groups it has.
    const groups = new RegExp(`${text}|`, 'u').exec('')?.length ?? 1;
    return groups > 1 ? pattern : null;
  } catch {
    return null;
  }
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function isRole(value: unknown): value is AuthorRole {
  return typeof value === 'string' && ROLES.includes(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
