import { useId } from "react";
import { type CalendarDate, daysBetween, sayStudyDay, studyDay } from "@/lib/kernel/calendar-date";
import { CountCurves, type CountLimits, decadesOf } from "./count-curves";
import { MarrowLane, MedicationLane, TransfusionLane, TreatmentLane } from "./course-lanes";
import type { CountPoint, DoseRow, InfusionSegment, MarrowPoint, MedicationRow, SevereEvent, Transfusion } from "./course-marks";
import { sayResponse } from "./course-says";
import { type DayAxis, dayAxis, sayDayMonth, sayDays, type Tick, ticksAt } from "./day-axis";
import { type DaySpan, HatchPattern, MarkSwatch, WindowBand } from "./exposure-marks";

const WIDTH = 1376;
const LEFT = 132;
const RIGHT = 1262;
const TOP = 34;
const TICK_GAP_MIN = 60;

export interface CourseTimelineProps {
  /** What screen readers hear instead of the drawing, in two or three sentences. */
  readonly description: string;
  /** First infusion day, D1. */
  readonly first: CalendarDate;
  /** First and last day drawn. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Site's day now; null draws no line. */
  readonly today: CalendarDate | null;
  /** Exposure window, both days included; null while there is no infusion. */
  readonly window: DaySpan | null;
  /** Of courses after the first, which the days count from. */
  readonly laterWindows: readonly (DaySpan & { readonly course: number })[];
  readonly infusion: { readonly segments: readonly InfusionSegment[]; readonly note: string };
  readonly doses: readonly DoseRow[];
  readonly medications: readonly MedicationRow[];
  readonly transfusions: readonly Transfusion[];
  /** Adverse events of grade 3 or more, by the day they began. */
  readonly events: readonly SevereEvent[];
  readonly marrow: readonly MarrowPoint[];
  readonly counts: readonly CountPoint[];
  /** What complete remission asks for: marrow below, ANC and platelets above. */
  readonly limits: CountLimits & { readonly marrowPct: number };
  readonly responses: readonly { readonly day: CalendarDate; readonly status: string }[];
}

/** y of every lane, from the top down: each lane is as high as what it holds. */
function lanes({ doses, medications, events, counts }: CourseTimelineProps) {
  const medicationTop = TOP + 16 + 21 * (doses.length + 1);
  const transfusionTop = medicationTop + 14 + 19 * Math.max(1, medications.length);
  const marrowTop = transfusionTop + 48 + (events.length > 0 ? 17 : 0);
  const countTop = marrowTop + 82;
  const bottom = countTop + 202;
  return { medicationTop, transfusionTop, marrowTop, countTop, bottom, height: bottom + 34, decades: decadesOf(counts) };
}

/** Ticks a week apart, thinned where the axis is too long for all of them; D1 always stays. */
function weeklyTicks(axis: DayAxis): readonly Tick[] {
  const weeks = Math.ceil(daysBetween(axis.first, axis.to) / 7) + 1;
  const before = Math.ceil(Math.max(0, daysBetween(axis.from, axis.first)) / 7);
  const earlier = Array.from({ length: before }, (_, week) => -7 * (before - week));
  const later = Array.from({ length: Math.max(0, weeks) }, (_, week) => 7 * (week + 1));
  const days = [...earlier, 1, ...later];
  const step = Math.max(1, Math.ceil(TICK_GAP_MIN / (7 * axis.day)));
  return ticksAt(axis, days.filter((day) => day === 1 || (day / 7) % step === 0));
}

