/**
 * What an earlier fix of the same name leaves behind. A fix is one file or several numbered ones, plain or zipped;
 * where a new one has other names or fewer files, old counts stay there that someone may upload.
 */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { endingOf, type FixFile, withoutEnding } from './format.js';

/** As `numberedPath` numbers; a longer number is a date, and no part of a fix. */
const NUMBER = /^-([1-9]\d{0,2})$/;
const ZIP = '.zip';

/**
 * Files beside the target that have a name of the target's parts and are not among those written, by their numbers.
 * @param target the file the user named
 */
export function leftBehind(target: string, written: readonly FixFile[]): string[] {
  const folder = dirname(target);
  const stem = basename(withoutEnding(target));
  const names = new Set(written.map(({ path }) => basename(path)));
  return filesIn(folder)
    .filter((name) => !names.has(name))
    .flatMap((name) => {
      const part = partOf(name, stem, endingOf(target));
      return part === null ? [] : [{ name, part }];
    })
    .sort((a, b) => a.part - b.part || (a.name < b.name ? -1 : 1))
    .map(({ name }) => (folder === '.' ? name : join(folder, name)));
}

/** None where the folder may be written to but not read. */
function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Which part of a fix a file of this name would be: 0 for all of it, null for none. */
function partOf(name: string, stem: string, ending: string): number | null {
  const end = name.endsWith(ending) ? ending : ZIP;
  if (!name.startsWith(stem) || !name.endsWith(end)) return null;
  const middle = name.slice(stem.length, name.length - end.length);
  if (middle === '') return 0;
  const number = NUMBER.exec(middle)?.[1];
  return number === undefined ? null : Number(number);
}
