import { useId } from "react";
import { addDays, type CalendarDate, sayDate } from "@/lib/kernel/calendar-date";
import type { InfusionSegment } from "./course-marks";
import { type DayAxis, dayAxis, sayDayMonth, sayDays, ticksAt } from "./day-axis";
import { type DaySpan, type ExposureMark, HatchPattern, MedicationBar, WindowBand } from "./exposure-marks";

const WIDTH = 860;
const HEIGHT = 176;
const LEFT = 96;
const RIGHT = 850;
const TOP = 34;
const BOTTOM = 152;

export interface MedicationTimelineProps {
  /** "Percocet", as typed. */
  readonly name: string;
  /** Said instead of seen, and beside the bar where there is room: "4 days inside, 62 h of infusion". */
  readonly says: string;
  /** First infusion day, D1. */
  readonly first: CalendarDate;
  readonly window: DaySpan & { readonly to: CalendarDate };
  readonly infusion: readonly InfusionSegment[];
  readonly idarubicin: readonly CalendarDate[];
  /** null while no date can be read; of a partial date, the earliest and the latest day it can mean. */
  readonly medication: (DaySpan & { readonly mark: ExposureMark }) | null;
}

/** The row being typed against the exposure window. No hooks but useId, so it is drawn by the server and while typing alike. */
export function MedicationTimeline({ name, says, first, window, infusion, idarubicin, medication }: MedicationTimelineProps) {
  const id = useId();
  const axis = dayAxis({ first, from: addDays(first, -6), to: addDays(window.to, 7) }, LEFT, RIGHT);
  const labelX = Math.max(axis.endOf(window.to), medication ? axis.endOf(medication.to ?? axis.to) : 0) + 8;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${name} against the exposure window: ${says}`}>
      <HatchPattern id={id} />
      {ticksAt(axis, [-4, 1, 3, 6, 8, 10, 12]).map(({ date, label }) => (
        <g key={date}>
          <line className="grid" x1={axis.x(date)} x2={axis.x(date)} y1={TOP} y2={BOTTOM} />
          <text className="text-strong text-middle" x={axis.x(date)} y="12">{label}</text>
          <text className="text-faint text-middle" x={axis.x(date)} y="27">{sayDayMonth(date)}</text>
        </g>
      ))}
      <WindowBand axis={axis} window={window} top={TOP} bottom={BOTTOM} />
      <text className="text-exposure text-middle" x={(axis.x(window.from) + axis.endOf(window.to)) / 2} y={HEIGHT - 8}>
        exposure window, {sayDayMonth(window.from)} to {sayDate(window.to)} ({sayDays(first, window.from, window.to)})
      </text>
      <text className="text-strong" x="0" y="59">Cenersen</text>
      {infusion.map(({ from, to }) => (
        <rect key={from} className="infusion" x={axis.x(from)} y="47" width={Math.max(3, (to ? axis.x(to) : axis.endOf(axis.to)) - axis.x(from))} height="16" rx="3" />
      ))}
      <text className="text-strong" x="0" y="91">Idarubicin</text>
      {idarubicin.map((date) => <rect key={date} className="dose-idarubicin" x={axis.x(date) + 0.3 * axis.day} y="79" width={0.36 * axis.day} height="16" rx="3" />)}
      <text className="text-strong" x="0" y="127">{name.length > 13 ? `${name.slice(0, 12)}…` : name}</text>
      {medication && <Bars axis={axis} window={window} medication={medication} hatch={id} />}
      {labelX < WIDTH - 190
        ? <text className="text-exposure" x={labelX} y="127">{says}</text>
        : <text className="text-exposure text-halo text-end" x={RIGHT} y="110">{says}</text>}
    </svg>
  );
}

interface BarsProps {
  readonly axis: DayAxis;
  readonly window: MedicationTimelineProps["window"];
  readonly medication: NonNullable<MedicationTimelineProps["medication"]>;
  readonly hatch: string;
}

/** The days inside the window carry the mark; the days before and after it are an outline. */
function Bars({ axis, window, medication, hatch }: BarsProps) {
  const [left, right] = [axis.x(medication.from), axis.endOf(medication.to ?? axis.to)];
  const [start, end] = [axis.x(window.from), axis.endOf(window.to)];
  const bar = (mark: ExposureMark, from: number, to: number) => to > from && <MedicationBar mark={mark} left={from} right={to} y={115} height={16} hatch={hatch} />;
  if (medication.mark === "none" || medication.mark === "outside") return bar(medication.mark, left, right);
  return (
    <>
      {bar("outside", left, Math.min(right, start))}
      {bar(medication.mark, Math.max(left, start), Math.min(right, end))}
      {bar("outside", Math.max(left, end), right)}
    </>
  );
}
