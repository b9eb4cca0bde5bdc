/**
 * What a page carries with it besides data: its own script, which the build puts together from the modules in
 * `browser/`, and the chart library with its licence. Both are read from the installed program.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Scripts and styles as they stand in the page. */
export interface PageAssets {
  readonly chartScript: string;
  readonly script: string;
  readonly chartStyle: string;
}

/** Beside the program's other files once it is built. */
const SCRIPT = new URL('page.js', import.meta.url);

export function pageAssets(): PageAssets {
  const chart = dirname(dirname(createRequire(import.meta.url).resolve('uplot')));
  const read = (...path: string[]): string => readFileSync(join(chart, ...path), 'utf8').trim();
  const licence = `/*!\nuPlot, https://github.com/leeoniya/uPlot\n\n${read('LICENSE')}\n*/`;
  return {
    chartScript: inElement(`${licence}\n${read('dist', 'uPlot.iife.min.js')}\n`),
    script: inElement(`'use strict';\n${readFileSync(SCRIPT, 'utf8')}`),
    chartStyle: read('dist', 'uPlot.min.css'),
  };
}

/** A script cannot be escaped inside its element: it must not hold what would end it. */
function inElement(script: string): string {
  if (/<\/script|<!--/i.test(script)) throw new Error('a script of the page would end its own element');
  return script;
}
