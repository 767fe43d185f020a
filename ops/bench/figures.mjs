// One figure of the report, and the small arithmetic behind it.

/**
 * `ratio` says how many times the floor's cost the value is: 1 is as good as the floor, more is worse.
 * For what is better when larger (a rate), give `better: "more"`.
 * `target` is what is to be reached, of the value or (`of: "ratio"`) of the ratio.
 */
export function row({ name, value, unit, floor = null, floorIs = null, better = "less", target = null, of = "value" }) {
  const ratio = floor === null || floor === 0 || value === 0 ? null : better === "less" ? value / floor : floor / value;
  return { name, value: rounded(value), unit, floor: floor === null ? null : rounded(floor), ratio: ratio === null ? null : rounded(ratio), floorIs, target, targetOf: target === null ? null : of, ok: target === null ? null : (of === "value" ? value : ratio ?? Infinity) <= target };
}

const rounded = (value) => Number(value.toPrecision(3));

/** The value that a share of all lie at or below (nearest rank). */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values) => quantile(values, 0.5);

/** How long each of `count` runs took, in ms, one after the other. */
export async function timings(count, run) {
  const taken = [];
  for (let nth = 0; nth < count; nth++) taken.push(await timed(() => run(nth)));
  return taken;
}

export async function timed(run) {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** `clients` at once, each carrying out `each` runs one after the other. Returns runs per second over all. */
export async function rate(clients, each, run) {
  const ms = await timed(() => Promise.all(Array.from({ length: clients }, async (_, client) => {
    for (let nth = 0; nth < each; nth++) await run(client, nth);
  })));
  return (clients * each * 1000) / ms;
}
