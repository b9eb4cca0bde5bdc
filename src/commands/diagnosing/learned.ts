/** Learns the writers' habits: of a large store in a thread, whose memory is free again when it has ended. */
import { Worker } from 'node:worker_threads';
import type { AuthorRole } from '../../ledger/habits.js';
import { type Habits, learnHabits } from '../../ledger/index.js';
import type { Coverage } from '../../ledger/records.js';
import type { StoreBuilder } from '../../store/index.js';
import { isWorthThreads } from './diagnosed.js';
import type { LearningTask } from './learning-thread.js';

/** What it makes is soon forgotten again: more room for it would only be filled. */
const YOUNG_MEGABYTES = 12;

/** As `learnHabits`, of the SKUs that the builder draws. */
export async function learned(
  builder: StoreBuilder,
  coverage: Coverage,
  authors: ReadonlyMap<string, AuthorRole> | undefined,
): Promise<Habits> {
  if (!isWorthThreads(builder.stretches())) return learnHabits(() => builder.drawnSkus(), coverage, authors);
  const thread = new Worker(new URL('./learning-thread.js', import.meta.url), {
    workerData: { database: builder.share(), coverage, authors } satisfies LearningTask,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  try {
    return await new Promise<Habits>((resolve, reject) => {
      thread.on('message', resolve);
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`the learning thread ended with code ${code}`)));
    });
  } finally {
    await thread.terminate();
  }
}
