/** docs/dependencies.md is what is installed, and installing it runs and fetches nothing unforeseen. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}
const lock = read('package-lock.json');
const runtime = Object.entries<Locked>(JSON.parse(lock).packages).filter(
  ([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true,
);
const { dependencies, allowScripts } = JSON.parse(read('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};
/** Whoever uses, changes or sells invfix may do so under each of these. */
const LICENCES = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);
const licenceOf = (path: string): string => JSON.parse(read(`${path}/package.json`)).license;

describe('the page of dependencies', () => {
  const rows = read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (package|---)/.test(line))
    .map((line) => line.slice(2, -2).split(' | '));

  it('lists what invfix uses, with the versions it asks for and a reason', () => {
    const used = rows.filter((row) => row.length === 4);
    expect(used.map(([name, range]) => [name, range])).toEqual(Object.entries(dependencies).sort());
    for (const [name, , licence, reason] of used) {
      expect(licence, name).toBe(licenceOf(`node_modules/${name}`));
      expect(reason?.length, name).toBeGreaterThan(20);
    }
  });

  it('lists what those bring along', () => {
    const installed = runtime.filter(([path]) => existsSync(join(root, path)));
    expect(installed.length).toBeGreaterThan(Object.keys(dependencies).length);
    const brought = new Map(
      installed
        .map(([path]) => [nameOf(path), licenceOf(path)] as const)
        .filter(([name]) => dependencies[name] === undefined),
    );
    expect(new Map(rows.filter((row) => row.length === 2).map(([name, licence]) => [name, licence]))).toEqual(
      brought,
    );
  });

  it('has licences alone that let everybody use invfix', () => {
    for (const [path] of runtime.filter(([path]) => existsSync(join(root, path)))) {
      const choices = licenceOf(path).replace(/[()]/g, '').split(' OR ');
      expect(
        choices.some((choice) => LICENCES.includes(choice)),
        `${path}: ${licenceOf(path)}`,
      ).toBe(true);
    }
  });
});

describe('installing', () => {
  it('runs a script of better-sqlite3 alone, which is allowed to', () => {
    const scripted = runtime.flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript === true ? [nameOf(path)] : [],
    );
    expect(scripted).toEqual(['better-sqlite3']);
    expect(allowScripts).toEqual({ 'better-sqlite3': true });
  });

  it('goes by a lock that names no registry, and has a checksum of every package', () => {
    expect(lock).not.toContain('"resolved"');
    expect(lock).not.toContain('registry');
    for (const [path, entry] of Object.entries<{ integrity?: string }>(JSON.parse(lock).packages))
      if (path !== '') expect(entry.integrity, path).toMatch(/^sha512-/);
  });
});
