import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { dayAxis, ticksAt } from "../day-axis";
import { fitting, line, rect, text, WIDTH, type Drawing, type Mark } from "./drawing";
import { legendAt, painted, type Painted } from "./looks";

interface Span { readonly from: CalendarDate; readonly to: CalendarDate | null }

/** One medication in one course: the window, what was given, and when it was taken. */
export interface ExposureLane {
  readonly label: string;
  readonly medication: string;
  readonly verdict: string;
  readonly first: CalendarDate;
  readonly window: Span | null;
  readonly wider: Span | null;
  readonly infusion: readonly { readonly from: string; readonly to: string | null }[];
  readonly doses: readonly CalendarDate[];
  readonly taken: Span;
  readonly flag: keyof typeof FLAGS;
}

const FLAGS = {
  exposed: { look: "solid", ink: "exp" }, possible: { look: "hatch", ink: "exp" }, uncoded: { look: "dash", ink: "exp" }, outside: { look: "outline", ink: "exp" }, none: { look: "light", ink: "ns" },
} as const satisfies Readonly<Record<string, Painted>>;
const LEFT = 300;
const RIGHT = 770;
const TOP = 50;
const LANE = 30;
const TICKS = [-3, 1, 4, 7, 10, 14];
/** D1 here only names the days of the head, which holds for every lane. */
const ANY_FIRST_DAY: CalendarDate = "2000-01-10";

const axisOf = (first: CalendarDate) => dayAxis({ first, from: addDays(first, -4), to: addDays(first, 13) }, LEFT, RIGHT);

/** The exposure board as a picture: one lane a medication and course, days counted from the first infusion day of the course. */
export function exposureLanes(lanes: readonly ExposureLane[]): Drawing {
  const height = TOP + lanes.length * LANE + 4;
  const grid = ticksAt(axisOf(ANY_FIRST_DAY), TICKS).flatMap(({ date, label }) => { const x = axisOf(ANY_FIRST_DAY).x(date); return [line(x, TOP - 6, x, height, "line"), text(x, TOP - 10, label, { anchor: "middle" })]; });
  return { width: WIDTH, height, marks: [...legend(), ...grid, ...lanes.flatMap((lane, at) => laneAt(lane, TOP + at * LANE))] };
}

const legend = (): readonly Mark[] => legendAt(0, 12, [
  { label: "cenersen", look: "solid", ink: "cen" }, { label: "chemotherapy", look: "solid", ink: "due" }, { label: "exposure window", look: "light", ink: "exp" },
  { label: "recognised", ...FLAGS.exposed }, { label: "possible", ...FLAGS.possible }, { label: "uncoded", ...FLAGS.uncoded }, { label: "outside", ...FLAGS.outside },
]);

function laneAt({ label, medication, verdict, first, window, wider, infusion, doses, taken, flag }: ExposureLane, top: number): readonly Mark[] {
  const axis = axisOf(first);
  const end = (to: CalendarDate | null) => axis.endOf(to ?? axis.to);
  const [from, to] = [axis.x(taken.from), end(taken.to)];
  return [
    text(0, top + 18, label, { ink: "text", bold: true }), text(84, top + 18, fitting(medication, LEFT - 96), { ink: "text" }), text(RIGHT + 12, top + 18, fitting(verdict, WIDTH - RIGHT - 12)),
    line(0, top + LANE, WIDTH, top + LANE, "line"),
    ...(window === null ? [] : [rect(axis.x(window.from), top, end(window.to) - axis.x(window.from), LANE, { fill: "exp", opacity: 0.12 })]),
    ...(wider === null ? [] : [rect(axis.x(wider.from), top + 1, end(wider.to) - axis.x(wider.from), LANE - 2, { stroke: "text-3", width: 0.8, dash: "1.5 2.5" })]),
    ...infusion.map((stretch) => rect(axis.x(stretch.from), top + 4, (stretch.to ? axis.x(stretch.to) : axis.endOf(axis.to)) - axis.x(stretch.from), 6, { fill: "cen" })),
    ...doses.map((day) => rect(axis.x(day) + 5, top + 12, 8, 4, { fill: "due" })),
    ...painted(Math.min(from, RIGHT - 4), top + 19, Math.max(4, to - from), 8, FLAGS[flag], `${label}, ${medication}: ${verdict}`),
  ];
}
