/** Numbers that look like chance and are the same at every start, so that two demonstrations never differ. */
export interface Chance {
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number;
  readonly pick: <Value>(from: readonly Value[]) => Value;
  /** True once in so many times, on average. */
  readonly oneIn: (times: number) => boolean;
}

/** The mulberry32 generator, public domain. */
export function chance(seed: number): Chance {
  let state = (seed * 2654435761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    pick: (from) => {
      const picked = from[whole(0, from.length - 1)];
      if (picked === undefined) throw new Error("Nothing to pick from");
      return picked;
    },
    oneIn: (times) => next() * times < 1,
  };
}
