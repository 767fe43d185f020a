import { line, path, rect, text, ticksUpTo, WIDTH, type Drawing, type Mark } from "./drawing";
import { legendAt } from "./looks";

export interface EnrolmentMonth {
  /** "Feb 2004" */
  readonly label: string;
  readonly randomised: number;
  readonly total: number;
  /** Null where the plan is not for those who are counted. */
  readonly planned: number | null;
  /** The month has come. */
  readonly isPast: boolean;
}

const LEFT = 52;
const RIGHT = WIDTH - 70;
const TOP = 34;
const BOTTOM = 300;

/** Patients randomised so far as steps, those of each month as bars, and the plan as a dashed line. */
export function enrolmentCurve(months: readonly EnrolmentMonth[]): Drawing {
  const ticks = ticksUpTo(Math.max(1, ...months.flatMap(({ total, planned }) => [total, planned ?? 0])));
  const most = ticks.at(-1) ?? 1;
  const wide = (RIGHT - LEFT) / Math.max(1, months.length);
  const [x, y] = [(at: number) => LEFT + wide * at, (value: number) => BOTTOM - ((BOTTOM - TOP) * value) / most];
  const past = months.filter(({ isPast }) => isPast);
  const every = Math.max(1, Math.ceil(months.length / 12));
  const hasPlan = months.some(({ planned }) => planned !== null);
  const steps = past.map(({ total }, at) => `V${y(total).toFixed(1)}H${x(at + 1).toFixed(1)}`).join("");
  const marks: readonly Mark[] = [
    ...legendAt(LEFT, 14, [{ label: "randomised so far", look: "solid", ink: "accent" }, { label: "randomised in the month", look: "light", ink: "accent" }, ...(hasPlan ? [{ label: "plan", look: "dash", ink: "text-2" } as const] : [])]),
    ...ticks.flatMap((tick) => [line(LEFT, y(tick), RIGHT, y(tick), tick === 0 ? "line-2" : "line"), text(LEFT - 8, y(tick) + 4, String(tick), { anchor: "end", ink: "text-3" })]),
    ...months.flatMap(({ label }, at) => (at % every === 0 ? [text(x(at), BOTTOM + 18, label, { ink: "text-3" }), line(x(at), BOTTOM, x(at), BOTTOM + 5, "line-2")] : [])),
    ...past.flatMap((month, at) => (month.randomised === 0 ? [] : [rect(x(at) + 1, y(month.randomised), wide - 2, BOTTOM - y(month.randomised), { fill: "accent", opacity: 0.34, says: sayMonth(month) })])),
    ...(hasPlan ? [path(`M${x(0).toFixed(1)} ${y(0).toFixed(1)}${months.map(({ planned }, at) => `L${x(at + 1).toFixed(1)} ${y(planned ?? 0).toFixed(1)}`).join("")}`, { stroke: "text-2", width: 1.6, dash: "6 4" })] : []),
    ...(past.length > 0 ? [path(`M${x(0).toFixed(1)} ${y(0).toFixed(1)}${steps}`, { stroke: "accent", width: 2.2 }), text(x(past.length) + 6, y(past.at(-1)?.total ?? 0) + 4, String(past.at(-1)?.total ?? 0), { ink: "accent", bold: true })] : []),
  ];
  return { width: WIDTH, height: BOTTOM + 26, marks };
}

const sayMonth = ({ label, randomised, total, planned }: EnrolmentMonth): string => `${label}: ${randomised} randomised, ${total} so far${planned === null ? "" : `, ${planned} planned`}`;
