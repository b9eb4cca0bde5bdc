/** Commands as a user can type them: words a shell would take apart are quoted. */
import { safe } from '../render/safe.js';

/** Whether a shell takes a text as one word as it stands, and nothing in it as a command. */
export function isPlainWord(text: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(text);
}

/** One word for a POSIX shell. */
function shellWord(text: string): string {
  const shown = safe(text);
  return isPlainWord(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

/** `invfix explain 100014 --db x.db`. */
export function commandLine(words: readonly string[], database: string | undefined): string {
  const all = ['invfix', ...words, ...(database === undefined ? [] : ['--db', database])];
  return all.map(shellWord).join(' ');
}
