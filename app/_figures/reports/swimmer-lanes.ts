import { line, path, rect, text, WIDTH, type Drawing, type Mark } from "./drawing";
import type { Ink } from "./inks";
import { legendAt } from "./looks";

/** One patient from randomisation on, in days from it. */
export interface SwimmerLane {
  readonly label: string;
  readonly arm: string;
  readonly best: string;
  readonly until: number;
  readonly died: boolean;
  /** The time in remission, from its first day. */
  readonly remission: { readonly from: number; readonly to: number } | null;
  readonly courses: readonly number[];
  readonly relapse: number | null;
  readonly newTherapy: number | null;
}

const LEFT = 132;
const RIGHT = WIDTH - 30;
const TOP = 56;
const LANE = 15;
const DAYS_PER_MONTH = 365.25 / 12;

/** One lane a patient: how long observed, in remission, and what happened when. Shapes tell events apart. */
export function swimmerLanes(groups: readonly { readonly label: string; readonly lanes: readonly SwimmerLane[] }[]): Drawing {
  const longest = Math.max(60, ...groups.flatMap(({ lanes }) => lanes.map(({ until }) => until)));
  const step = [1, 3, 6, 12, 24].find((months) => longest / DAYS_PER_MONTH / months <= 12) ?? 60;
  const months = Array.from({ length: Math.floor(longest / DAYS_PER_MONTH / step) + 1 }, (_, at) => at * step);
  const x = (days: number) => LEFT + ((RIGHT - LEFT - 14) * days) / longest;
  let y = TOP;
  const drawn = groups.flatMap(({ label, lanes }) => {
    const heading = text(0, y + 14, label, { ink: "text", bold: true });
    y += 22;
    const marks = lanes.flatMap((lane) => { const at = y; y += LANE; return laneAt(lane, at, x); });
    y += 8;
    return [heading, ...marks];
  });
  const grid = months.flatMap((month) => { const at = x(month * DAYS_PER_MONTH); return [line(at, TOP - 4, at, y - 6, month === 0 ? "line-2" : "line"), text(at, TOP - 9, String(month), { anchor: "middle", ink: "text-3" })]; });
  return { width: WIDTH, height: y, marks: [...legend(), ...grid, text(LEFT - 14, TOP - 9, "months", { anchor: "end", ink: "text-3" }), ...drawn] };
}

function laneAt({ label, arm, best, until, died, remission, courses, relapse, newTherapy }: SwimmerLane, top: number, x: (days: number) => number): readonly Mark[] {
  const [y, who] = [top + LANE / 2, `${label}, arm ${arm}, best ${best}`];
  const day = (days: number) => `day ${days}`;
  return [
    text(LEFT - 44, y + 4, label, { anchor: "end", size: 10.5, ink: "text" }), text(LEFT - 10, y + 4, best, { anchor: "end", size: 10.5, ink: "text-2", bold: best === "CR" || best === "CRp" }),
    rect(x(0), y - 3, Math.max(1.5, x(until) - x(0)), 6, { fill: "ns", opacity: 0.34, says: `${who}: ${died ? "died" : "last known alive"} ${day(until)}` }),
    ...(remission ? [rect(x(remission.from), y - 4.5, Math.max(2, x(remission.to) - x(remission.from)), 9, { fill: "ok", says: `${who}: in remission from ${day(remission.from)} to ${day(remission.to)}` })] : []),
    ...courses.map((start, at) => rect(x(start), y - 5.5, 4, 11, { fill: "cen", stroke: "surface", width: 0.8, says: `${who}: course ${at + 1} from ${day(start)}` })),
    ...(newTherapy === null ? [] : [shape("therapy", x(newTherapy), y, `${who}: new therapy ${day(newTherapy)}`)]),
    ...(relapse === null ? [] : [shape("relapse", x(relapse), y, `${who}: relapse ${day(relapse)}`)]),
    died ? shape("death", x(until), y, `${who}: died ${day(until)}`) : shape("alive", x(until), y, `${who}: last known alive ${day(until)}`),
  ];
}

type Shape = "therapy" | "relapse" | "death" | "alive";
const SHAPES: Readonly<Record<Shape, { readonly d: string; readonly fill: Ink | "none"; readonly stroke: Ink; readonly label: string }>> = {
  relapse: { d: "m 0 -5 l 5 5 l -5 5 l -5 -5 z", fill: "due", stroke: "surface", label: "relapse" },
  therapy: { d: "m 0 -4.6 l 4.8 8.4 l -9.6 0 z", fill: "surface", stroke: "mar", label: "new therapy" },
  death: { d: "m -4 -4 l 8 8 m 0 -8 l -8 8", fill: "none", stroke: "text", label: "died" },
  alive: { d: "m 0 -4 l 6 4 l -6 4 z", fill: "text-3", stroke: "surface", label: "last known alive" },
};

function shape(kind: Shape, x: number, y: number, says?: string): Mark {
  const { d, fill, stroke } = SHAPES[kind];
  return path(`M${x.toFixed(1)} ${y.toFixed(1)} ${d}`, { fill, stroke, width: kind === "death" ? 1.9 : 1.4, ...(says ? { says } : {}) });
}

const legend = (): readonly Mark[] => [
  ...legendAt(LEFT, 14, [{ label: "observed", look: "light", ink: "ns" }, { label: "in remission", look: "solid", ink: "ok" }, { label: "cenersen begins", look: "solid", ink: "cen" }]),
  ...(["relapse", "therapy", "death", "alive"] as const).flatMap((kind, at) => [shape(kind, LEFT + 358 + at * 112, 10), text(LEFT + 370 + at * 112, 14, SHAPES[kind].label)]),
];
