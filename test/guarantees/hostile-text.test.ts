/**
 * Files cannot attack the terminal, the spreadsheet or the page: whatever stands in names, ids, authors, headers and file names,
 * what is shown is harmless, and what VTEX needs exact stays exact.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { invfix } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { readPage } from '../page/read-page.js';
import { ownFolder, withstood } from './trying.js';

/** Escape sequences, C1 controls, bidirectional overrides and isolates, zero-width and tag characters, formulas. */
const ATTACKS: Readonly<Record<string, string>> = {
  escape: '\u001b[2J\u001b]0;owned\u0007',
  csi: '\u009b31m',
  bell: '\u0007\u0008',
  override: '\u202egnp.exe\u202c',
  isolate: '\u2066a\u2069',
  zeroWidth: 'a\u200bb\u200dc\ufeff',
  tag: '\u{e0041}\u{e0042}',
  separator: 'a\u2028b\u2029c',
  formula: '=HYPERLINK("http://x","y")',
  dde: "@SUM(1+1)*cmd|' /C calc'!A0",
  plus: '+1+1',
  tab: '\t=1+1',
  fullWidth: '\uff1d1+1',
  script: '</script><script>alert(1)</script>',
  image: "<img src=x onerror='alert(2)'>",
  comment: '<!--<script>{{1+1}}`alert(3)`',
  address: "javascript:alert(4)//'><svg onload=alert(5)>",
};
/** What no terminal should be handed: controls but the line feed, and what is invisible or turns the direction. */
const HARMFUL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const folder = ownFolder();
const exports = join(folder, 'exports');
const ids = ['override', 'isolate', 'formula', 'plus', 'fullWidth', 'tag', 'script', 'image'] as const;
const idOf = (name: (typeof ids)[number]): string => `${ATTACKS[name]}-sku`.trim();

beforeAll(() => {
  mkdirSync(exports);
  const all = Object.values(ATTACKS);
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const { inventory, orders, updates } = smallStore();
  const balances = ids.map(
    (name, index) =>
      `${cell(idOf(name))};1;3;-2;${cell(`wh-${ATTACKS[name]}`)};${cell(ATTACKS[name] ?? '')};${cell(ATTACKS[name] ?? '')};True;False;00-o${index};0`,
  );
  const rejected = all.map((text) => `${cell(text)};${cell(text)};0;0;wh_1;x;y;True;False;;0`);
  const names = all.map(
    (text, index) => `30000${index};4;0;4;wh_1;${cell(text)};${cell(text)};True;False;;0`,
  );
  writeFileSync(
    join(exports, 'inventory-2026-04-01.csv'),
    `${inventory}${[...balances, ...names, ...rejected].join('\n')}\n`,
  );
  const lines = ids.map(
    (name, index) =>
      `${cell(`o${index}`)};00-o${index};${cell(idOf(name))};3;2026-03-28 08:00:00Z;2026-03-28 10:05:00Z;2026-03-28 10:35:00Z;${cell(`state ${ATTACKS[name]}`)}`,
  );
  const header = `;${cell(`${ATTACKS.escape}odd${ATTACKS.csi}`)}\n`;
  writeFileSync(join(exports, 'orders.csv'), `${orders.replace('\n', header)}${lines.join('\n')}\n`);
  const changes = all.map(
    (text, index) => `200000;wh_1;2026-03-2${index % 8} 0${index % 9}:00:00Z;${cell(text)};5${index};4`,
  );
  writeFileSync(join(exports, 'updates.csv'), `${updates}${changes.join('\n')}\n`);
  for (const [index, text] of all.entries())
    writeFileSync(join(exports, `${index}-${text.replaceAll('/', '_')}.csv`), `${cell(text)};b\n1;2\n`);
  writeFileSync(join(exports, `bad-${ATTACKS.escape}.json`), `{"${ATTACKS.override}":`);
});

const SHOWN: readonly (readonly string[])[] = [
  ['scan', 'exports', '--fresh', '--all', '--verbose', '--problems', '--debug'],
  ['scan', 'exports', '--dry-run', '--verbose'],
  ['explain', ...ids.map(idOf), '--verbose'],
  ['explain', `nothing ${ATTACKS.escape}`],
  ['correct', '--verbose', '--understated'],
  ['correct', '--write', 'fix.csv', '--force', '--understated', '--verbose'],
  ['verify', 'exports', '--verbose'],
  ['undo', '--verbose'],
  ['undo', '--write', 'undo.csv', '--force'],
  ['history', '--verbose'],
  ['doctor', '--verbose'],
  ['guide', 'exports', '--verbose'],
  ['report', '--html', 'report.html', '--force', '--all', '--verbose'],
  ['scan', 'exports', '--all', '--format', 'csv'],
  ['scan', `no such ${ATTACKS.escape}${ATTACKS.override}`],
  ['scan', 'exports', '--db', `none${ATTACKS.csi}/\u001b/x.db`],
  ['scan', 'exports', '--timezone', ATTACKS.escape ?? ''],
  [`${ATTACKS.escape}`],
  ['correct', '--from-review', `${ATTACKS.escape}.csv`],
];

