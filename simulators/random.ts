// Seeded chance: the same seed always gives the same city and the same day.

/** Mixes numbers and texts into one 32-bit seed, so that each part of a simulation has its own stream. */
export function mixSeed(seed: number, ...parts: readonly (number | string)[]): number {
  let hash = scramble(seed ^ 0x9e3779b9);
  for (const part of parts) {
    const text = String(part);
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
    hash = scramble(hash ^ 0x2545f491);
  }
  return hash;
}

/** Finaliser of MurmurHash3: every input bit changes about half of the output bits. */
export function scramble(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole number in [low, high]. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A new array in random order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** Generator mulberry32 (Tommy Ettinger, public domain): 32 bits of state, plenty for a simulation. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    integer,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new RangeError("cannot pick from nothing");
      return item;
    },
    shuffle: <T>(items: readonly T[]): T[] => {
      const mixed = items.map((item) => ({ item, key: next() }));
      return mixed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}
