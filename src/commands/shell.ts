/** Commands as a user can type them: words a shell would take apart are quoted. */
import { safe } from '../render/safe.js';

/** One word for a POSIX shell. */
function shellWord(text: string): string {
  const shown = safe(text);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

/** `invfix explain 100014 --db x.db`. */
export function commandLine(words: readonly string[], database: string | undefined): string {
  const all = ['invfix', ...words, ...(database === undefined ? [] : ['--db', database])];
  return all.map(shellWord).join(' ');
}
