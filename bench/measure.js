/** Runs one program and measures it: wall time, processor time and the most memory it held. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const LOOK_EVERY = 10;
/** Linux counts a process's processor time in hundredths of a second. */
const TICKS_A_SECOND = 100;

/**
 * @typedef {object} Run
 * @property {number} seconds from start to end, as a user waits
 * @property {number | null} processorSeconds of all cores together; null where the system does not tell
 * @property {number | null} peakBytes the most memory held; null where the system does not tell
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ input?: string, environment?: Record<string, string>, accepts?: readonly number[] }} [options]
 *   what it reads from stdin, and the exit codes that are no failure (0 unless told)
 * @returns {Promise<Run>}
 * @throws when the program cannot be started or fails, with what it said
 */
export async function measured(command, args, { input = '', environment = {}, accepts = [0] } = {}) {
  const { INVFIX_DB: _database, FORCE_COLOR: _colour, ...inherited } = process.env;
  const started = performance.now();
  const child = spawn(command, args, { env: { ...inherited, ...environment } });
  /** @type {number | null} */
  let peakBytes = null;
  /** @type {number | null} */
  let processorSeconds = null;
  const looking = setInterval(() => {
    peakBytes = peakOf(child.pid) ?? peakBytes;
    processorSeconds = processorSecondsOf(child.pid) ?? processorSeconds;
  }, LOOK_EVERY);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  // A program that ends before it has read everything says why on stderr.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  try {
    const [code] = await once(child, 'close');
    const seconds = (performance.now() - started) / 1000;
    if (!accepts.includes(code)) throw new Error(`${command} ended with ${code}: ${stderr.slice(-2000)}`);
    return { seconds, processorSeconds, peakBytes, stdout, stderr };
  } finally {
    clearInterval(looking);
  }
}

/**
 * The high-water mark of a running process, which Linux keeps.
 * @param {number | undefined} pid
 */
function peakOf(pid) {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(processFile(pid, 'status'));
  return found === null ? null : Number(found[1]) * 1024;
}

/**
 * What a running process has used of the processor, for itself and in the system's calls.
 * @param {number | undefined} pid
 */
function processorSecondsOf(pid) {
  const stat = processFile(pid, 'stat');
  // The program's name stands in brackets and may hold spaces: the fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isNaN(ticks) ? null : ticks / TICKS_A_SECOND;
}

/**
 * @param {number | undefined} pid
 * @param {string} name
 * @returns {string} empty where the process has just ended, or this is not Linux
 */
function processFile(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