test('what is shown is harmless', async () => {
  for (const args of SHOWN) {
    const { stdout, stderr } = await invfix(folder, args);
    const shown = stdout + stderr;
    expect(shown.length, args.join(' ')).toBeGreaterThan(20);
    expect(
      HARMFUL.exec(shown)?.[0],
      `${args.slice(0, 3).join(' ')}: ${JSON.stringify(shown.slice(Math.max(0, shown.search(HARMFUL) - 60), shown.search(HARMFUL) + 20))}`,
    ).toBe(undefined);
  }
  withstood(
    'hostile-text',
    `${SHOWN.length} commands on ${Object.keys(ATTACKS).length} attacks, each in ids, names, authors, states, headers and file names`,
  );
}, 120_000);

test('JSON is exact, and harmless where it is shown', async () => {
  for (const args of [
    ['scan', 'exports', '--json', '--all', '--problems'],
    ['explain', ...ids.map(idOf), '--json'],
    ['correct', '--json', '--understated'],
    ['scan', 'exports', '--dry-run', '--json'],
  ]) {
    const { stdout } = await invfix(folder, args);
    expect(HARMFUL.exec(stdout)?.[0], args.join(' ')).toBe(undefined);
    const documents = args[0] === 'explain' ? stdout.trim().split('\n') : [stdout];
    const parsed = documents.map((text) => JSON.parse(text));
    if (args[0] === 'explain') expect(parsed.map(({ sku }) => sku)).toEqual(ids.map(idOf));
  }
  withstood('hostile-text', '4 JSON documents');
}, 120_000);

test('files run nothing in a spreadsheet, and their ids come back exact', async () => {
  await invfix(folder, ['scan', 'exports']);
  const { code } = await invfix(folder, ['correct', '--write', 'review.csv', '--force']);
  expect([0, 3]).toContain(code);
  for (const name of ['review.csv', 'review.erp.csv']) {
    const text = readFileSync(join(folder, name), 'utf8');
    for (const field of text.split(/[,\n]/).map((cell) => cell.replace(/^"/, '')))
      expect(field, name).not.toMatch(/^[=@+\t\r\uff1d\uff20\uff0b]|^-(?!\d+$)/);
  }
  const back = await invfix(folder, ['correct', '--from-review', 'review.csv', '--json']);
  expect([0, 3], back.stderr).toContain(back.code);
  const skus = JSON.parse(back.stdout).corrections.map(({ sku }: { sku: string }) => sku);
  expect(skus).toEqual(expect.arrayContaining(ids.map(idOf)));
  const batch = [
    'correct',
    '--format',
    'batch',
    '--account',
    'acme',
    '--lead-time',
    'keep-none',
    '--write',
    'batch.csv',
  ];
  const refused = await invfix(folder, batch);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('begins like a formula');
  withstood('hostile-text', 'a review, a file for the ERP, and a batch file');
}, 120_000);

test('the page holds them as data alone', async () => {
  await invfix(folder, ['scan', 'exports']);
  const written = await invfix(folder, ['report', '--html', 'page.html', '--all']);
  expect([0, 3], written.stderr).toContain(written.code);
  const { text, ...data } = readPage(join(folder, 'page.html'));
  expect(data.rows.map(([sku]) => sku)).toEqual(expect.arrayContaining(ids.map(shownId)));
  // What stands in the page besides its data is what stands in the page of a store that attacks nothing.
  const plain = join(folder, 'plain');
  writeSmallStore(plain);
  const args = ['report', '--html', 'plain.html', '--all', '--from', plain, '--db', 'plain.db'];
  expect((await invfix(folder, args)).code).toBe(0);
  expect(frameOf(text)).toBe(frameOf(readPage(join(folder, 'plain.html')).text));
  for (const [, json = ''] of text.matchAll(DATA)) {
    expect(json).not.toMatch(/[<>&]/);
    expect(HARMFUL.exec(json)?.[0]).toBe(undefined);
  }
  withstood('hostile-text', `a page with ${data.rows.length} balances: nothing of them outside its data`);
}, 120_000);

const DATA = /<script type="application\/json" id="[a-z0-9-]+">(.*)<\/script>\n/g;
const frameOf = (page: string): string => page.replaceAll(DATA, '');
/** What turns the direction or is not seen is left out where ids are shown. */
const shownId = (name: (typeof ids)[number]): string => idOf(name).replaceAll(/\p{Cf}/gu, '');
