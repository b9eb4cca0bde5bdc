/** Kills the program from outside, at a moment of which it knows nothing. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROGRAM } from '../cli/program.js';
import { withFault } from './trying.js';

/** The program says so before its first change of the disk, where `withFault('tell')` is put into it. */
const FIRST_CHANGE = 'fault: the first change';

export interface Run {
  readonly folder: string;
  readonly args: readonly string[];
  readonly environment: Record<string, string>;
}

/**
 * Lets a command run until it says something on its standard error, and kills it some seconds after.
 * @param said null for its very start
 * @returns whether it was killed, and had not ended before
 */
export async function killedAfter(run: Run, said: string | null, seconds: number): Promise<boolean> {
  const { child, ended } = started(run);
  if (said !== null) await Promise.race([ended, heard(child, said)]);
  await Promise.race([sleep(1000 * seconds), ended]);
  child.kill('SIGKILL');
  await ended;
  return child.signalCode === 'SIGKILL';
}

/** How many seconds a command takes from its first change of the disk to its end. */
export async function secondsOfWriting(run: Run): Promise<number> {
  const { child, ended } = started(writing(run));
  await Promise.race([ended, heard(child, FIRST_CHANGE)]);
  const start = performance.now();
  await ended;
  return (performance.now() - start) / 1000;
}

export function killedWhileWriting(run: Run, seconds: number): Promise<boolean> {
  return killedAfter(writing(run), FIRST_CHANGE, seconds);
}

function writing(run: Run): Run {
  return { ...run, environment: { ...run.environment, ...withFault('tell') } };
}

function started({ folder, args, environment }: Run) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { child, ended: new Promise<void>((resolve) => child.on('exit', () => resolve())) };
}

function heard({ stderr }: ReturnType<typeof started>['child'], text: string): Promise<void> {
  let said = '';
  return new Promise((resolve) => {
    stderr.on('data', (piece) => {
      said += String(piece);
      if (said.includes(text)) resolve();
    });
  });
}
