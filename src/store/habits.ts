/** Whether habits read back from a database have the shape this program works with. */
import { type EarlierTrigger, TRIGGERS } from '../ledger/diagnosis.js';
import type { Habits, Waits, WriterModel, WriterReading } from '../ledger/habits.js';

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isText: Check = (value) => typeof value === 'string';
const isNumbers: Check = (value) => Array.isArray(value) && value.every(isNumber);
const isTrigger: Check = (value) => TRIGGERS.some((trigger) => trigger === value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const EARLIER: Readonly<Record<keyof EarlierTrigger, Check>> = {
  trigger: isTrigger,
  candidates: listOf(isTrigger),
  from: isNumber,
  until: isNumber,
  follows: isText,
  decrements: isNumber,
  matched: isNumber,
  expectedByChance: isNumber,
};
/** A field that is added to a model does not compile until it stands here. */
const WRITER: Readonly<Record<keyof Habits['writers'][number], Check>> = {
  author: orNull(isText),
  warehouse: orNull(isText),
  trigger: orNull(isTrigger),
  candidates: listOf(isTrigger),
  habit: isText,
  writesInRuns: isBoolean,
  earlier: orNull((value) => fits(value, EARLIER)),
  decrements: isNumber,
  matched: isNumber,
  expectedByChance: isNumber,
};
const MODEL: Readonly<Record<Exclude<keyof WriterModel, 'shift'>, Check>> = {
  ...WRITER,
  runs: orNull(isNumbers),
  lags: isNumbers,
  runsLate: isNumbers,
  forgets: isNumber,
  receiptRate: isNumber,
  unexplainedRate: isNumber,
  idleRate: isNumber,
  received: isNumbers,
  unexplained: isNumbers,
  activity: isNumber,
  resetShare: isNumber,
  recountShare: isNumber,
  retakeShare: isNumber,
  role: (value) => value === undefined || isText(value),
};
const WAITS: Readonly<Record<keyof Waits, Check>> = {
  created: isNumbers,
  authorized: isNumbers,
  ready: isNumbers,
  handling: isNumbers,
  invoiced: isNumbers,
};
const READING: Readonly<Record<keyof WriterReading, Check>> = {
  share: isNumber,
  writers: listOf((value) => fits(value, MODEL)),
  waits: (value) => fits(value, WAITS),
};
const HABITS: Readonly<Record<keyof Habits, Check>> = {
  writers: listOf((value) => fits(value, WRITER)),
  readings: listOf((value) => fits(value, READING)),
};

/** False for habits that an invfix of another shape stored. */
export function areHabits(value: unknown): value is Habits {
  return fits(value, HABITS);
}

function fits(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).every(([name, check]) => check(fields.get(name)));
}
