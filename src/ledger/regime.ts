/**
 * How the writers of one balance work: as learned, or once somebody has mended them. What the steps of a replay
 * ask again and again of a line (when it is due, how likely it is written by now) is worked out once.
 */
import { isEarlyTrigger } from './diagnosis.js';
import {
  type Due,
  duesOf,
  unwrittenShare,
  type WriterModel,
  type WriterReading,
  writeDensity,
} from './habits.js';
import type { Line } from './lines.js';
import type { Moment, Units } from './records.js';

/** The writers that may update one balance. */
interface Writers {
  /** By author; '' stands for an update without one. */
  readonly byAuthor: ReadonlyMap<string, WriterModel>;
  readonly triggered: readonly WriterModel[];
}

/** The writers of a warehouse in one reading of the store's writers. */
export interface WritersAt {
  readonly asLearned: Writers;
  readonly asRepaired: Writers;
  readonly decrements: number;
  /** From when on every order that in stock still holds waits for a writer's later trigger. */
  readonly mendedAt: Moment;
}

/** A line that an update may have taken off. */
export interface Weighed {
  readonly index: number;
  readonly units: Units;
  /** How likely the writer is to take it off now (natural log). */
  readonly score: number;
  /** What taking it spares: that it was left until now. */
  readonly relief: number;
}

const known = new WeakMap<WriterReading, Map<string, WritersAt>>();

/** The writers that may update the balances of a warehouse. */
export function writersAt(reading: WriterReading, warehouse: string): WritersAt {
  let byWarehouse = known.get(reading);
  if (byWarehouse === undefined) {
    byWarehouse = new Map();
    known.set(reading, byWarehouse);
  }
  let writers = byWarehouse.get(warehouse);
  if (writers === undefined) {
    writers = writersFrom(reading, warehouse);
    byWarehouse.set(warehouse, writers);
  }
  return writers;
}

function writersFrom(reading: WriterReading, warehouse: string): WritersAt {
  const here = reading.writers.filter(
    (writer) => writer.warehouse === null || writer.warehouse === warehouse,
  );
  const asLearned = writersOf(here);
  return {
    asLearned,
    asRepaired: writersOf(here.map((writer) => (writer.trigger === null ? writer : repaired(writer)))),
    decrements: reading.writers.reduce((sum, writer) => sum + writer.decrements, 0),
    mendedAt: Math.min(...asLearned.triggered.map(mendedAt)),
  };
}

function writersOf(writers: readonly WriterModel[]): Writers {
  const byAuthor = new Map(writers.map((writer) => [writer.author ?? '', writer]));
  return { byAuthor, triggered: [...byAuthor.values()].filter((writer) => writer.trigger !== null) };
}

function mendedAt({ earlier }: WriterModel): Moment {
  return earlier?.follows === 'correction' ? earlier.until : Number.POSITIVE_INFINITY;
}

/** The writer once it has been mended: it waits for Preparing Delivery. */
export function repaired(writer: WriterModel): WriterModel {
  if (!isEarlyTrigger(writer.trigger) && writer.earlier === null) return writer;
  return { ...writer, trigger: isEarlyTrigger(writer.trigger) ? 'handling' : writer.trigger, earlier: null };
}

export class Regime {
  readonly triggered: readonly WriterModel[];
  readonly #byAuthor: ReadonlyMap<string, WriterModel>;
  /** By writer, by line. */
  #dues: (readonly Due[] | undefined)[][] | null = null;
  /** By line: how likely it was unwritten at the moment asked for last, and its logarithm. */
  #unwritten: number[] = [];
  #logUnwritten: number[] = [];
  #unwrittenIn: number[] | null = null;
  #unwrittenAt: Moment = Number.NaN;
  #moment = 0;
  /** By line: what the update asked for last makes of it. */
  #weighed: (Weighed | null)[] = [];
  #weighedIn: number[] | null = null;
  #event = 0;
  readonly #latest = new Map<WriterModel, Float64Array>();
  #soonestIn = -1;
  #soonestUntil: Moment = 0;

  constructor(
    private readonly lines: readonly Line[],
    private readonly waits: WriterReading['waits'],
    writers: Writers,
  ) {
    this.triggered = writers.triggered;
    this.#byAuthor = writers.byAuthor;
  }

  writer(author: string | null): WriterModel | undefined {
    return this.#byAuthor.get(author ?? '');
  }

