// One figure of the report, and the small arithmetic behind it.

/**
 * `ratio` says how many times the floor's cost the value is: 1 is as good as the floor, more is worse.
 * For what is better when larger (a rate), give `better: "more"`.
 * `target` is what is to be reached at most, of the ratio where there is a floor (`of: "ratio"`) and else of the value; `atLeast` what is to be
 * reached at least, of the value as a part of the floor, or of the value itself.
 * @param {{ name: string, value: number, unit: string, floor?: number | null, floorIs?: string | null, better?: "less" | "more", target?: number | null, of?: "value" | "ratio", atLeast?: number | null }} figure
 */
export function row({ name, value, unit, floor = null, floorIs = null, better = "less", target = null, of = "value", atLeast = null }) {
  const isPart = better === "less" || atLeast !== null;
  const ratio = floor === null || floor === 0 || value === 0 ? null : isPart ? value / floor : floor / value;
  const judged = of === "ratio" || (atLeast !== null && floor !== null) ? ratio : value;
  const ok = atLeast !== null ? (judged ?? 0) >= atLeast : target !== null ? (judged ?? Infinity) <= target : null;
  return { name, value: rounded(value), unit, floor: floor === null ? null : rounded(floor), ratio: ratio === null ? null : rounded(ratio), floorIs, target: atLeast ?? target, targetOf: ok === null ? null : judged === ratio ? "ratio" : "value", sense: atLeast === null ? "≤" : "≥", ok };
}

/** A figure that could not be had stays in the table, and says why. */
export const notMeasured = (name, why) => ({ name: `${name}: not measured, ${why}`, value: null, unit: "", floor: null, ratio: null, floorIs: null, target: null, targetOf: null, sense: "≤", ok: null });

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
