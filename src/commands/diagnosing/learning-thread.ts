/** The thread that learns the habits of a large store's writers. */
import { parentPort, workerData } from 'node:worker_threads';
import type { AuthorRole } from '../../ledger/habits.js';
import { type Habits, learnHabits } from '../../ledger/index.js';
import type { Coverage } from '../../ledger/records.js';
import { openRecords } from '../../store/reading.js';

export interface LearningTask {
  readonly database: string;
  readonly coverage: Coverage;
  readonly authors: ReadonlyMap<string, AuthorRole> | undefined;
}

const { database, coverage, authors } = workerData as LearningTask;
const records = openRecords(database);
parentPort?.postMessage(learnHabits(() => records.drawn(), coverage, authors) satisfies Habits);
