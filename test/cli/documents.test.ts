/** Every JSON document against its published schema, from stores of many kinds. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemas } from '../../scripts/schemas.js';
import { storeOf } from '../ledger/stores.js';
import { csvFiles } from '../store/worlds.js';
import type { KindName } from '../world/settings.js';
import { ensureBuilt, invfix } from './program.js';
import { smallStore, writeSmallStore } from './small-store.js';

const ROOT = join(import.meta.dirname, '../..');
const PUBLISHED = join(ROOT, 'schemas');

type Schema = Readonly<Record<string, unknown>>;
type Definitions = Readonly<Record<string, Schema>>;

let root: string;
const published = new Map<string, Schema>();
const validators = new Map<string, ValidateFunction>();
/** `scan.1.json BalanceDocument`: which parts of the schemas real documents have had. */
const seen = new Set<string>();

beforeAll(() => {
  ensureBuilt();
  root = mkdtempSync(join(tmpdir(), 'invfix-documents-'));
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
  });
  for (const name of readdirSync(PUBLISHED)) {
    const schema: Schema = JSON.parse(readFileSync(join(PUBLISHED, name), 'utf8'));
    published.set(name, schema);
    validators.set(name, ajv.compile(closed(schema)));
  }
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The schema with no key allowed that it does not describe. */
function closed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(closed) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, closed(each)]);
  return Object.fromEntries('properties' in value ? [...entries, ['additionalProperties', false]] : entries);
}

/** Checks a document against the schema it names; returns that schema's file. */
function validated(document: { readonly schema: string }): string {
  const name = `${document.schema.replace('invfix.', '').replace('/', '.')}.json`;
  const validate = validators.get(name);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  expect(validate(document) ? [] : validate.errors?.slice(0, 3), name).toEqual([]);
  note(name, published.get(name) ?? {}, document);
  return name;
}

function definitionsOf(name: string): Definitions {
  return (published.get(name)?.$defs ?? {}) as Definitions;
}

/** Notes which definitions of a schema a value has instances of. */
function note(name: string, schema: Schema, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof schema.$ref === 'string') {
    const definition = schema.$ref.split('/').at(-1) ?? '';
    seen.add(`${name} ${definition}`);
    note(name, definitionsOf(name)[definition] ?? {}, value);
  }
  if (Array.isArray(schema.anyOf)) note(name, schema.anyOf[0], value);
  if (Array.isArray(value)) for (const each of value) note(name, (schema.items ?? {}) as Schema, each);
  for (const [key, property] of Object.entries((schema.properties ?? {}) as Definitions)) {
    note(name, property, (value as Readonly<Record<string, unknown>>)[key]);
  }
}

/** A folder of its own with exports in it. */
function folderOf(name: string, write: (exports: string) => void): string {
  const folder = join(root, name);
  mkdirSync(join(folder, 'exports'), { recursive: true });
  write(join(folder, 'exports'));
  return folder;
}

async function documents(folder: string, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await invfix(folder, args);
  if (stdout === '') throw new Error(`${args.join(' ')}: ${stderr}`);
  // Several documents stand one a line; one alone may take many.
  const texts = stdout.startsWith('{"') ? stdout.trim().split('\n') : [stdout];
  return texts.map((text) => validated(JSON.parse(text)));
}

/** Every document about what a scan found. */
async function ofScan(folder: string): Promise<void> {
  const scan = ['scan', 'exports', '--date-order', 'dmy'];
  expect(await documents(folder, ...scan, '--json', '--all', '--problems')).toEqual(['scan.1.json']);
  await documents(folder, ...scan, '--dry-run', '--json');
  const lines = await documents(folder, ...scan, '--output', 'ndjson', '--all');
  expect(new Set(lines)).toEqual(new Set(['balance.1.json']));
  const { stdout } = await invfix(folder, [...scan, '--json', '--all']);
  const { balances }: { balances: { sku: string }[] } = JSON.parse(stdout);
  const skus = [...new Set(balances.map(({ sku }) => sku))].slice(0, 60);
  await documents(folder, 'explain', '--json', '--sku', ...skus);
  await documents(folder, 'correct', '--json', '--understated', '--overstated', '--confidence', 'likely');
  await documents(folder, 'history', '--json');
  await documents(folder, 'doctor', '--json');
}

