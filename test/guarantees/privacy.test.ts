/**
 * Personal data stays where it was: of an order report full of it, nothing but what invfix keeps by its word is in
 * the database, in temporary files, in what is printed and in what is written, also after a crash and with --debug.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { invfix, type Outcome } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { readPage } from '../page/read-page.js';
import { createRandom } from '../world/random.js';
import { killedAfter } from './killing.js';
import { namesBut, ownFolder, scaled, withFault, withstood } from './trying.js';

/** Every personal field has this in it, and each field a word of its own. */
const MARK = 'privat';
const PERSONAL = [
  'Client Name',
  'Client Last Name',
  'Client Document',
  'Email',
  'Phone',
  'UF',
  'City',
  'Address Identification',
  'Address Type',
  'Receiver Name',
  'Street',
  'Number',
  'Complement',
  'Neighborhood',
  'Reference',
  'Postal Code',
  'Payment System Name',
  'Gift Card Name',
  'Card First Digits',
  'Card Last Digits',
  'Coupon',
  'Host',
  'Obs',
  'Device',
  'Tracking Number',
] as const;
const marked = (field: string): string =>
  `${MARK}-${field.toLowerCase().replaceAll(' ', '-')}@example.com +5511${MARK} 123.456.789-00`;

const folder = ownFolder();
const temporary = join(folder, 'tmp');
const environment = { TMPDIR: temporary };
const DATABASE = '.invfix/invfix.db';

beforeAll(() => mkdirSync(temporary));

/** An order report with personal fields before, between and after those that invfix reads. */
function orderReport(): string {
  const [header = '', ...rows] = smallStore().orders.trim().split('\n');
  const half = Math.ceil(PERSONAL.length / 2);
  const with_ = (row: string, of: (field: string) => string): string => {
    const cells = row.split(';');
    const [before, after] = [PERSONAL.slice(0, half), PERSONAL.slice(half)];
    return [...cells.slice(0, 3), ...before.map(of), ...cells.slice(3), ...after.map(of)].join(';');
  };
  return [with_(header, (field) => field), ...rows.map((row) => with_(row, marked))].join('\n');
}

/** An order as the API gives it, with personal data wherever it has some. */
function orderDocument(): string {
  return JSON.stringify({
    orderId: 'v900001acme-01',
    sellerOrderId: '00-v900001acme-01',
    status: 'ready-for-handling',
    creationDate: '2026-03-28T10:00:00Z',
    clientProfileData: {
      email: marked('Email'),
      firstName: marked('Name'),
      document: marked('Document'),
      phone: marked('Phone'),
    },
    items: [
      { id: '100123', quantity: 1, lockId: '00-v900001acme-01', attachments: [{ name: marked('Gift') }] },
    ],
    shippingData: {
      address: { street: marked('Street'), receiverName: marked('Receiver'), postalCode: marked('Code') },
    },
    paymentData: {
      transactions: [{ payments: [{ lastDigits: marked('Digits'), cardHolder: marked('Holder') }] }],
    },
    openTextField: { value: marked('Note') },
    customData: { customApps: [{ fields: { cpf: marked('cpf') } }] },
  });
}

/** What looks like an export and is none has only its path told. */
function customerList(): string {
  return `${PERSONAL.join(';')}\n${PERSONAL.map(marked).join(';')}\n`;
}

/** The files below a folder that have the mark in them, in whatever encoding. */
function filesWithMark(path: string, ...marks: readonly string[]): string[] {
  const needles = (marks.length === 0 ? [MARK, MARK.toUpperCase()] : marks).flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64').slice(0, 6)),
  ]);
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^exports(\/|$)/.test(name) && statSync(join(path, name)).isFile())
    .filter((name) => {
      const content = readFileSync(join(path, name));
      return needles.some((needle) => content.includes(needle));
    });
}

const COMMANDS: readonly (readonly string[])[] = [
  ['scan', 'exports', '--fresh', '--verbose', '--problems', '--debug'],
  ['scan', 'exports', '--fresh', '--json', '--all', '--problems', '--debug'],
  ['scan', 'exports', '--dry-run', '--verbose'],
  ['scan', 'exports', '--dry-run', '--json'],
  ['explain', '100123', '--verbose', '--debug'],
  ['explain', '100123', '--json'],
  ['explain', 'no such', '--debug'],
  ['correct', '--verbose'],
  ['correct', '--json', '--understated'],
  ['correct', '--write', 'fix.csv', '--force', '--understated', '--debug'],
  [
    ...['correct', '--write', 'batch.csv', '--force', '--format', 'batch', '--account', 'acme'],
    ...['--lead-time', 'keep-none'],
  ],
  ['correct', '--from-review', 'fix.csv', '--json', '--debug'],
  ['correct', '--from-review', 'exports/customers.csv', '--debug'],
  ['scan', 'exports', '--fresh', '--format', 'ndjson', '--all'],
  ['scan', 'exports', '--format', 'csv', '--all'],
  ['report', '--html', 'report.html', '--all', '--force', '--debug'],
  ['report', '--html', '-', '--all'],
  ['verify', 'exports', '--verbose', '--debug'],
  ['verify', '--json'],
  ['undo', '--json', '--debug'],
  ['undo', '--write', 'undo.csv', '--force', '--verbose'],
  ['history', '--json'],
  ['history', '--verbose', '--debug'],
  ['doctor', '--verbose', '--debug'],
  ['doctor', '--json'],
  ['guide', 'exports', '--verbose', '--debug'],
];

