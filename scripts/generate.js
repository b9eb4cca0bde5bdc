/** `npm run generate`: writes what is made from the program itself, the JSON Schemas and the man page. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemas } from './schemas.js';

const ROOT = join(import.meta.dirname, '..');

const folder = join(ROOT, 'schemas');
for (const name of readdirSync(folder)) rmSync(join(folder, name));
for (const [name, schema] of schemas()) {
  writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
}
