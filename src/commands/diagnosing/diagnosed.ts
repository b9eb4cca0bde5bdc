/** Diagnoses every SKU of a loaded store: a large one in as many threads as the machine runs at once. */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BalanceDiagnosis } from '../../ledger/diagnosis.js';
import { diagnosing, type Habits } from '../../ledger/index.js';
import type { Coverage } from '../../ledger/records.js';
import { isCompiled, type StoreBuilder, type Stretch } from '../../store/index.js';
import type { DiagnosingTask, ThreadMessage } from './diagnosing-thread.js';

/** Milliseconds of work after which an interruption is listened for. */
const PAUSE_EVERY = 50;
/** Diagnoses that are handed on at once. */
const BATCH = 500;
/** Fewer stretches, of some hundred SKUs each, are done before a thread would have started. */
const WORTH_A_THREAD = 8;
/** Each takes some memory of its own. */
const MOST_THREADS = 3;

/** What a thread makes is soon forgotten again: more room for it would only be filled. */
const YOUNG_MEGABYTES = 6;

type Batch = readonly BalanceDiagnosis[];

/**
 * The diagnoses of all balances, in batches. Pauses now and then, so that an interruption is heard. Where threads
 * diagnose, this one is left to whoever stores what they find.
 */
export async function* diagnosed(
  builder: StoreBuilder,
  habits: Habits,
  coverage: Coverage,
  onProgress: (done: number) => void,
): AsyncGenerator<Batch> {
  const stretches = builder.stretches();
  const threads = isWorthThreads(stretches) ? Math.min(availableParallelism(), MOST_THREADS) : 1;
  const batches =
    threads > 1
      ? diagnosedByTeam({ database: builder.share(), habits, coverage, stretches }, threads)
      : diagnosedHere(builder, habits, coverage);
  let done = 0;
  for await (const batch of batches) {
    done += batch.length;
    onProgress(done);
    yield batch;
  }
}

async function* diagnosedHere(
  builder: StoreBuilder,
  habits: Habits,
  coverage: Coverage,
): AsyncGenerator<Batch> {
  const diagnosesOf = diagnosing(habits, coverage);
  let paused = Date.now();
  let batch: BalanceDiagnosis[] = [];
  for (const records of builder.skus()) {
    batch.push(...diagnosesOf(records));
    const isTimeToPause = Date.now() - paused > PAUSE_EVERY;
    if (batch.length < BATCH && !isTimeToPause) continue;
    yield batch;
    batch = [];
    if (!isTimeToPause) continue;
    await setImmediate();
    paused = Date.now();
  }
  yield batch;
}

async function* diagnosedByTeam(task: TeamTask, size: number): AsyncGenerator<Batch> {
  const team = new Team(task, size);
  try {
    yield* team.batches();
  } finally {
    await team.end();
  }
}

/** Whether a store is large enough for threads. */
export function isWorthThreads(stretches: readonly Stretch[]): boolean {
  return isCompiled(import.meta.url) && stretches.length >= WORTH_A_THREAD;
}

/** What is the same for all threads of a team. */
type TeamTask = Omit<DiagnosingTask, 'next' | 'member' | 'taken'>;

/** Threads that diagnose stretches nobody else has taken. */
class Team {
  readonly #threads: readonly Worker[];
  readonly #waiting: { readonly batch: Batch; readonly member: number }[] = [];
  readonly #taken: Int32Array<SharedArrayBuffer>;
  #working: number;
  #failure: Error | null = null;
  #wake: () => void = () => {};

  constructor(task: TeamTask, size: number) {
    this.#working = size;
    this.#taken = new Int32Array(new SharedArrayBuffer(4 * size));
    const shared = { ...task, next: new Int32Array(new SharedArrayBuffer(4)), taken: this.#taken };
    this.#threads = Array.from({ length: size }, (_, member) => {
      const thread = new Worker(new URL('./diagnosing-thread.js', import.meta.url), {
        workerData: { ...shared, member } satisfies DiagnosingTask,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
      });
      thread.on('message', (message: ThreadMessage) => {
        if (message === 'done') this.#working -= 1;
        else this.#waiting.push({ batch: message, member });
        this.#wake();
      });
      thread.on('error', (error) => this.#fail(error));
      thread.on('exit', (code) => {
        if (this.#working > 0 && code !== 0)
          this.#fail(new Error(`a diagnosing thread ended with code ${code}`));
      });
      return thread;
    });
  }

  /** What comes in until all threads are done. */
  async *batches(): AsyncGenerator<Batch> {
    for (;;) {
      const isOver = this.#working === 0;
      if (this.#failure !== null) throw this.#failure;
      for (const { batch, member } of this.#waiting.splice(0)) {
        yield batch;
        Atomics.add(this.#taken, member, 1);
        Atomics.notify(this.#taken, member);
      }
      if (isOver) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#waiting.length > 0 || this.#working === 0 || this.#failure !== null) resolve();
      });
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#wake();
  }
}
