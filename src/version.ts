/** Which invfix this is. */
import { readFileSync } from 'node:fs';

export function version(): string {
  const file = new URL('../package.json', import.meta.url);
  const { version: text }: { version?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
  return String(text);
}
