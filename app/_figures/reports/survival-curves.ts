import { atRiskOn, kaplanMeier, medianSurvival, type ObservedTime, type SurvivalEstimate } from "@/lib/stats/kaplan-meier";
import { line, path, text, WIDTH, type Drawing, type Mark } from "./drawing";
import type { Ink } from "./inks";

export interface SurvivalGroup {
  readonly label: string;
  readonly times: readonly ObservedTime[];
  readonly ink: Ink;
  readonly dash: string;
}

const LEFT = 92;
const RIGHT = WIDTH - 100;
const TOP = 10;
const BOTTOM = 330;
const ROW = 18;
const DAYS_PER_MONTH = 365.25 / 12;

interface Scale { readonly x: (days: number) => number; readonly y: (survival: number) => number; readonly until: number; readonly months: readonly number[] }

/** Ticks every 3, 6 or 12 months, so that there are at most a dozen. */
function scaleOf(groups: readonly SurvivalGroup[]): Scale {
  const longest = Math.max(30, ...groups.flatMap(({ times }) => times.map(({ days }) => days)));
  const step = [3, 6, 12, 24, 60].find((months) => longest / DAYS_PER_MONTH / months <= 12) ?? 120;
  const count = Math.ceil(longest / DAYS_PER_MONTH / step);
  const until = count * step * DAYS_PER_MONTH;
  return {
    until, months: Array.from({ length: count + 1 }, (_, at) => at * step),
    x: (days) => LEFT + ((RIGHT - LEFT) * days) / until, y: (survival) => BOTTOM - (BOTTOM - TOP) * survival,
  };
}

/** Kaplan–Meier curves with a tick where somebody was censored, and under them how many are still at risk. A single curve has its interval as a band. */
export function survivalCurves(groups: readonly SurvivalGroup[]): Drawing {
  const scale = scaleOf(groups);
  const estimates = groups.map(({ times }) => kaplanMeier(times));
  const labels = spread(groups.map((_, at) => scale.y(lastOf(estimates[at]))), 15);
  const marks = [
    ...axes(scale),
    ...(groups.length === 1 && estimates[0] ? [band(estimates[0], scale)] : []),
    ...groups.flatMap((group, at) => { const estimate = estimates[at]; return estimate ? curve(group, estimate, scale, labels[at] ?? TOP) : []; }),
    ...riskTable(groups, scale),
  ];
  return { width: WIDTH, height: BOTTOM + 66 + groups.length * ROW, marks };
}

const lastOf = (estimate: SurvivalEstimate | undefined): number => estimate?.steps.at(-1)?.survival ?? 1;

function axes({ x, y, months }: Scale): readonly Mark[] {
  return [
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((part) => [line(LEFT, y(part), RIGHT, y(part), part === 0 ? "line-2" : "line", part === 0.5 ? { dash: "4 3" } : {}), text(LEFT - 8, y(part) + 4, `${100 * part} %`, { anchor: "end", ink: "text-3" })]),
    ...months.flatMap((month) => { const at = x(month * DAYS_PER_MONTH); return [line(at, BOTTOM, at, BOTTOM + 5, "line-2"), text(at, BOTTOM + 19, String(month), { anchor: "middle", ink: "text-3" })]; }),
    text(RIGHT + 14, BOTTOM + 19, "months", { ink: "text-3" }),
  ];
}

function curve({ label, times, ink, dash }: SurvivalGroup, estimate: SurvivalEstimate, { x, y }: Scale, labelY: number): readonly Mark[] {
  const { steps, observedUntil } = estimate;
  if (observedUntil === null) return [];
  const d = `M${x(0).toFixed(1)} ${y(1).toFixed(1)}${steps.map(({ days, survival }) => `H${x(days).toFixed(1)}V${y(survival).toFixed(1)}`).join("")}H${x(observedUntil).toFixed(1)}`;
  const at = (days: number) => steps.findLast((step) => step.days <= days)?.survival ?? 1;
  const censored = times.filter(({ event }) => !event).map(({ days }) => line(x(days), y(at(days)) - 5, x(days), y(at(days)) + 5, ink, { width: 1.4, says: `${label}, day ${days}: censored at ${percent(at(days))} %` }));
  const falls = steps.map((step, index) => line(x(step.days), y(steps[index - 1]?.survival ?? 1), x(step.days), y(step.survival), ink, { width: 2, says: sayStep(label, step) }));
  const { days: median } = medianSurvival(estimate);
  const half = median === null ? [] : [line(x(median), y(Math.min(0.5, at(median))), x(median), BOTTOM, ink, { width: 1, dash: "2 3", says: `${label}: median ${median} days` })];
  return [path(d, { stroke: ink, width: 2, ...(dash ? { dash } : {}) }), ...falls, ...censored, ...half, text(x(observedUntil) + 8, labelY + 4, label, { ink, bold: true })];
}

const percent = (fraction: number): string => (100 * fraction).toFixed(1);
const sayStep = (label: string, { days, atRisk, events, survival, lower, upper }: SurvivalEstimate["steps"][number]): string =>
  `${label}, day ${days}: ${events} of ${atRisk} at risk; ${percent(survival)} %${lower === null || upper === null ? "" : `, 95 % interval ${percent(lower)} to ${percent(upper)}`}`;

/** The interval as an area; where it is not defined, it stays what it was. */
function band({ steps, observedUntil }: SurvivalEstimate, { x, y }: Scale): Mark {
  const edge = (pick: "lower" | "upper") => {
    let height = 1;
    const points = [`${x(0).toFixed(1)} ${y(1).toFixed(1)}`];
    for (const step of steps) {
      points.push(`${x(step.days).toFixed(1)} ${y(height).toFixed(1)}`);
      height = step[pick] ?? height;
      points.push(`${x(step.days).toFixed(1)} ${y(height).toFixed(1)}`);
    }
    return [...points, `${x(observedUntil ?? 0).toFixed(1)} ${y(height).toFixed(1)}`];
  };
  return path(`M${[...edge("upper"), ...edge("lower").toReversed()].join("L")}Z`, { fill: "accent", opacity: 0.12 });
}

function riskTable(groups: readonly SurvivalGroup[], { x, months }: Scale): readonly Mark[] {
  const top = BOTTOM + 46;
  return [
    text(0, top, "Number at risk", { ink: "text", bold: true }),
    ...groups.flatMap(({ label, times, ink }, row) => [
      text(0, top + ROW * (row + 1), label, { ink, bold: true }),
      ...months.map((month) => text(x(month * DAYS_PER_MONTH), top + ROW * (row + 1), String(atRiskOn(times, Math.round(month * DAYS_PER_MONTH))), { anchor: "middle", ink: "text" })),
    ]),
  ];
}

/** Heights moved apart so that labels do not touch, in their order. */
export function spread(heights: readonly number[], gap: number): readonly number[] {
  const order = heights.map((height, at) => ({ height, at })).toSorted((one, other) => one.height - other.height);
  const placed = new Map<number, number>();
  let last = -Infinity;
  for (const { height, at } of order) {
    last = Math.max(height, last + gap);
    placed.set(at, last);
  }
  return heights.map((height, at) => placed.get(at) ?? height);
}
