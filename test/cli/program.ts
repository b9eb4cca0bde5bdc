/** Runs the built program as a user does, and builds it first where the sources are newer. */
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What runs it: the file to give to Node. */
export const PROGRAM = join(ROOT, 'bin', 'invfix.js');

/** Builds `dist` unless it is newer than every source file. */
export function ensureBuilt(): void {
  if (newest(join(ROOT, 'src')) < modified(join(ROOT, 'dist', 'cli.js'))) return;
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program's answer to one command line, in `folder`, with no terminal anywhere. */
export function invfix(
  folder: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const { FORCE_COLOR: _colour, INVFIX_DB: _database, ...inherited } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [PROGRAM, ...args],
      { cwd: folder, env: { ...inherited, ...environment }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

/** The program with a shell around it, for pipes. */
export function shell(folder: string, script: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, INVFIX: `"${process.execPath}" "${PROGRAM}"` };
    execFile('bash', ['-c', script], { cwd: folder, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

function newest(folder: string): number {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) latest = Math.max(latest, modified(join(entry.parentPath, entry.name)));
  }
  return latest;
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
