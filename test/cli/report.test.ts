import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KINDS } from '../../src/render/page/data.js';
import { readPage } from '../page/read-page.js';
import { invfix } from './program.js';

const DEMO = join(import.meta.dirname, '../../fixtures/demo');

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-report-'));
  cpSync(DEMO, join(folder, 'exports'), { recursive: true });
  await invfix(folder, ['scan', 'exports']);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => join(folder, name);

describe('what the page holds', () => {
  it('is what scan and explain say', async () => {
    await invfix(folder, ['report', '--html', 'same.html', '--all']);
    const { head, rows, stories } = readPage(file('same.html'));
    const scan = JSON.parse((await invfix(folder, ['scan', 'exports', '--all', '--json'])).stdout);
    expect(head.summary).toEqual(scan.summary);
    expect(stories).toHaveLength(scan.balances.length);
    const skus = scan.balances.map(({ sku }: { sku: string }) => sku);
    const { stdout } = await invfix(folder, ['explain', '--json', ...skus]);
    const explained = stdout
      .trim()
      .split('\n')
      .flatMap((line) => JSON.parse(line).balances);
    expect(stories.map(({ document }) => document)).toEqual(explained);
    for (const [place, row] of rows.entries()) {
      const balance = explained[place];
      expect(row.slice(4, 10)).toEqual([
        balance.inStock,
        balance.reserved,
        balance.available,
        balance.earlyWriteOffs,
        balance.lateWriteOffs,
        balance.corrected,
      ]);
      expect(head.confidences[row[11]]).toBe(balance.confidence);
      const causes = row[12].map(([cause, units]) => ({ code: head.causes[cause]?.code, units }));
      expect(causes).toEqual(balance.causes);
    }
  });

  it('tells a balance in the words of explain', async () => {
    await invfix(folder, ['report', '--html', 'words.html']);
    const story = readPage(file('words.html')).stories.find(({ document }) => document.sku === '1010');
    const { stdout } = await invfix(folder, ['explain', '1010', '--verbose']);
    const flat = stdout.replace(/\s+/g, ' ');
    const sentences = [
      story?.headline ?? 'none',
      ...(story?.steps ?? []),
      ...(story?.why?.texts ?? []),
      ...(story?.sure ?? []),
      ...(story?.odd ?? []),
      ...(story?.updates ?? []).map(({ text }) => text),
      ...(story?.sum?.terms ?? []).map(({ name, value }) => `${name} ${value}`),
    ];
    expect(sentences.length).toBeGreaterThan(30);
    for (const sentence of sentences) expect(flat).toContain(sentence);
  });

  it('leaves out what is in order, unless all is asked for, and what was not selected', async () => {
    await invfix(folder, ['report', '--html', 'wrong.html']);
    const kinds = readPage(file('wrong.html')).rows.map((row) => KINDS[row[3]]);
    expect(kinds).toHaveLength(13);
    expect(new Set(kinds)).toEqual(new Set(['negative', 'understated']));
    await invfix(folder, ['report', '--html', 'one.html', '--sku', 'SKU123', '--warehouse', 'main']);
    const one = readPage(file('one.html'));
    expect(one.rows.map(([sku]) => sku)).toEqual(['1010']);
    expect(one.head.summary).toMatchObject({ balances: 1, negative: 1, unitsShort: 2 });
  });

  it('names who took units off, and no personal data besides', async () => {
    await invfix(folder, ['report', '--html', 'people.html']);
    const { names } = readPage(file('people.html'));
    expect(names.authors).toEqual(['erp@acme.example']);
  });

  it('may run and load nothing but what stands in it, and keeps the licence of the chart library', async () => {
    await invfix(folder, ['report', '--html', 'policy.html']);
    const { text } = readPage(file('policy.html'));
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const inline = [...text.matchAll(/<(script|style)>([\s\S]*?)<\/\1>/g)].map(([, , code = '']) => code);
    expect(inline).toHaveLength(3);
    for (const code of inline) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(code).digest('base64')}'`);
    }
    expect(text).toContain('Copyright (c) 2022 Leon Sorokin');
    expect(text).toContain('Permission is hereby granted, free of charge');
    expect(text).not.toMatch(/<(?:script|link|img|iframe)[^>]+(?:src|href)="(?!data:,")/);
  });
});

describe('writing it', () => {
  it('asks for a file to write', async () => {
    const { code, stderr } = await invfix(folder, ['report']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'invfix: Nothing says where to write the report.\nName a file: invfix report --html report.html\n',
    );
  });

  it('never replaces a file unless forced', async () => {
    writeFileSync(file('taken.html'), 'mine');
    const { code, stderr } = await invfix(folder, ['report', '--html', 'taken.html']);
    expect(code).toBe(2);
    expect(stderr).toContain('taken.html exists already.');
    expect(readFileSync(file('taken.html'), 'utf8')).toBe('mine');
    expect((await invfix(folder, ['report', '--html', 'taken.html', '--force'])).code).toBe(0);
    expect(readFileSync(file('taken.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('leaves nothing behind where it cannot be written, and says so in one line', async () => {
    const { code, stderr } = await invfix(folder, ['report', '--html', 'no/report.html']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no folder no.');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('goes to the standard output for -, which cannot be opened', async () => {
    const { code, stdout } = await invfix(folder, ['report', '--html', '-']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    const refused = await invfix(folder, ['report', '--html', '-', '--open']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('--open needs a file to open.');
  });

  it('is for the owner and the group', async () => {
    await invfix(folder, ['report', '--html', 'mode.html']);
    expect(statSync(file('mode.html')).mode & 0o777 & ~0o640).toBe(0);
  });

  it('scans first where it is asked to, and tells of damaged rows by its exit code', async () => {
    const other = mkdtempSync(join(tmpdir(), 'invfix-report-'));
    cpSync(DEMO, join(other, 'exports'), { recursive: true });
    writeFileSync(
      join(other, 'exports/more.csv'),
      'SkuId;WarehouseId;TotalQuantity;ReservedQuantity\n5;main;many;0\n',
    );
    const { code } = await invfix(other, ['report', '--html', 'r.html', '--from', 'exports']);
    expect(code).toBe(3);
    expect(readPage(join(other, 'r.html')).head.isIncomplete).toBe(true);
    rmSync(other, { recursive: true });
  });
});

describe.skipIf(process.platform !== 'linux')('opening it', () => {
  it('hands the whole path to the opener, as one word', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s|' "$@" > '${file('opened')}'\n`);
    chmodSync(join(bin, 'xdg-open'), 0o755);
    const name = '$(touch gone) & "report".html';
    const { code, stderr } = await invfix(folder, ['report', '--html', name, '--open'], {
      PATH: `${bin}:/usr/bin:/bin`,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(file('opened'), 'utf8')).toBe(`${file(name)}|`);
    expect(readdirSync(folder)).not.toContain('gone');
  });

  it('says so where there is none, or it could not; the page is written all the same', async () => {
    const bin = join(folder, 'failing');
    mkdirSync(bin);
    for (const [name, path] of [
      ['none.html', '/nowhere'],
      ['failed.html', bin],
    ] as const) {
      const { code, stderr } = await invfix(folder, ['report', '--html', name, '--open'], { PATH: path });
      expect(code).toBe(0);
      expect(stderr).toBe(`Nothing was found that opens it. Open ${name} in a browser.\n`);
      expect(readFileSync(file(name), 'utf8')).toMatch(/<\/html>\n$/);
      writeFileSync(join(bin, 'xdg-open'), '#!/bin/sh\nexit 3\n');
      chmodSync(join(bin, 'xdg-open'), 0o755);
    }
  });
});