/** A course at a glance: treatment, co-medication against the exposure window, transfusions, marrow and counts over study days. */
export function CourseTimeline(props: CourseTimelineProps) {
  const id = useId();
  const axis = dayAxis({ first: props.first, from: props.from, to: props.to }, LEFT, RIGHT);
  const y = lanes(props);
  const windows = [...(props.window ? [props.window] : []), ...props.laterWindows];
  return (
    <div className="figure-pinned">
      <svg viewBox={`0 0 ${WIDTH} ${y.height}`} role="img" aria-labelledby={`${id}t ${id}d`}>
        <title id={`${id}t`}>Treatment, co-medication, marrow and counts by study day</title>
        <desc id={`${id}d`}>{props.description}</desc>
        <HatchPattern id={`${id}h`} />
        <g id={`${id}g`}>
        {weeklyTicks(axis).map(({ date, label }) => (
          <g key={date}>
            <line className="grid" x1={axis.x(date)} x2={axis.x(date)} y1={TOP} y2={y.bottom} />
            <text className="text-strong text-middle" x={axis.x(date)} y="14">{label}</text>
            <text className="text-faint text-middle" x={axis.x(date)} y="28">{sayDayMonth(date)}</text>
          </g>
        ))}
        {windows.map((window) => <WindowBand key={window.from} axis={axis} window={window} top={TOP} bottom={y.bottom} />)}
        {[y.medicationTop, y.transfusionTop, y.marrowTop, y.countTop].map((edge) => <line key={edge} className="grid-strong" x1="0" x2={WIDTH} y1={edge} y2={edge} />)}
        <TreatmentLane
          axis={axis} top={TOP} segments={props.infusion.segments} note={props.infusion.note} doses={props.doses} today={props.today}
          windows={windows.map(({ from, to }) => [axis.x(from), axis.endOf(to ?? props.to)])}
        />
        <MedicationLane axis={axis} top={y.medicationTop} width={WIDTH} rows={props.medications} today={props.today} hatch={`${id}h`} />
        <TransfusionLane axis={axis} top={y.transfusionTop} given={props.transfusions} events={props.events} />
        <MarrowLane axis={axis} top={y.marrowTop} points={props.marrow} limit={props.limits.marrowPct} />
        <CountCurves
          axis={axis} top={y.countTop} bottom={y.bottom} decades={y.decades} points={props.counts} limits={props.limits}
          todayX={props.today !== null && axis.holds(props.today) ? axis.endOf(props.today) : null}
        />
        <Foot {...props} axis={axis} bottom={y.bottom} />
        </g>
      </svg>
      {/* The names of the lanes again, for where the figure scrolls and they would go out of view. */}
      <svg className="figure-pin" viewBox={`0 0 ${LEFT - 4} ${y.height}`} aria-hidden="true"><use href={`#${id}g`} /></svg>
    </div>
  );
}

/** The line of today, the name of the window, and each response under its day. */
function Foot({ axis, bottom, window, laterWindows, today, responses, first }: CourseTimelineProps & { readonly axis: DayAxis; readonly bottom: number }) {
  const todayIsDrawn = today !== null && axis.holds(today);
  return (
    <>
      {todayIsDrawn && (
        <>
          <line className="today" x1={axis.endOf(today)} x2={axis.endOf(today)} y1={TOP} y2={bottom} />
          <text className="text-today text-halo" x={axis.endOf(today) + 5} y={TOP + 8}>today {sayStudyDay(studyDay(first, today))}</text>
        </>
      )}
      {window && (
        <text className="text-exposure text-middle" x={(axis.x(window.from) + axis.endOf(window.to ?? axis.to)) / 2} y={bottom + 18}>
          exposure window {sayDays(first, window.from, window.to ?? axis.to)}
        </text>
      )}
      {laterWindows.map(({ from, to, course }) => (
        <text key={course} className="text-exposure text-middle" x={(axis.x(from) + axis.endOf(to ?? axis.to)) / 2} y={bottom + 18}>window, course {course}</text>
      ))}
      {responses.filter(({ day }) => axis.holds(day)).map(({ day, status }) => (
        <g key={day} data-says={sayResponse(first, { day, status })}>
          <rect className={VERDICT_LOOK[status] ?? "verdict-box"} x={axis.x(day) - 13} y={bottom + 4} width="48" height="20" rx="4" />
          <text className="text-strong text-middle" x={axis.x(day) + 11} y={bottom + 18}>{status}</text>
        </g>
      ))}
    </>
  );
}

const VERDICT_LOOK: Readonly<Record<string, string>> = { CR: "verdict-full", CRp: "verdict-partial", NE: "verdict-box verdict-unknown" };

/** The legend of the figure, for the head of its card. */
export function CourseLegend() {
  return (
    <span className="legend">
      <span><MarkSwatch mark="window" />exposure window</span>
      <span><MarkSwatch mark="outside" />inhibitor outside it</span>
      <span><MarkSwatch mark="exposed" />inside it</span>
      <span><MarkSwatch mark="anc" />ANC</span>
      <span><MarkSwatch mark="platelets" />platelets</span>
      <span><MarkSwatch mark="marrow" />marrow</span>
    </span>
  );
}
