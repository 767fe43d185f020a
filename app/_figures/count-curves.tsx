import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { CountPoint } from "./course-marks";
import { sayAnc, sayCount, sayPlatelets } from "./course-says";
import type { DayAxis } from "./day-axis";

/** What remission asks to exceed, per µL. */
export interface CountLimits {
  readonly anc: number;
  readonly platelets: number;
}

interface CurvesProps {
  readonly axis: DayAxis;
  readonly top: number;
  readonly bottom: number;
  readonly decades: number;
  readonly points: readonly CountPoint[];
  readonly limits: CountLimits;
  /** x of the line of today, which no label crosses; null when it is not drawn. */
  readonly todayX: number | null;
}

const LEFT = 132;
const RIGHT = 1262;
const LOWEST = 10;
const LABEL_GAP = 14;
const LABEL_WIDTH = 96;

/** Decades drawn above 10 per µL: four reach 100,000, five hold the platelets of a full recovery. */
export function decadesOf(points: readonly CountPoint[]): number {
  const highest = Math.max(0, ...points.map(({ platelets }) => platelets ?? 0));
  return highest > 130_000 ? 5 : 4;
}

/** Neutrophils (circles) and platelets (squares) on one log scale, each named with its last value at its end. */
export function CountCurves({ axis, top, bottom, decades, points, limits, todayX }: CurvesProps) {
  const decade = (bottom - top - 32) / decades;
  const yOf = (count: number) => Math.round((bottom - decade * Math.log10(Math.max(count, LOWEST) / LOWEST)) * 10) / 10;
  const series = (pick: (point: CountPoint) => number | null, say: typeof sayAnc) =>
    points.filter(({ day }) => axis.holds(day)).flatMap((point) => {
      const count = pick(point);
      return count === null ? [] : [{ day: point.day, count, says: say(axis.first, point), x: axis.x(point.day) + axis.day / 2, y: yOf(count) }];
    });
  const anc = series((point) => point.anc, sayAnc);
  const platelets = series((point) => point.platelets, sayPlatelets);
  const [ancLabel, plateletLabel] = apart(besideLimit(anc.at(-1)?.y, yOf(limits.anc)), besideLimit(platelets.at(-1)?.y, yOf(limits.platelets)));
  return (
    <>
      <text className="text-strong" x="8" y={top + 15}>Counts per µL, log</text>
      {Array.from({ length: decades + 1 }, (_, power) => LOWEST * 10 ** power).map((count) => (
        <g key={count}>
          <line className="grid" x1={LEFT} x2={RIGHT} y1={yOf(count)} y2={yOf(count)} />
          <text className="text-end text-faint" x="124" y={yOf(count) + 4}>{sayCount(count)}</text>
        </g>
      ))}
      <path className="limit limit-anc" d={`M${LEFT} ${yOf(limits.anc)}H${RIGHT}`} />
      <path className="limit limit-platelets" d={`M${LEFT} ${yOf(limits.platelets)}H${RIGHT}`} />
      <Curve kind="anc" name="ANC" points={anc} labelY={ancLabel} todayX={todayX} />
      <Curve kind="platelets" name="Platelets" points={platelets} labelY={plateletLabel} todayX={todayX} />
      {/* After the curves, so that the halo keeps them off the words. */}
      <text className="text-anc text-halo" x="138" y={yOf(limits.anc) - 5}>ANC above {sayCount(limits.anc)}</text>
      <text className="text-platelets text-halo" x="138" y={yOf(limits.platelets) - 5}>platelets above {sayCount(limits.platelets)}</text>
    </>
  );
}

/** A label's height moved off the dashed line of its limit, to the side on which the count lies. */
function besideLimit(y: number | undefined, limit: number): number | undefined {
  if (y === undefined || Math.abs(y - limit) >= 9) return y;
  return y > limit ? limit + 10 : limit - 9;
}

/** Two labels at these heights, moved apart when they would touch. Platelets are the higher curve nearly always. */
function apart(anc: number | undefined, platelets: number | undefined): readonly [number, number] {
  const [a, p] = [anc ?? 0, platelets ?? 0];
  if (anc === undefined || platelets === undefined || Math.abs(a - p) >= LABEL_GAP) return [a, p];
  const middle = (a + p) / 2;
  return p <= a ? [middle + LABEL_GAP / 2, middle - LABEL_GAP / 2] : [middle - LABEL_GAP / 2, middle + LABEL_GAP / 2];
}

interface CurveProps {
  readonly kind: "anc" | "platelets";
  readonly name: string;
  readonly points: readonly { readonly day: CalendarDate; readonly count: number; readonly says: string; readonly x: number; readonly y: number }[];
  readonly labelY: number;
  readonly todayX: number | null;
}

function Curve({ kind, name, points, labelY, todayX }: CurveProps) {
  const last = points.at(-1);
  const beside = (last?.x ?? 0) + 8;
  const labelX = todayX !== null && todayX > beside - 10 && todayX < beside + LABEL_WIDTH ? todayX + 8 : beside;
  return (
    <>
      <polyline className={`curve curve-${kind}`} points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />
      {points.map(({ day, says, x, y }) => kind === "anc"
        ? <circle key={day} data-says={says} className="mark-anc" cx={x} cy={y} r="3.2" />
        : <rect key={day} data-says={says} className="mark-platelets" x={x - 3} y={y - 3} width="6" height="6" />)}
      {last && <text className={`text-${kind} text-bold text-halo`} x={labelX} y={labelY + 4}>{name} {sayCount(last.count)}</text>}
    </>
  );
}