  /** When a line is due with one of the writers that have a trigger. */
  duesOf(writer: WriterModel, index: number): readonly Due[] {
    this.#dues ??= this.triggered.map(() => new Array<readonly Due[] | undefined>(this.lines.length));
    const ofWriter = this.#dues[this.triggered.indexOf(writer)];
    const line = this.lines[index];
    if (ofWriter === undefined || line === undefined) return [];
    let dues = ofWriter[index];
    if (dues === undefined) {
      dues = duesOf(writer, line);
      ofWriter[index] = dues;
    }
    return dues;
  }

  /**
   * Of so many lines that not all can be weighed, those whose moment must have come soonest.
   * @returns whether a line is one of them
   */
  soonest(writer: WriterModel, lines: readonly number[], most: number): (index: number) => boolean {
    const latest = this.#latestOf(writer);
    if (this.#soonestIn !== this.#event) {
      this.#soonestIn = this.#event;
      const moments = new Float64Array(lines.length);
      for (let position = 0; position < lines.length; position++)
        moments[position] = latest[lines[position] ?? 0] ?? 0;
      this.#soonestUntil = moments.sort()[most - 1] ?? Number.POSITIVE_INFINITY;
    }
    const until = this.#soonestUntil;
    return (index) => (latest[index] ?? Number.POSITIVE_INFINITY) <= until;
  }

  /** By line: until when it is due with the writer at the latest. */
  #latestOf(writer: WriterModel): Float64Array {
    let latest = this.#latest.get(writer);
    if (latest === undefined) {
      latest = Float64Array.from(this.lines, (_, index) =>
        Math.max(...this.duesOf(writer, index).map(({ moment }) => moment.to)),
      );
      for (const [index, at] of latest.entries()) if (!Number.isFinite(at)) latest[index] = Number.MAX_VALUE;
      this.#latest.set(writer, latest);
    }
    return latest;
  }

  /** How likely it is that no writer has taken the line off by `at`. */
  unwritten(index: number, at: Moment): number {
    this.#ask(index, at);
    return this.#unwritten[index] ?? 1;
  }

  /** As `unwritten` (natural log). */
  logUnwritten(index: number, at: Moment): number {
    this.#ask(index, at);
    return this.#logUnwritten[index] ?? 0;
  }

  #ask(index: number, at: Moment): void {
    if (this.#unwrittenAt !== at) {
      this.#unwrittenAt = at;
      this.#moment++;
    }
    if (this.#unwrittenIn === null) {
      this.#unwrittenIn = new Array<number>(this.lines.length).fill(0);
      this.#unwritten = new Array<number>(this.lines.length).fill(1);
      this.#logUnwritten = new Array<number>(this.lines.length).fill(0);
    }
    const line = this.lines[index];
    if (line === undefined || this.#unwrittenIn[index] === this.#moment) return;
    let share = 1;
    for (const writer of this.triggered)
      share -=
        writer.activity * (1 - unwrittenShare(writer, this.waits, line, at, this.duesOf(writer, index)));
    share = Math.max(share, 1e-9);
    this.#unwritten[index] = share;
    this.#logUnwritten[index] = Math.log(share);
    this.#unwrittenIn[index] = this.#moment;
  }

  /** Another event: what was weighed for the one before no longer holds. */
  nextEvent(): void {
    this.#event++;
  }

  /** The line as the event's writer may take it off; null when it cannot. */
  weighed(writer: WriterModel, index: number, at: Moment): Weighed | null {
    if (this.#weighedIn === null) {
      this.#weighedIn = new Array<number>(this.lines.length).fill(-1);
      this.#weighed = new Array<Weighed | null>(this.lines.length).fill(null);
    }
    if (this.#weighedIn[index] === this.#event) return this.#weighed[index] ?? null;
    const result = this.#weigh(writer, index, at);
    this.#weighedIn[index] = this.#event;
    this.#weighed[index] = result;
    return result;
  }

  #weigh(writer: WriterModel, index: number, at: Moment): Weighed | null {
    const line = this.lines[index];
    if (line === undefined) return null;
    const { share, units } = line;
    const density = share * writeDensity(writer, this.waits, line, at, this.duesOf(writer, index));
    if (density <= 0) return null;
    return {
      index,
      units,
      score: Math.log(density),
      relief: share === 1 ? -this.logUnwritten(index, at) : 0,
    };
  }
}
