/** Runs the built program in a terminal, as a person who reads and types does. Needs `script` of util-linux. */
import { spawn, spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { PROGRAM } from './program.js';

/** Whether a terminal can be had here. */
export const HAS_TERMINAL =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

/** Waits for this text, then types these keys. */
type Step = readonly [text: string, keys: string];

/** Everything the terminal was sent, without colours and the like. */
interface Session {
  readonly code: number;
  readonly screen: string;
}

/** @param script for a shell; $INVFIX is the program */
export function inTerminal(folder: string, script: string, steps: readonly Step[]): Promise<Session> {
  const { CI: _ci, FORCE_COLOR: _colour, INVFIX_DB: _database, ...inherited } = process.env;
  const env = {
    ...inherited,
    INVFIX: `"${process.execPath}" "${PROGRAM}"`,
    TERM: 'xterm',
    LANG: 'en_US.UTF-8',
    NO_COLOR: '1',
    SHELL: '/bin/sh',
  };
  const command = `stty cols 80 rows 24; eval "${script}"`;
  return new Promise((resolve) => {
    const session = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder, env, timeout: 30_000 });
    let screen = '';
    let seen = 0;
    let step = 0;
    session.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      const [awaited, keys] = steps[step] ?? [];
      if (awaited === undefined || !screen.slice(seen).includes(awaited)) return;
      seen = screen.length;
      step += 1;
      session.stdin.write(keys);
    });
    session.on('close', (code) => {
      resolve({ code: code ?? -1, screen: stripVTControlCharacters(screen).replaceAll('\r\n', '\n') });
    });
  });
}