function copied(fixture: string): (exports: string) => void {
  return (exports) => cpSync(join(ROOT, 'fixtures', fixture), exports, { recursive: true });
}

describe('every key that is written is described', () => {
  it.each(['demo', 'shapes'])(
    'for fixtures/%s',
    async (fixture) => {
      await ofScan(folderOf(fixture, copied(fixture)));
    },
    60_000,
  );

  it('for damaged exports', async () => {
    const folder = folderOf('damaged', (exports) => {
      writeSmallStore(exports);
      cpSync(join(ROOT, 'fixtures/damaged'), join(exports, 'damaged'), { recursive: true });
      const [header = '', row = ''] = smallStore().updates.split('\n');
      writeFileSync(
        join(exports, 'bad.csv'),
        `${header}\n${row.replace(/\d{4}-\d\d-\d\d/, 'some day')}\n${row}\n`,
      );
    });
    await ofScan(folder);
  }, 60_000);

  it('for a store without a log', async () => {
    await ofScan(folderOf('no-log', (exports) => writeSmallStore(exports, { updates: 'a;b\n' })));
  }, 60_000);

  it('for unlimited balances alone', async () => {
    const [header = ''] = smallStore().inventory.split('\n');
    const inventory = `${header}\n900000;1000000;0;1000000;wh_1;Main;GIFT;True;True;;0\n`;
    await ofScan(folderOf('unlimited', (exports) => writeSmallStore(exports, { inventory })));
  }, 60_000);

  it.each(['authorized-live', 'ghosts', 'three-warehouses-nightly'] as KindName[])(
    'for a simulated store: %s',
    async (kind) => {
      const { world } = storeOf(kind, 5, { skus: 20, ordersPerDay: 9, days: 20 });
      const folder = folderOf(kind, (exports) => {
        for (const [name, content] of csvFiles(world)) writeFileSync(join(exports, name), content);
      });
      await ofScan(folder);
    },
    60_000,
  );

  it('for a database that is none', async () => {
    const folder = folderOf('none', () => {});
    expect(await documents(folder, 'doctor', '--json')).toEqual(['doctor.1.json']);
  });

  it('for fixes, what became of them, and what takes them back', async () => {
    const { world } = storeOf('authorized-live', 3, { skus: 30, ordersPerDay: 12, days: 24 });
    const folder = folderOf('fixed', () => {});
    const exported = (name: string): string => {
      const moment = new Date(world.now).toISOString().slice(0, 19).replaceAll(':', '-');
      mkdirSync(join(folder, name));
      for (const [file, content] of csvFiles(world)) {
        const dated = file.startsWith('inventory') ? `inventory-${moment}Z.csv` : file;
        writeFileSync(join(folder, name, dated), content);
      }
      return name;
    };
    await invfix(folder, ['correct', '--understated', '--write', 'fix.csv', '--from', exported('first')]);
    const rows = readFileSync(join(folder, 'fix.csv'), 'utf8').trim().split('\n').slice(1);
    for (const [place, row] of rows.entries()) {
      const cells = row.split(',');
      // Some are typed wrongly.
      const count = Number(cells[9]) + (place % 5 === 0 ? 7 : 0);
      world.applyCorrection(cells[0] ?? '', cells[1] ?? '', count, 'estoque@acme.example');
    }
    world.runUntil(world.now + 8 * 3_600_000);
    expect(await documents(folder, 'verify', exported('later'), '--json')).toEqual(['verify.1.json']);
    expect(await documents(folder, 'undo', '--json')).toEqual(['undo.1.json']);
    expect(await documents(folder, 'history', '--json')).toEqual(['history.1.json']);
  }, 60_000);

  it('and nothing is described that none of them had', () => {
    const described = [...published.keys()].flatMap((name) =>
      Object.keys(definitionsOf(name)).map((definition) => `${name} ${definition}`),
    );
    expect(described.filter((each) => !seen.has(each))).toEqual([]);
  });
});

it('the schemas are those of the types; npm run generate writes them anew', () => {
  const made = [...schemas()].map(([name, schema]) => [name, JSON.parse(JSON.stringify(schema))]);
  expect(Object.fromEntries(published)).toEqual(Object.fromEntries(made));
});
