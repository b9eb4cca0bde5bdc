/**
 * Loaded before the program by tests: brings about one fault that a machine may have. INVFIX_FAULT is one of
 * `kill:N` (ends the process before its Nth change of the disk), `full:N` (the disk is full from the Nth on),
 * `count:FILE` (writes to FILE how many changes there were), `tell` (says on the standard error that the first change
 * comes now), and `clock:MILLISECONDS` (the clock is off by so much, and loses a minute at every look). `peak:FILE`
 * writes to FILE how many kilobytes of memory it took at most.
 */
import fs, { writeFileSync as countInto } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const CHANGES = /** @type {const} */ ([
  'openSync',
  'writeSync',
  'fsyncSync',
  'linkSync',
  'renameSync',
  'rmSync',
  'chmodSync',
  'copyFileSync',
]);

const [fault = '', value = ''] = (process.env.INVFIX_FAULT ?? '').split(/:(.*)/s);
if (isMainThread && fault === 'clock') setClock(Number(value));
else if (isMainThread && fault === 'peak')
  process.on('exit', () => countInto(value, String(peakKilobytes())));
else if (isMainThread && fault !== '') watchChanges();

/** Linux counts in maxRSS what the process that started this one took, before it was this program. */
function peakKilobytes() {
  const status = '/proc/self/status';
  const peak = fs.existsSync(status)
    ? /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(status, 'utf8'))?.[1]
    : undefined;
  return peak === undefined ? process.resourceUsage().maxRSS : Number(peak);
}

/** @param {number} off milliseconds */
function setClock(off) {
  const now = Date.now.bind(Date);
  let looks = 0;
  Date.now = () => now() + off - 60_000 * looks++;
}

function watchChanges() {
  let changes = 0;
  const originals = { ...fs };
  /** @type {Record<string, unknown>} */
  const patched = fs;
  for (const name of CHANGES) {
    /** @type {(...args: unknown[]) => unknown} */
    const original = /** @type {any} */ (originals)[name];
    patched[name] = (/** @type {unknown[]} */ ...args) => {
      // Opening a file to read changes nothing.
      if (name === 'openSync' && (args[1] === undefined || args[1] === 'r')) return original(...args);
      // Standard output and error are no files.
      if (name === 'writeSync' && Number(args[0]) <= 2) return original(...args);
      changes += 1;
      if (fault === 'tell' && changes === 1) originals.writeSync(2, 'fault: the first change\n');
      if (fault === 'kill' && changes === Number(value)) process.kill(process.pid, 'SIGKILL');
      const takesRoom = name === 'openSync' || name === 'writeSync' || name === 'copyFileSync';
      if (fault === 'full' && changes >= Number(value) && takesRoom) throw diskFull(name);
      return original(...args);
    };
  }
  syncBuiltinESMExports();
  if (fault === 'count') process.on('exit', () => countInto(value, String(changes)));
}

/** @param {string} name */
function diskFull(name) {
  const syscall = name.replace('Sync', '');
  const error = new Error(`ENOSPC: no space left on device, ${syscall}`);
  return Object.assign(error, { code: 'ENOSPC', errno: -28, syscall });
}
