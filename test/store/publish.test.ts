import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BalanceDiagnosis } from '../../src/ledger/diagnosis.js';
import { databasePath, type List, Store, StoreBuilder } from '../../src/store/index.js';
import { saveFact } from '../../src/store/reports.js';
import { emptyFolder, scanned, written } from './stores.js';

const files = { 'i.csv': 'sku;total;reserved\n1;5;2\n' };

async function published(): Promise<{ folder: string; database: string }> {
  const folder = emptyFolder();
  const database = join(folder, '.invfix', 'invfix.db');
  written(join(folder, 'exports'), files);
  (await scanned(join(folder, 'exports'), database)).close();
  return { folder, database };
}

function withVersion(path: string, version: number): void {
  const db = new Database(path);
  db.pragma(`user_version = ${version}`);
  db.close();
}

describe('a scan', () => {
  it('leaves one private file in a private folder', async () => {
    const { folder, database } = await published();
    expect(readdirSync(join(folder, '.invfix'))).toEqual(['invfix.db']);
    expect(statSync(database).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, '.invfix')).mode & 0o777).toBe(0o700);
  });

  it('that is not published leaves the last one as it was', async () => {
    const { folder, database } = await published();
    const before = readFileSync(database);
    const builder = StoreBuilder.create(database);
    builder.begin('x', 0);
    builder.discard();
    expect(readFileSync(database).equals(before)).toBe(true);
    expect(readdirSync(join(folder, '.invfix'))).toEqual(['invfix.db']);
  });

  it('that was killed leaves the last one, and its remains go with the next', async () => {
    const { folder, database } = await published();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const remains = `${database}.${pid}-0123abcd.tmp`;
    const other = `${database}.${process.pid}-0123abcd.tmp`;
    for (const path of [remains, other]) writeFileSync(path, 'half a database');
    expect(Store.open(database).sku('1')?.balances.length).toBe(1);
    await scanned(join(folder, 'exports'), database);
    expect([existsSync(remains), existsSync(other)]).toEqual([false, true]);
  });

  it('can be read while the next one is built', async () => {
    const { database } = await published();
    const store = Store.open(database);
    const builder = StoreBuilder.create(database);
    builder.finishLoading();
    builder.publish();
    expect(store.sku('1')?.balances.length).toBe(1);
    expect(Store.open(database).sku('1')).toBe(null);
  });
});

