/**
 * What a page carries with it besides data: its own script, put together from the modules in `browser/`, and the
 * chart library with its licence. Both are read from the installed program.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Scripts and styles as they stand in the page. */
export interface PageAssets {
  readonly chartScript: string;
  readonly script: string;
  readonly chartStyle: string;
}

const BROWSER = fileURLToPath(new URL('browser/', import.meta.url));

export function pageAssets(): PageAssets {
  const chart = dirname(dirname(createRequire(import.meta.url).resolve('uplot')));
  const read = (...path: string[]): string => readFileSync(join(chart, ...path), 'utf8').trim();
  const licence = `/*!\nuPlot, https://github.com/leeoniya/uPlot\n\n${read('LICENSE')}\n*/`;
  return {
    chartScript: inElement(`${licence}\n${read('dist', 'uPlot.iife.min.js')}\n`),
    script: inElement(`'use strict';\n(() => {\n${joined('main.js').join('\n')}\n})();\n`),
    chartStyle: read('dist', 'uPlot.min.css'),
  };
}

const IMPORT = /^import (?:\{[^}]*\} from )?'(\.\.?\/[^']+)';\n/gm;
const EXPORT = /^export (?=const |function |async function |class )/gm;

/**
 * A module and all it imports as one script, each after those it needs: the page has no place for a module of its
 * own. They share one scope, so a name stands for one thing in all of them; a second one is a syntax error.
 */
function joined(file: string, done: Set<string> = new Set()): string[] {
  if (done.has(file)) return [];
  done.add(file);
  const text = readFileSync(join(BROWSER, file), 'utf8');
  const needed = [...text.matchAll(IMPORT)].flatMap(([, path = '']) => joined(path, done));
  const own = text.replace(IMPORT, '').replace(EXPORT, '');
  if (/^(?:import|export)\b(?! \{\};)/m.test(own))
    throw new Error(`${file} imports or exports in another way`);
  return [...needed, own.replace(/^export \{\};\n/m, '').trim()];
}

/** A script cannot be escaped inside its element: it must not hold what would end it. */
function inElement(script: string): string {
  if (/<\/script|<!--/i.test(script)) throw new Error('a script of the page would end its own element');
  return script;
}
