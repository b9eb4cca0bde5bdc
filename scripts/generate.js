/** `npm run generate`: writes what is made from the program itself, the JSON Schemas and the man page. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manPage } from './man-page.js';
import { schemas } from './schemas.js';

const ROOT = join(import.meta.dirname, '..');

const folder = join(ROOT, 'schemas');
for (const name of readdirSync(folder)) rmSync(join(folder, name));
for (const [name, schema] of schemas()) {
  writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
}

const { createProgram } = await import('../dist/cli/program.js');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
writeFileSync(
  join(ROOT, 'man', 'invfix.1'),
  manPage(
    createProgram(() => {}),
    version,
  ),
);
