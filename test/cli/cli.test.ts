import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { invfix, shell } from './program.js';
import { smallStore, writeSmallStore } from './small-store.js';

const REVIEW_HEADER =
  'SkuId,WarehouseId,TotalQuantity,ReservedQuantity,AvailableQuantity,EarlyWriteOffs,LateWriteOffs,AvailableItems,ReservedNotPreparing,CorrectedQuantity,Oversold,Basis,Confidence,Causes';

/** A folder with the small store scanned, for the commands that only read. */
let scanned: string;
let folder: string;

beforeAll(async () => {
  scanned = mkdtempSync(join(tmpdir(), 'invfix-scanned-'));
  writeSmallStore(join(scanned, 'exports'));
  await invfix(scanned, ['scan', 'exports']);
}, 120_000);
afterAll(() => rmSync(scanned, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('scan', () => {
  it('lists the files, the negative balances, who writes early, and what to do next', async () => {
    writeSmallStore(join(folder, 'exports'));
    const { code, stdout } = await invfix(folder, ['scan', 'exports/']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/inventory-2026-04-01\.csv +inventory +22/);
    expect(stdout).toMatch(/orders\.csv +orders +62 +2026-03-03 to 2026-03-28/);
    expect(stdout).toContain(
      "Inventory of 2026-04-01, as the file's name says; the time of day is not known",
    );
    expect(stdout).toContain('1 of 22 balances is negative, by 2 units in all.');
    expect(stdout).toMatch(/100123 +SKU123 +wh_1 +Main +2 +4 +-2 +early write-off 4 +5 /);
    expect(stdout).toMatch(/erp@acme\.example takes units off when an order is paid/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('a corrected count will not last');
    expect(stdout).toMatch(/invfix explain 100123 {3,}\w/);
    expect(stdout).toMatch(/invfix correct --write fix\.csv {3,}\w/);
    expect(stdout).not.toContain('\x1b');
  });

  it('writes a complete JSON document', async () => {
    const { code, stdout } = await invfix(scanned, ['scan', 'exports', '--json', '--db', 'json.db']);
    expect(code).toBe(1);
    const document = JSON.parse(stdout);
    expect(Object.keys(document)).toEqual([
      'schema',
      'exportedAt',
      'files',
      'summary',
      'triggers',
      'balances',
      'problems',
    ]);
    expect(document.schema).toBe('invfix.scan/1');
    expect(document.exportedAt).toBe('2026-04-01T00:00:00.000Z');
    expect(document.summary).toEqual({
      balances: 22,
      negative: 1,
      unitsShort: 2,
      understated: 0,
      unitsWithheld: 0,
      overstated: 0,
      unitsPhantom: 0,
      unitsHidden: null,
      blockedTradePolicies: null,
      logGaps: 0,
    });
    expect(document.triggers[0]).toMatchObject({ author: 'erp@acme.example', trigger: 'authorized' });
    expect(Number.isInteger(document.triggers[0].expectedByChance)).toBe(true);
    expect(document.balances).toHaveLength(1);
    expect(document.balances[0]).toEqual({
      sku: '100123',
      warehouse: 'wh_1',
      inStock: 2,
      reserved: 4,
      available: -2,
      pending: 3,
      acknowledged: 1,
      ghosts: 0,
      undetermined: 0,
      earlyWriteOffs: 4,
      lateWriteOffs: 0,
      availableItems: 2,
      corrected: 5,
      alternatives: [],
      oversold: 0,
      basis: 'update-log',
      confidence: expect.stringMatching(/proven|likely/),
      causes: [{ code: 'early-write-off', units: 4 }],
      blockedTradePolicies: null,
      hiddenUnits: null,
      hidden: false,
    });
    expect(document.problems).toEqual([]);
  });

  it('shows every balance when asked, the unlimited one without a correction', async () => {
    const { stdout } = await invfix(scanned, ['scan', 'exports', '--json', '--all', '--db', 'all.db']);
    const { balances } = JSON.parse(stdout);
    expect(balances).toHaveLength(22);
    expect(balances[0].sku).toBe('100123');
    expect(balances.at(-1)).toMatchObject({ sku: '900000', corrected: null });
  });

  it('selects by SKU and warehouse, and limits the table', async () => {
    const { stdout, code } = await invfix(scanned, [
      ...['scan', 'exports', '--db', 'limit.db', '--all', '--limit', '3'],
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('19 more not shown; --limit 22 shows all.');
    const one = await invfix(scanned, ['scan', 'exports', '--db', 'limit.db', '--sku', '200000']);
    expect(one.code).toBe(0);
    expect(one.stdout).toContain('Nothing is negative: all 1 balance can be sold from.');
  });

  it('answers an unknown warehouse with those there are', async () => {
    const { code, stderr } = await invfix(scanned, [
      'scan',
      'exports',
      '--db',
      'w.db',
      '--warehouse',
      'WH_1',
    ]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'invfix: No export has a warehouse WH_1.\nDid you mean wh_1? Capital letters count.\n',
    );
  });

  it('exits with 0 for negative balances when asked', async () => {
    const { code } = await invfix(scanned, ['scan', 'exports', '--db', 'code.db', '--no-exit-code']);
    expect(code).toBe(0);
  });

  it('says so kindly when nothing is negative', async () => {
    const { inventory } = smallStore();
    const healthy = inventory.split('\n').filter((line) => !line.startsWith('100123'));
    writeSmallStore(folder, { inventory: healthy.join('\n') });
    const { code, stdout } = await invfix(folder, ['scan', '.']);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing is negative: all 21 balances can be sold from.');
  });

  it('names the file and line of rows it had to reject, and exits with 3', async () => {
    const { updates } = smallStore();
    const broken = updates.split('\n');
    broken.splice(4, 0, '200000;wh_1;not a date;erp;5;4');
    writeSmallStore(join(folder, 'exports'), { updates: broken.join('\n') });
    const { code, stdout, stderr } = await invfix(folder, ['scan', 'exports']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/exports\/updates\.csv:5\b/);
    expect(stdout).toContain('1 row rejected');
    expect(stdout).toContain('100123');
    for (const later of [['explain', '100123'], ['correct'], ['correct', '--write', '-']]) {
      const answer = await invfix(folder, later);
      expect(answer.code).toBe(3);
      expect(answer.stderr).toContain('The answer may be incomplete.');
    }
    const { stdout: json } = await invfix(folder, ['scan', 'exports', '--json', '--problems']);
    expect(JSON.parse(json).problems).toMatchObject([{ count: 1, file: 'exports/updates.csv', line: 5 }]);
  });

  it('names every row with a problem when asked, those that count too', async () => {
    mkdirSync(join(folder, 'exports'));
    const rows = ['sku;total;reserved', '1;x;2', '2;y;2', '3;5;1', '3;4;1', ''];
    writeFileSync(join(folder, 'exports', 'i.csv'), rows.join('\n'));
    const { stdout, stderr } = await invfix(folder, ['scan', 'exports', '--json', '--problems']);
    expect(JSON.parse(stdout).problems.map(({ line }: { line: number }) => line)).toEqual([2, 3, 4]);
    for (const line of [2, 3, 4]) expect(stderr).toContain(`exports/i.csv:${line}:`);
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    ['an empty folder', () => {}, /There are no files below exports\./],
    [
      'orders without an inventory',
      (path) => writeFileSync(join(path, 'orders.csv'), smallStore().orders),
      /exports holds 1 order export, but no inventory\./,
    ],
    [
      'orders that are cut off, without an inventory',
      (path) => writeFileSync(join(path, 'orders.csv'), smallStore().orders.slice(0, -20)),
      /exports holds 1 order export, but no inventory\. exports\/orders\.csv was not read whole: cut off/,
    ],
    [
      'orders beside an inventory of which nothing can be read',
      (path) => {
        writeFileSync(join(path, 'inventory.xlsx'), 'PK\x03\x04');
        writeFileSync(join(path, 'orders.csv'), smallStore().orders);
      },
      /but no inventory\. exports\/inventory\.xlsx was not read whole: .*cut off\./,
    ],
    [
      'a header without its key column',
      (path) => writeFileSync(join(path, 'stock.csv'), 'TotalQuantity;ReservedQuantity\n1;2\n'),
      /stock\.csv: .*SkuId/,
    ],
    ['nothing it knows', (path) => writeFileSync(join(path, 'notes.txt'), 'hello\n'), /notes\.txt/],
  ])('has an answer of its own for %s', async (_name, fill, message) => {
    mkdirSync(join(folder, 'exports'));
    fill(join(folder, 'exports'));
    const { code, stdout, stderr } = await invfix(folder, ['scan', 'exports']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    expect(existsSync(join(folder, '.invfix', 'invfix.db'))).toBe(false);
  });

  it('reads an inventory without orders, and says what is missing', async () => {
    writeFileSync(join(folder, 'inventory.csv'), smallStore().inventory);
    const { code, stdout, stderr } = await invfix(folder, ['scan', 'inventory.csv']);
    expect(code).toBe(1);
    expect(stdout).toContain('100123');
    expect(stdout).not.toContain('Who takes units off');
    expect(stderr).toContain('There are no order exports');
  });

  it('leaves the last scan readable when the next one fails', async () => {
    writeSmallStore(join(folder, 'exports'));
    await invfix(folder, ['scan', 'exports']);
    expect((await invfix(folder, ['scan', 'nowhere'])).code).toBe(2);
    expect((await invfix(folder, ['explain', '100123'])).code).toBe(0);
    expect(readdirSync(join(folder, '.invfix'))).toEqual(['invfix.db']);
  });

  it('says how long each phase took when asked', async () => {
    writeSmallStore(join(folder, 'exports'));
    const { stderr } = await invfix(folder, ['scan', 'exports', '--quiet'], { INVFIX_TIMINGS: '1' });
    const phases = ['load', 'index', 'learn', 'diagnose', 'publish', 'render'];
    expect(stderr.trim().split('\n')).toEqual(
      phases.map((phase) => expect.stringMatching(new RegExp(`^timing: ${phase} \\d+\\.\\d+ s$`))),
    );
    expect((await invfix(folder, ['scan', 'exports', '--quiet'])).stderr).toBe('');
  });

  it('does not mind a reader that has read enough', async () => {
    const { code, stdout } = await shell(
      scanned,
      'set -o pipefail; eval "$INVFIX scan exports --all --db head.db --no-exit-code" | head -1',
    );
    expect(stdout).toMatch(/File/);
    expect(code).toBe(0);
  });
});

describe('explain', () => {
  it('finds a SKU by its reference code and tells its story', async () => {
    const { code, stdout } = await invfix(scanned, ['explain', 'SKU123']);
    expect(code).toBe(0);
    expect(stdout).toContain('SKU 100123, reference code SKU123');
    expect(stdout).toMatch(/= Update Count +5 /);
    expect(stdout).toContain('Type 5 in Update Count');
    expect(stdout).toMatch(/took off 3 for v700369acme-01, early/);
    expect(stdout).toContain('v700368acme-01 (1 unit) and v700369acme-01 (3 units)');
  });

  it('gives the same numbers as the scan, with the story, as JSON', async () => {
    const { stdout } = await invfix(scanned, ['explain', '100123', '--json']);
    const document = JSON.parse(stdout);
    expect(Object.keys(document)).toEqual(['schema', 'sku', 'exportedAt', 'balances']);
    expect(document).toMatchObject({ schema: 'invfix.explain/1', sku: '100123' });
    const [balance] = document.balances;
    expect(balance).toMatchObject({ corrected: 5, earlyWriteOffs: 4, pending: 3, acknowledged: 1 });
    expect(balance.updates.at(-1)).toMatchObject({
      at: '2026-03-28T10:07:00.000Z',
      author: 'erp@acme.example',
      before: 5,
      after: 2,
      received: 0,
      unexplained: 0,
      reset: false,
      dropped: 0,
      takenOff: [{ order: 'v700369acme-01', units: 3, early: true, hoursEarly: null }],
    });
    expect(balance.reservations).toEqual([
      {
        order: 'v700368acme-01',
        units: 1,
        state: 'acknowledged',
        status: 'handling',
        createdAt: '2026-03-27T22:00:00.000Z',
        takenOffAt: '2026-03-28T00:47:00.000Z',
      },
      {
        order: 'v700369acme-01',
        units: 3,
        state: 'pending',
        status: 'ready-for-handling',
        createdAt: '2026-03-28T08:00:00.000Z',
        takenOffAt: '2026-03-28T10:07:00.000Z',
      },
    ]);
  });

  it('answers an unknown SKU with the nearest known', async () => {
    const { code, stdout, stderr } = await invfix(scanned, ['explain', '100132']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^invfix: No export has a SKU or reference code 100132\.\nDid you mean .*100123/);
  });

  it('says what to do when nothing was scanned yet', async () => {
    const { code, stderr } = await invfix(folder, ['explain', '100123']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no database.*\n.*invfix scan/);
  });

  it('can scan first', async () => {
    writeSmallStore(join(folder, 'exports'));
    const { code, stdout } = await invfix(folder, ['explain', 'SKU123', '--from', 'exports']);
    expect(code).toBe(0);
    expect(stdout).toContain('Type 5 in Update Count');
    expect(existsSync(join(folder, '.invfix', 'invfix.db'))).toBe(true);
  });
});

describe('correct', () => {
  it('shows the counts and the orders the ERP must not write off again', async () => {
    const { code, stdout } = await invfix(scanned, ['correct']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/100123 +wh_1 +2 +-2 +5 +\+3 /);
    expect(stdout).toContain('the inventory of 2026-04-01;');
    expect(stdout).toMatch(/v700368acme-01 +1 +100123 +wh_1\n +v700369acme-01 +3 +100123 +wh_1/);
  });

  it('writes the review CSV whole, and never over another file', async () => {
    const path = join(folder, 'fix.csv');
    expect((await invfix(scanned, ['correct', '--write', path])).code).toBe(0);
    const [header, row, end] = readFileSync(path, 'utf8').split('\n');
    expect(header).toBe(REVIEW_HEADER);
    expect(row).toMatch(/^100123,wh_1,2,4,-2,4,0,2,3,5,0,update-log,(proven|likely),early-write-off 4$/);
    expect(end).toBe('');
    expect(readdirSync(folder)).toEqual(['fix.csv', 'fix.erp.csv']);
    const again = await invfix(scanned, ['correct', '--write', path]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('exists already');
    expect((await invfix(scanned, ['correct', '--write', path, '--force'])).code).toBe(0);
  });

  it('writes nothing but the CSV to the standard output', async () => {
    const { stdout, stderr } = await invfix(scanned, ['correct', '--write', '-']);
    expect(stdout.split('\n')).toHaveLength(3);
    expect(stdout.startsWith(REVIEW_HEADER)).toBe(true);
    expect(stderr).toContain('v700369acme-01');
  });

  it('writes a JSON document', async () => {
    const { stdout } = await invfix(scanned, ['correct', '--json']);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      schema: 'invfix.correct/1',
      exportedAt: '2026-04-01T00:00:00.000Z',
      corrections: [{ sku: '100123', corrected: 5, count: 5 }],
      leftOut: [],
      ordersNotToWriteOffAgain: [
        { sku: '100123', warehouse: 'wh_1', order: 'v700368acme-01', units: 1 },
        { sku: '100123', warehouse: 'wh_1', order: 'v700369acme-01', units: 3 },
      ],
    });
  });

  it('says when there is nothing to correct', async () => {
    const { code, stdout } = await invfix(scanned, ['correct', '--sku', '200000']);
    expect(code).toBe(0);
    expect(stdout).toBe('There is nothing to correct.\n');
  });

  it('refuses a folder that does not exist', async () => {
    const { code, stderr } = await invfix(scanned, ['correct', '--write', join(folder, 'no', 'fix.csv')]);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no folder');
  });
});

describe('the program', () => {
  it('prints help with examples first', async () => {
    for (const args of [['--help'], ['scan', '--help'], ['explain', '--help'], ['correct', '--help']]) {
      const { code, stdout } = await invfix(folder, args);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Examples:\n {2}invfix /);
      expect(stdout).toContain('--no-color');
    }
  });

  it.each([
    [['scann', 'x'], 'Did you mean scan?'],
    [['scan', 'x', '--understatd'], 'Did you mean --understated?'],
    [['scan', 'x', '--limit', '0'], 'whole number'],
    [['scan', 'x', '--date-order', 'ymd'], 'dmy, mdy'],
    [['scan', 'x', '--timezone', 'Mars/Olympus'], 'America/Sao_Paulo'],
    [['scan', 'x', '--exported-at', 'yesterday'], '2026-04-01T00:00Z'],
    [['correct', '--confidence', 'sure'], 'proven, likely, assumed'],
    [['scan'], 'invfix scan exports/'],
    [['explain'], 'invfix explain SKU123'],
  ])('answers %j with a line why and a line what to do', async (args, words) => {
    const { code, stdout, stderr } = await invfix(folder, args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  it('prints its version', async () => {
    expect((await invfix(folder, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('has colours only where they are wanted', async () => {
    const forced = await invfix(scanned, ['explain', 'SKU123'], { FORCE_COLOR: '1' });
    expect(forced.stdout).toContain('\x1b[');
    const refused = await invfix(scanned, ['explain', 'SKU123', '--no-color'], { FORCE_COLOR: '1' });
    expect(refused.stdout).not.toContain('\x1b[');
  });

  it('keeps its database where it is told', async () => {
    writeSmallStore(join(folder, 'exports'));
    await invfix(folder, ['scan', 'exports'], { INVFIX_DB: 'elsewhere.db' });
    expect(readdirSync(folder).sort()).toEqual(['elsewhere.db', 'exports']);
  });

  it('shows a stack only when asked', async () => {
    const plain = await invfix(scanned, ['explain', 'nothing-like-it']);
    expect(plain.stderr).not.toContain('    at ');
    const debug = await invfix(scanned, ['explain', 'nothing-like-it', '--debug']);
    expect(debug.stderr).toContain('    at ');
  });
});
