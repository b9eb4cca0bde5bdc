/** The store's calendar: what happens next, in order of time; at the same moment, first come first served. */

interface Appointment {
  readonly at: number;
  readonly number: number;
  readonly happen: () => void;
}

const isBefore = (one: Appointment, other: Appointment) =>
  one.at < other.at || (one.at === other.at && one.number < other.number);

/** A priority queue (binary heap) of things to happen. */
export class Calendar {
  readonly #heap: Appointment[] = [];
  #count = 0;

  /** Notes that `happen` is to be called at the moment `at`. */
  add(at: number, happen: () => void): void {
    const appointment = { at, number: this.#count++, happen };
    let place = this.#heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !isBefore(appointment, parent)) break;
      this.#heap[place] = parent;
      place = above;
    }
    this.#heap[place] = appointment;
  }

  /** Takes out the next appointment at or before the moment; undefined when there is none. */
  next(until: number): Appointment | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > until) return undefined;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first;
  }

  #sink(appointment: Appointment): void {
    let place = 0;
    for (;;) {
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      if (left === undefined) break;
      const [child, below] =
        right !== undefined && isBefore(right, left) ? [right, 2 * place + 2] : [left, 2 * place + 1];
      if (!isBefore(child, appointment)) break;
      this.#heap[place] = child;
      place = below;
    }
    this.#heap[place] = appointment;
  }
}
