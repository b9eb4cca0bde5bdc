/**
 * What every command is given: the shared options, the two streams with what can be shown on them, and
 * the clean-up that runs when the user interrupts.
 */
import { once } from 'node:events';
import { type Surface, surfaceOf } from '../render/surface.js';

/** The options every command has. */
export interface SharedOptions {
  readonly db?: string;
  readonly from?: readonly string[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
  readonly color: boolean;
}

export interface Context {
  readonly surface: Surface;
  /** Standard error, for progress and warnings. */
  readonly errors: Surface;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Writes data to stdout, waiting where the reader is slow. */
  write(text: string): Promise<void>;
  /** A line of warning or advice on stderr; nothing under --quiet. */
  warn(text: string): void;
  /** A line on stderr under --verbose. */
  detail(text: string): void;
}

export function createContext(options: SharedOptions): Context {
  const quiet = options.quiet === true;
  const verbose = options.verbose === true;
  const say = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  return {
    surface: surfaceOf(process.stdout, options.color),
    errors: surfaceOf(process.stderr, options.color),
    quiet,
    verbose,
    async write(text) {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
    warn(text) {
      if (!quiet) say(text);
    },
    detail(text) {
      if (verbose && !quiet) say(text);
    },
  };
}

const cleanups = new Set<() => void>();

/** Runs `cleanup` should the process be interrupted before the returned function is called. */
export function cleanUpOnInterrupt(cleanup: () => void): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** An interrupted command leaves nothing half done behind, and says so by its exit code. */
export function exitOnInterrupt(): void {
  for (const [signal, code] of Object.entries(SIGNAL_EXIT_CODES)) {
    process.once(signal, () => {
      for (const cleanup of cleanups) cleanup();
      process.exit(code);
    });
  }
}

/** Whoever reads our output may have read enough: `invfix scan … | head` is no error. */
export function exitOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      for (const cleanup of cleanups) cleanup();
      process.exit(0);
    });
  }
}
