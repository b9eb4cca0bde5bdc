/** Temporary files bear the number of the process that makes them: those of a process that was killed can be removed. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../process.js';

/**
 * Removes the files of a folder that processes left which are no more. What cannot be removed stays.
 * @param name matches the whole name of such a file; its first group is the process
 */
export function removeLeftovers(folder: string, name: RegExp): void {
  for (const entry of namesIn(folder)) {
    const process = name.exec(entry)?.[1];
    if (process === undefined || isAlive(Number(process))) continue;
    try {
      rmSync(join(folder, entry), { force: true });
    } catch {
      // Another user's.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
