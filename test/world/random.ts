/** Seeded randomness for the simulated stores: the same seed gives the same store, everywhere. */

export interface Random {
  /** A number in [0, 1). */
  float(): number;
  /** A number in [from, to). */
  between(from: number, to: number): number;
  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, each as likely as the other. Throws on an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** A waiting time of a Poisson process: exponentially distributed with the given mean. */
  exponential(mean: number): number;
  /** One of the items, as likely as its weight says. Throws on an empty list. */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item;
}

/** Mulberry32, a small generator of 32 bits of state: good enough for a store, and short. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A generator for a seed. Neighbouring seeds are spread apart first. */
export function createRandom(seed: number): Random {
  const float = mulberry32(Math.imul(seed + 1, 0x9e3779b1));
  const between = (from: number, to: number) => from + float() * (to - from);
  const integer = (from: number, to: number) => Math.floor(between(from, to + 1));

  function pick<Item>(items: readonly Item[]): Item {
    const item = items[integer(0, items.length - 1)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }

  function weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item {
    let rest = float() * items.reduce((sum, item) => sum + item.weight, 0);
    for (const item of items) {
      rest -= item.weight;
      if (rest < 0) return item;
    }
    return pick(items);
  }

  return {
    float,
    between,
    integer,
    chance: (probability) => float() < probability,
    pick,
    exponential: (mean) => -Math.log(1 - float()) * mean,
    weighted,
  };
}
