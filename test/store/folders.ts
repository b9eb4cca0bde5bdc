/** Folders of their own for tests. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'invfix-store-'));
}