async function attacked(): Promise<Outcome[]> {
  const told: Outcome[] = [];
  for (const args of COMMANDS) told.push(await invfix(folder, args, environment));
  return told;
}

describe('of exports full of personal data', () => {
  beforeAll(() => {
    rmSync(join(folder, 'exports'), { recursive: true, force: true });
    writeSmallStore(join(folder, 'exports'), { orders: orderReport() });
    writeFileSync(join(folder, 'exports', 'order.json'), orderDocument());
    writeFileSync(join(folder, 'exports', 'broken.json'), orderDocument().slice(0, -200));
    writeFileSync(
      join(folder, 'exports', 'odd.json'),
      orderDocument().replace('"quantity":1', '"quantity":"many"'),
    );
    writeFileSync(join(folder, 'exports', 'customers.csv'), customerList());
    writeFileSync(join(folder, 'exports', 'orders.csv.gz'), gzipSync(orderReport()));
  });

  test('nothing is printed, stored or written', async () => {
    for (const [index, { stdout, stderr, code }] of (await attacked()).entries()) {
      const command = COMMANDS[index]?.join(' ');
      expect([0, 1, 2, 3], command).toContain(code);
      expect(`${stdout}${stderr}`.toLowerCase(), command).not.toContain(MARK);
    }
    expect(filesWithMark(folder)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    for (const name of ['fix.csv', 'batch.csv', 'report.html']) expect(readdirSync(folder)).toContain(name);
    // What is looked for is found where it is: the page packs its stories.
    const { text, ...packed } = readPage(join(folder, 'report.html'));
    expect(JSON.stringify(packed)).toContain('v700369acme-01');
    expect(`${text}${JSON.stringify(packed)}`.toLowerCase()).not.toContain(MARK);
    withstood(
      'privacy',
      `${COMMANDS.length} commands on ${PERSONAL.length} personal columns, and the same in JSON`,
    );
  }, 120_000);

  test('nothing is left behind by a scan that is killed', async () => {
    const random = createRandom(12);
    const args = ['scan', 'exports', '--fresh', '--debug'];
    const start = performance.now();
    await invfix(folder, args, environment);
    const seconds = (performance.now() - start) / 1000;
    const changes = [3, 5, 8];
    for (const change of changes) {
      const { stdout, stderr } = await invfix(folder, args, {
        ...environment,
        ...withFault(`kill:${change}`),
      });
      expect(`${stdout}${stderr}`.toLowerCase()).not.toContain(MARK);
      expect(filesWithMark(folder)).toEqual([]);
    }
    const kills = scaled(2, 40);
    for (let kill = 0; kill < kills; kill++) {
      await killedAfter({ folder, args, environment }, null, seconds * (random.integer(100, 999) / 1000));
      expect(filesWithMark(folder), `kill ${kill}`).toEqual([]);
    }
    withstood('privacy', `what ${changes.length + kills} killed scans left`);
  }, 120_000);

  test('the database and what stands beside it are for its owner alone', async () => {
    // Large enough for its rows to be kept.
    writeFileSync(join(folder, 'exports', 'zeros.bin'), Buffer.alloc(5 << 20));
    await invfix(folder, ['scan', 'exports', '--fresh'], environment);
    await invfix(folder, ['scan', 'exports', '--fresh'], { ...environment, ...withFault('kill:6') });
    const names = readdirSync(join(folder, '.invfix'));
    expect(namesBut(join(folder, '.invfix'), 'invfix.db', 'invfix.db.rows').length).toBeGreaterThan(0);
    for (const name of names) expect(statSync(join(folder, '.invfix', name)).mode & 0o077, name).toBe(0);
    expect(statSync(join(folder, '.invfix')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, DATABASE)).mode & 0o777).toBe(0o600);
    rmSync(join(folder, 'exports', 'zeros.bin'));
  }, 60_000);
});

// A single word in the place of an id cannot be told from one; an address and a number can.
test('of order reports that are damaged, nothing is told either', async () => {
  const random = createRandom(11);
  const files = scaled(6, 60);
  const whole = orderReport();
  for (let index = 0; index < files; index++) {
    const exports = join(folder, 'exports');
    rmSync(exports, { recursive: true, force: true });
    writeSmallStore(exports);
    // Delimiters, line breaks and quotes within fields move what follows into other columns.
    const damaged = [...whole].map((character) =>
      character === '-' && random.chance(0.02)
        ? random.pick([';', '\n', '"', ';;', '\n\n', ';"', '\t'])
        : character,
    );
    writeFileSync(join(exports, 'damaged.csv'), damaged.join(''));
    for (const args of [COMMANDS[0], COMMANDS[1], COMMANDS[4]]) {
      const { stdout, stderr } = await invfix(folder, args ?? [], environment);
      expect(`${stdout}${stderr}`, `file ${index}, ${args?.join(' ')}`).not.toMatch(/@example|\+5511/);
    }
    expect(filesWithMark(folder, '@example', '+5511'), `file ${index}`).toEqual([]);
  }
  withstood('privacy', `${files} order reports with damaged rows`);
}, 600_000);