describe('a database that is', () => {
  it('not there yet asks for a scan', () => {
    expect(() => Store.open('/no/such.db')).toThrow('There is no database "/no/such.db" yet.');
  });

  it('newer is refused, and left as it is', async () => {
    const { database } = await published();
    withVersion(database, 99);
    expect(() => Store.open(database)).toThrow('was written by a newer invfix (version 99');
    expect(() => StoreBuilder.create(database)).toThrow('was written by a newer invfix (version 99');
  });

  it('older is rebuilt by a scan, and not read before', async () => {
    const { folder, database } = await published();
    withVersion(database, 0);
    expect(() => Store.open(database)).toThrow('was written by an older invfix');
    const builder = StoreBuilder.create(database);
    expect(builder.rebuiltFrom).toBe(0);
    builder.discard();
    expect((await scanned(join(folder, 'exports'), database)).sku('1')?.balances.length).toBe(1);
  });

  it('of an invfix that described writers otherwise asks for a scan', async () => {
    const { database } = await published();
    const db = new Database(database);
    const reading = { share: 1, writers: [{ author: 'erp', trigger: 'ready' }], waits: {} };
    saveFact(db, 'habits', { writers: [], readings: [reading] });
    db.close();
    expect(() => Store.open(database).habits()).toThrow('of another invfix');
  });

  it('current is no rebuilding', async () => {
    const { database } = await published();
    const builder = StoreBuilder.create(database);
    expect(builder.rebuiltFrom).toBe(null);
    builder.discard();
  });

  it.each(['a text', 'another program’s'])('%s is not touched', (sort) => {
    const path = join(emptyFolder(), 'x.db');
    if (sort === 'a text') writeFileSync(path, 'SkuId;TotalQuantity\n');
    else new Database(path).exec('CREATE TABLE t (a)').close();
    const before = readFileSync(path);
    expect(() => Store.open(path)).toThrow('is not a database of invfix');
    expect(() => StoreBuilder.create(path)).toThrow('is not a database of invfix, and is left as it is');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('a folder, or below a file, is an answer and no crash', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file'), 'x');
    expect(() => Store.open(folder)).toThrow('is a folder, not a database');
    expect(() => StoreBuilder.create(join(folder, 'file', 'x.db'))).toThrow('Cannot write the database');
  });
});

describe('diagnoses', () => {
  const diagnosis = (sku: string, warehouse: string, available: number): BalanceDiagnosis => ({
    sku,
    warehouse,
    warehouseName: null,
    refId: null,
    unlimited: false,
    inStock: available,
    reserved: 0,
    available,
    pending: 0,
    acknowledged: 0,
    ghosts: 0,
    undetermined: 0,
    earlyWriteOffs: 0,
    lateWriteOffs: 0,
    availableItems: available,
    corrected: available,
    unblocked: available,
    alternatives: [1],
    oversold: 0,
    basis: 'update-log',
    confidence: 'proven',
    causes: [{ code: 'unexplained', units: 1 }],
    blockedTradePolicies: null,
    hiddenUnits: null,
    isHidden: false,
    sellingPrice: null,
  });

  it('come worst first, selected, and without the story they were told with', async () => {
    const database = join(emptyFolder(), 'invfix.db');
    const builder = StoreBuilder.create(database);
    builder.finishLoading();
    await builder.saveDiagnoses([
      [diagnosis('b', 'w', -1), { ...diagnosis('a', 'x', -1), updates: [] } as BalanceDiagnosis],
      [],
      [diagnosis('a', 'w', -1), diagnosis('c', 'w', -5)],
    ]);
    builder.publish();
    const store = Store.open(database);
    const keys = (filter?: Parameters<Store['diagnoses']>[0]) =>
      [...store.diagnoses(filter)].map(({ sku, warehouse }) => sku + warehouse);
    expect(keys()).toEqual(['cw', 'aw', 'ax', 'bw']);
    expect(keys({ skus: ['a', 'c'], warehouses: ['w'] })).toEqual(['cw', 'aw']);
    expect([...store.diagnoses({ skus: ['a'], warehouses: ['x'] })]).toEqual([diagnosis('a', 'x', -1)]);
  });

  it('come back as they were, and are found by what is wrong with them', async () => {
    const whole: BalanceDiagnosis = {
      ...diagnosis('d', 'w', -7),
      warehouseName: 'Main',
      refId: 'REF-d',
      inStock: 2,
      reserved: 9,
      pending: 5,
      acknowledged: 1,
      ghosts: 1,
      undetermined: 2,
      earlyWriteOffs: 6,
      lateWriteOffs: 3,
      availableItems: -4,
      corrected: 1,
      unblocked: 5,
      alternatives: [3, 8],
      oversold: 4,
      basis: 'snapshots',
      confidence: 'likely',
      causes: [
        { code: 'early-write-off', units: 6 },
        { code: 'log-gap', units: 2 },
      ],
      blockedTradePolicies: ['1', '3'],
      hiddenUnits: 12,
      sellingPrice: { cents: 8990, currency: 'BRL' },
    };
    const none: BalanceDiagnosis = {
      ...diagnosis('e', 'w', 1000000),
      unlimited: true,
      corrected: null,
      unblocked: null,
      earlyWriteOffs: 1,
      blockedTradePolicies: [],
    };
    const lacking = {
      ...diagnosis('f', 'w', 1),
      earlyWriteOffs: 2,
      lateWriteOffs: 1,
      isHidden: true,
      sellingPrice: { cents: 500, currency: 'BRL' },
    };
    const phantom = { ...diagnosis('g', 'w', 4), lateWriteOffs: 1, alternatives: [], causes: [] };
    const all = [whole, none, lacking, phantom, diagnosis('h', 'w', 0)];
    const database = join(emptyFolder(), 'invfix.db');
    const builder = StoreBuilder.create(database);
    builder.finishLoading();
    await builder.saveDiagnoses([all]);
    builder.publish();
    const store = Store.open(database);
    expect([...store.diagnoses()]).toEqual([whole, diagnosis('h', 'w', 0), lacking, phantom, none]);
    const at = (...lists: List[]) => [...store.diagnoses({ lists })].map(({ sku }) => sku).join('');
    expect([at('negative'), at('understated'), at('overstated')]).toEqual(['d', 'f', 'fg']);
    expect(at('negative', 'overstated')).toBe('dfg');
    expect(store.warehouses()).toEqual(['w']);
    expect(store.summary()).toEqual(store.summary({ warehouses: ['w'] }));
    expect(store.summary()).toEqual({
      balances: 5,
      negative: 1,
      unitsShort: 7,
      understated: 1,
      unitsWithheld: 2,
      overstated: 1,
      unitsPhantom: 5,
      unitsHidden: 1,
      logGaps: 1,
      valueWithheld: [{ currency: 'BRL', cents: 1000 }],
      blockedTradePolicies: ['1', '3'],
    });
    expect(store.summary({ skus: ['f'] })).toMatchObject({ balances: 1, understated: 1, logGaps: 0 });
    store.close();
  });

  it('come whole when they are many', async () => {
    const database = join(emptyFolder(), 'invfix.db');
    const builder = StoreBuilder.create(database);
    builder.finishLoading();
    await builder.saveDiagnoses([Array.from({ length: 2500 }, (_, n) => diagnosis(String(n), 'w', n % 3))]);
    builder.publish();
    expect(new Set([...Store.open(database).diagnoses()].map(({ sku }) => sku)).size).toBe(2500);
  });
});

describe('databasePath', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is the option, else INVFIX_DB, else below the current folder', () => {
    vi.stubEnv('INVFIX_DB', 'from-env.db');
    expect(databasePath('x.db')).toBe('x.db');
    expect(databasePath(undefined)).toBe('from-env.db');
    vi.stubEnv('INVFIX_DB', '');
    expect(databasePath(undefined)).toBe(join('.invfix', 'invfix.db'));
  });
});
