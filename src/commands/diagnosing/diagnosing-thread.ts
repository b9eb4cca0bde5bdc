/** A thread that diagnoses stretches of SKUs which no other thread has taken yet. */
import { parentPort, workerData } from 'node:worker_threads';
import type { BalanceDiagnosis } from '../../ledger/diagnosis.js';
import { diagnosing, type Habits } from '../../ledger/index.js';
import type { Coverage } from '../../ledger/records.js';
import { openRecords, type Stretch } from '../../store/reading.js';

export interface DiagnosingTask {
  readonly database: string;
  readonly habits: Habits;
  readonly coverage: Coverage;
  readonly stretches: readonly Stretch[];
  /** The next stretch that nobody has taken. */
  readonly next: Int32Array;
}

export type ThreadMessage = readonly BalanceDiagnosis[] | 'done';

function run({ database, habits, coverage, stretches, next }: DiagnosingTask): void {
  const records = openRecords(database);
  const diagnosesOf = diagnosing(habits, coverage);
  for (let at = Atomics.add(next, 0, 1); at < stretches.length; at = Atomics.add(next, 0, 1)) {
    const batch: BalanceDiagnosis[] = [];
    for (const sku of records.within(stretches[at])) batch.push(...diagnosesOf(sku));
    parentPort?.postMessage(batch satisfies ThreadMessage);
  }
  parentPort?.postMessage('done' satisfies ThreadMessage);
}

run(workerData as DiagnosingTask);
