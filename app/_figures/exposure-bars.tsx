import { useId } from "react";
import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { type DayAxis, dayAxis, ticksAt } from "./day-axis";
import { type BarProps, type DaySpan, type ExposureMark, HatchPattern, MedicationBar, WindowBand } from "./exposure-marks";

const WIDTH = 512;
const HEIGHT = 46;
/** D1 here only names the days of the header, which holds for every row below it. */
const ANY_FIRST_DAY: CalendarDate = "2000-01-10";
const DAYS_BEFORE = 4;
const DAYS_AFTER = 13;
/** Less of a bar than this would not be seen for one. */
const EDGE = 6;
const TICKS = [-3, 1, 4, 7, 10, 14];

const rowAxis = (first: CalendarDate): DayAxis => dayAxis({ first, from: addDays(first, -DAYS_BEFORE), to: addDays(first, DAYS_AFTER) }, 0, WIDTH);

/** The study days of all rows, for the head of the column: D−3 to D14. */
export function ExposureAxis() {
  const axis = rowAxis(ANY_FIRST_DAY);
  return (
    <svg className="figure-cell" width={WIDTH} height="20" viewBox={`0 0 ${WIDTH} 20`} role="img" aria-label="Study day, D−3 to D14">
      {ticksAt(axis, TICKS).map(({ date, label }) => {
        const last = label === "D14";
        return <text key={label} className={`text-strong ${last ? "text-end" : "text-middle"}`} x={last ? WIDTH - 2 : axis.x(date)} y="14">{label}</text>;
      })}
    </svg>
  );
}

export interface ExposureBarsProps {
  /** Said instead of seen: "101-030: Thomapyrin, 2 d inside". */
  readonly label: string;
  /** First infusion day, D1. */
  readonly first: CalendarDate;
  readonly window: DaySpan;
  /** Another reading of the window, drawn as a frame beside it. */
  readonly wider?: DaySpan | null;
  /** "Course 2", where a patient has several. */
  readonly name?: string | null;
  /** Wall times of the infusion, one pair a segment between interruptions; `to` null while it runs. */
  readonly infusion: readonly { readonly from: string; readonly to: string | null }[];
  readonly idarubicin: readonly CalendarDate[];
  readonly cytarabine: readonly CalendarDate[];
  /** Its flagged medications, at most three. */
  readonly medications: readonly (DaySpan & { readonly mark: ExposureMark })[];
}

/** One line of the exposure board: the window, the infusion and the doses above, the flagged medications below. */
export function ExposureBars({ label, first, window, wider = null, name = null, infusion, idarubicin, cytarabine, medications }: ExposureBarsProps) {
  const hatch = useId();
  const axis = rowAxis(first);
  const height = medications.length > 1 ? (HEIGHT - 26) / medications.length - 2 : 11;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {medications.some(({ mark }) => mark === "possible") && <HatchPattern id={hatch} />}
      <path className="grid" d={ticksAt(axis, TICKS).map(({ date }) => `M${axis.x(date)} 0V${HEIGHT}`).join("")} />
      <WindowBand axis={axis} window={window} top={0} bottom={HEIGHT} />
      {wider && (wider.from !== window.from || wider.to !== window.to) && <rect className="band-wider" x={axis.x(wider.from)} y="1" width={axis.endOf(wider.to ?? axis.to) - axis.x(wider.from)} height={HEIGHT - 2} />}
      {name && <text className="text-faint" x="2" y="12">{name}</text>}
      {infusion.map(({ from, to }) => (
        <rect key={from} className="infusion" x={axis.x(from)} y="5" width={(to ? axis.x(to) : axis.endOf(axis.to)) - axis.x(from)} height="9" rx="2.5" />
      ))}
      <Doses of="idarubicin" lefts={idarubicin.map((date) => axis.x(date) + 0.22 * axis.day)} width={8} />
      <Doses of="cytarabine" lefts={cytarabine.map((date) => axis.x(date) + 0.22 * axis.day + 10)} width={0.57 * axis.day} />
      {medications.map(({ from, to, mark }, row) => (
        <Bar key={`${from} ${row}`} mark={mark} left={axis.x(from)} right={axis.endOf(to ?? axis.to)} y={medications.length > 1 ? 25 + row * (height + 2) : 29} height={height} hatch={hatch} />
      ))}
    </svg>
  );
}

/** All doses of one drug as one shape: a board has fifty lines, and a line up to ten doses. */
const Doses = ({ of, lefts, width }: { readonly of: "idarubicin" | "cytarabine"; readonly lefts: readonly number[]; readonly width: number }) =>
  lefts.length === 0 ? null : <path className={`dose-${of}`} d={lefts.map((left) => `M${tenths(left)} 17h${tenths(width)}v6h${-tenths(width)}z`).join("")} />;

const tenths = (length: number): number => Math.round(length * 10) / 10;

/** A bar inside the days drawn; an arrow at the edge towards days that lie wholly beyond it. */
function Bar(bar: BarProps) {
  const { mark, left, right, y, height } = bar;
  if (left < WIDTH - EDGE && right > EDGE) return <MedicationBar {...bar} />;
  const middle = y + height / 2;
  return <path className={`bar-${mark}`} d={right <= EDGE ? `M8 ${y}L1 ${middle}L8 ${y + height}z` : `M${WIDTH - 8} ${y}L${WIDTH - 1} ${middle}L${WIDTH - 8} ${y + height}z`} />;
}
