/** Temporary files and folders bear the number of the process that makes them: those of a process that was killed can be removed. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../process.js';

/**
 * Removes what processes that are no more left in a folder. What cannot be removed stays.
 * @param name matches the whole name of it; its first group is the process
 */
export function removeLeftovers(folder: string, name: RegExp): void {
  for (const entry of namesIn(folder)) {
    const process = name.exec(entry)?.[1];
    if (process === undefined || isAlive(Number(process))) continue;
    try {
      rmSync(join(folder, entry), { recursive: true, force: true });
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
