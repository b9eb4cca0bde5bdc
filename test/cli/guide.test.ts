import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, invfix, PROGRAM } from './program.js';

const DEMO = join(import.meta.dirname, '../../fixtures/demo');
const INVENTORY = 'inventory-2026-03-31T09-00.csv';

let root: string;
let folder: string;
let exports: string;
let folders = 0;
beforeAll(() => {
  ensureBuilt();
  root = mkdtempSync(join(tmpdir(), 'invfix-guide-'));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  folder = join(root, String(++folders));
  exports = join(folder, 'exports');
  mkdirSync(exports, { recursive: true });
});

/** Saves one of the demo's exports a while ago, so that nobody waits whether it grows. */
function save(name: string, as = name, at = new Date('2026-03-31T10:00:00Z')): void {
  copyFileSync(join(DEMO, name), join(exports, as));
  utimesSync(join(exports, as), at, at);
}

describe('guide', () => {
  it('tells what to export in which order, and that nothing is there', async () => {
    const { code, stdout } = await invfix(folder, ['guide']);
    expect(code).toBe(0);
    const titles = [
      '1. Inventory (needed)',
      '2. Orders, right after (needed)',
      '3. Inventory updates',
      '4. What',
    ];
    expect(titles.map((title) => stdout.indexOf(title))).toEqual(
      titles.map((title) => stdout.indexOf(title)).toSorted((a, b) => a - b),
    );
    for (const title of titles) expect(stdout).toContain(title);
    expect(stdout.match(/– not yet/g)).toHaveLength(3);
    expect(stdout).toContain('Still needed: inventory and orders.');
    expect(stdout).not.toContain('invfix scan exports ');
  });

  it('says so where there is no folder yet, and refuses a file', async () => {
    const { code, stdout } = await invfix(folder, ['guide', 'downloads', '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toContain('There is no folder downloads yet');
    save('orders.csv');
    const refused = await invfix(folder, ['guide', 'exports/orders.csv']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('exports/orders.csv is no folder.');
  });

  it('ticks what is there, by what is in the files, and names the next command', async () => {
    save(INVENTORY);
    save('orders.csv', 'whatever.txt');
    const some = await invfix(folder, ['guide', '--quiet']);
    expect(some.stdout).toContain(`✓ Inventory: exports/${INVENTORY}, of 2026-03-31 09:00 UTC`);
    expect(some.stdout).toContain('✓ Orders: exports/whatever.txt');
    expect(some.stdout).toContain('– Inventory updates: not yet');
    expect(some.stdout).toContain('What is needed is there. Next:\n  invfix scan exports ');
    save('inventory-updates.csv');
    const { stdout } = await invfix(folder, ['guide', '--quiet']);
    expect(stdout).toContain('Everything is there. Next:\n  invfix scan exports ');
  });

  it('asks for the orders again where they are older than the inventory', async () => {
    save(INVENTORY);
    save('orders.csv', 'orders.csv', new Date('2026-03-30T08:00:00Z'));
    const { stdout } = await invfix(folder, ['guide', '--quiet']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'no later than 2026-03-30 08:00, before the inventory of 2026-03-31 09:00',
    );
    expect(stdout).not.toContain('Next:');
  });

  it('proposes a name for an inventory that does not say when it is of', async () => {
    save(INVENTORY, 'inventory.csv');
    const { stdout } = await invfix(folder, ['guide', '--quiet']);
    expect(stdout).toContain('inventory-2026-03-31T10-00Z.csv');
    renameSync(join(exports, 'inventory.csv'), join(exports, 'inventory-2026-03-31T10-00Z.csv'));
    const { stdout: named } = await invfix(folder, ['guide', '--quiet']);
    expect(named).toContain(', of 2026-03-31 10:00 UTC');
  });

  it('names what is no export, and ends with 3 where one is damaged', async () => {
    writeFileSync(join(exports, 'notes.txt'), 'hello');
    expect((await invfix(folder, ['guide', '--quiet'])).stdout).toContain('exports/notes.txt is not read');
    writeFileSync(join(exports, 'inventory.csv'), '');
    const { code, stdout } = await invfix(folder, ['guide', '--quiet']);
    expect(code).toBe(3);
    expect(stdout).toContain('exports/inventory.csv is not read');
  });

  it('speaks Portuguese and Spanish', async () => {
    save(INVENTORY);
    const { stdout: pt } = await invfix(folder, ['guide', '--quiet', '--lang', 'pt']);
    expect(pt).toContain(`✓ Inventário: exports/${INVENTORY}, de 31/03/2026 09:00 UTC`);
    expect(pt).toContain('Ainda falta: pedidos.');
    const { stdout: es } = await invfix(folder, ['guide', '--quiet', '--lang', 'es']);
    expect(es).toContain('Todavía falta: pedidos.');
  });

  it('watches files arrive, and ends when all is there', async () => {
    const watching = spawn(process.execPath, [PROGRAM, 'guide', '--watch'], { cwd: folder });
    const ended = new Promise<number | null>((resolve) => watching.on('close', resolve));
    let said = '';
    const until = (text: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (said.includes(text)) resolve();
        };
        watching.stdout.on('data', look);
        watching.stderr.on('data', look);
        look();
      });
    for (const stream of [watching.stdout, watching.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    await until('Watching exports');
    writeFileSync(join(exports, 'orders.csv.crdownload'), '');
    await until('exports/orders.csv.crdownload is still being downloaded');
    rmSync(join(exports, 'orders.csv.crdownload'));
    save('orders.csv');
    await until('✓ exports/orders.csv: orders');
    save(INVENTORY);
    await until('What is needed is there.');
    rmSync(join(exports, INVENTORY));
    await until(`– exports/${INVENTORY}: no longer there`);
    save(INVENTORY);
    save('inventory-updates.csv');
    await until('Everything is there.');
    expect(await ended).toBe(0);
  }, 30_000);
});
