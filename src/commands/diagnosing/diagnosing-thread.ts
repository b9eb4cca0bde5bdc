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
  readonly next: Int32Array<SharedArrayBuffer>;
  /** Which of the threads this is. */
  readonly member: number;
  /** How many batches of each thread the storing one has done with. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

export type ThreadMessage = readonly BalanceDiagnosis[] | 'done';

/** Batches that may wait to be stored, from each thread: where diagnosing is quick, storing takes longer. */
const MOST_WAITING = 2;

function run({ database, habits, coverage, stretches, next, member, taken }: DiagnosingTask): void {
  const records = openRecords(database);
  const diagnosesOf = diagnosing(habits, coverage);
  let sent = 0;
  for (let at = Atomics.add(next, 0, 1); at < stretches.length; at = Atomics.add(next, 0, 1)) {
    const batch: BalanceDiagnosis[] = [];
    for (const sku of records.within(stretches[at])) batch.push(...diagnosesOf(sku));
    parentPort?.postMessage(batch satisfies ThreadMessage);
    sent += 1;
    for (
      let done = Atomics.load(taken, member);
      sent - done >= MOST_WAITING;
      done = Atomics.load(taken, member)
    ) {
      Atomics.wait(taken, member, done);
    }
  }
  parentPort?.postMessage('done' satisfies ThreadMessage);
}

run(workerData as DiagnosingTask);
