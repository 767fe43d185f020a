import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { DoseRow, InfusionSegment, MarrowPoint, MedicationRow, SevereEvent, Transfusion } from "./course-marks";
import type { DayAxis } from "./day-axis";
import { sayDose, sayEvent, sayInfusion, sayMarrow, sayMedication, sayTransfusion } from "./course-says";
import { MedicationBar } from "./exposure-marks";

const LEFT = 132;

interface TreatmentProps {
  readonly axis: DayAxis;
  readonly top: number;
  readonly segments: readonly InfusionSegment[];
  readonly note: string;
  readonly doses: readonly DoseRow[];
  /** Left and right edges of the exposure windows: no note begins inside one, nor before the end of the first. */
  readonly windows: readonly (readonly [number, number])[];
  /** Where an infusion that still runs ends for now; null runs to the end of the days drawn. */
  readonly today: CalendarDate | null;
}

/** Cenersen by the hour, then one row of doses a substance; a substance that this arm does not get is a dotted line with the reason. */
export function TreatmentLane({ axis, top, segments, note, doses, windows, today }: TreatmentProps) {
  const untilNow = axis.endOf(today !== null && axis.holds(today) ? today : axis.to);
  const notesFrom = (windows[0]?.[1] ?? LEFT - 8) + 8;
  const clear = (x: number) => windows.reduce((at, [left, right]) => (at > left && at < right + 8 ? right + 8 : at), Math.max(notesFrom, x));
  const infusionEnd = clear(Math.max( ...segments.map(({ to }) => (to ? axis.x(to) : untilNow) + 8)));
  return (
    <>
      <text className="text-strong" x="8" y={top + 21}>Cenersen</text>
      {segments.map(({ from, to }) => (
        <rect key={from} className="infusion" data-says={sayInfusion(axis.first, { from, to })} x={axis.x(from)} y={top + 10} width={Math.max(3, (to ? axis.x(to) : untilNow) - axis.x(from))} height="14" rx="3" />
      ))}
      <text className="text-halo" x={infusionEnd} y={top + 21}>{note}</text>
      {doses.map((dose, row) => {
        const { label, substance, days, note: says } = dose;
        const y = top + 31 + 21 * row;
        const [offset, width, round] = substance === "idarubicin" ? [0.3, 0.4, 3] : [0.03, 0.94, 2];
        const last = days.at(-1);
        return (
          <g key={label}>
            <text className="text-strong" x="8" y={y + 11}>{label}</text>
            {days.map((date) => <rect key={date} className={`dose-${substance}`} data-says={sayDose(axis.first, dose, date)} x={axis.x(date) + offset * axis.day} y={y} width={width * axis.day} height="14" rx={round} />)}
            {days.length === 0 && <path className="dose-none" d={`M${axis.x(axis.first)} ${y + 7}H${notesFrom - 6}`} />}
            <text className="text-halo" x={clear(last ? axis.endOf(last) + 8 : 0)} y={y + 11}>{says}</text>
          </g>
        );
      })}
    </>
  );
}

interface MedicationProps {
  readonly axis: DayAxis;
  readonly top: number;
  readonly width: number;
  readonly rows: readonly MedicationRow[];
  readonly today: CalendarDate | null;
  readonly hatch: string;
}

const NOTE_ROOM = 190;

/** Co-medication: grey lines for what is no inhibitor, bars for what is or may be. A note that has no room at the end stands before the bar; the bar of what goes on ends early for it, with its arrow. */
export function MedicationLane({ axis, top, width, rows, today, hatch }: MedicationProps) {
  if (rows.length === 0) return <text className="text-faint" x="8" y={top + 21}>No co-medication recorded</text>;
  return rows.map((medication, row) => {
    const { label, mark, from, to, note } = medication;
    const y = top + 21 + 19 * row;
    const left = axis.x(from);
    const ends = to ? axis.endOf(to) : today && axis.holds(today) ? axis.endOf(today) : axis.endOf(axis.to);
    const roomBefore = left - NOTE_ROOM > 132;
    const right = to === null && !roomBefore ? Math.min(ends, width - NOTE_ROOM) : ends;
    const quiet = mark === "none";
    const tone = `${quiet ? "text-faint" : "text-exposure"} text-halo`;
    const after = right + NOTE_ROOM <= width;
    return (
      <g key={`${label} ${from} ${row}`}>
        <text className={quiet ? undefined : "text-strong"} x="8" y={y}>{label}</text>
        <MedicationBar says={sayMedication(axis.first, medication)} mark={mark} left={left} right={right} y={quiet ? y - 8 : y - 10} height={quiet ? 8 : 12} hatch={hatch} />
        {to === null && <path className={`bar-goes-on-${quiet ? "none" : "inhibitor"}`} d={`M${right} ${y - 8}l6 4-6 4z`} />}
        {after
          ? <text className={tone} x={right + (to === null ? 11 : 7)} y={y}>{note}{to === null && ", ongoing"}</text>
          : <text className={`${tone} text-end`} x={roomBefore ? left - 7 : width - 4} y={y}>{note}{to === null && ", ongoing"}</text>}
      </g>
    );
  });
}

/** Triangles for platelets, drops for red cells, and the units of each at the end; below them severe adverse events by their grade, if there were any. */
export function TransfusionLane({ axis, top, given, events }: { readonly axis: DayAxis; readonly top: number; readonly given: readonly Transfusion[]; readonly events: readonly SevereEvent[] }) {
  const drawn = given.filter(({ day }) => axis.holds(day));
  const unitsOf = (product: Transfusion["product"]) => drawn.filter((one) => one.product === product).reduce((sum, { units }) => sum + units, 0);
  return (
    <>
      <text x="8" y={top + 18}>Platelets given</text>
      <text x="8" y={top + 35}>Red cells given</text>
      {drawn.map((one, index) => {
        const [x, says] = [axis.x(one.day) + axis.day / 2, sayTransfusion(axis.first, one)];
        return one.product === "platelets"
          ? <path key={index} data-says={says} className="given-platelets" d={`M${x - 5} ${top + 19}h10l-5-9z`} />
          : <path key={index} data-says={says} className="given-red-cells" d={`M${x} ${top + 26}c2.6 3.6 4.2 5.2 4.2 7.2a4.2 4.2 0 0 1-8.4 0c0-2 1.6-3.6 4.2-7.2z`} />;
      })}
      <text className="text-faint" x="1292" y={top + 18}>{sayUnits(unitsOf("platelets"))}</text>
      <text className="text-faint" x="1292" y={top + 35}>{sayUnits(unitsOf("rbc"))}</text>
      {events.length > 0 && <Events axis={axis} y={top + 52} events={events.filter(({ day }) => axis.holds(day))} />}
    </>
  );
}

/** The grade in a box on the day the event began; several of one day stand side by side. */
function Events({ axis, y, events }: { readonly axis: DayAxis; readonly y: number; readonly events: readonly SevereEvent[] }) {
  return (
    <>
      <text x="8" y={y}>Events ≥ grade 3</text>
      {events.map((event, index) => {
        const beside = events.slice(0, index).filter(({ day }) => day === event.day).length;
        const x = axis.x(event.day) + axis.day / 2 + 14 * beside;
        return (
          <g key={index} data-says={sayEvent(axis.first, event)}>
            <rect className="event-box" x={x - 6} y={y - 11} width="12" height="14" rx="2" />
            <text className="text-strong text-middle" x={x} y={y}>{event.grade}</text>
          </g>
        );
      })}
      <text className="text-faint" x="1292" y={y}>{events.length} {events.length === 1 ? "event" : "events"}</text>
    </>
  );
}

const sayUnits = (units: number) => (units === 0 ? "none" : `${units} ${units === 1 ? "unit" : "units"}`);

const MARROW_UNITS_PER_PCT = 0.46;

/** Marrow blasts as stems with a diamond, over the line that remission asks to stay below. */
export function MarrowLane({ axis, top, points, limit }: { readonly axis: DayAxis; readonly top: number; readonly points: readonly MarrowPoint[]; readonly limit: number }) {
  const base = top + 68;
  const yOf = (pct: number) => base - MARROW_UNITS_PER_PCT * pct;
  return (
    <>
      <text className="text-strong" x="8" y={top + 22}>Marrow blasts</text>
      <text className="text-faint" x="8" y={top + 36}>% of all cells</text>
      <line className="grid-strong" x1="132" x2="1262" y1={base} y2={base} />
      <line className="limit limit-marrow" x1="132" x2="1262" y1={yOf(limit)} y2={yOf(limit)} />
      <text className="text-marrow" x="1284" y={yOf(limit) + 4}>CR below {limit} %</text>
      {points.filter(({ day }) => axis.holds(day)).map((point) => {
        const { day, pct, label } = point;
        const x = axis.x(day) + axis.day / 2;
        return (
          <g key={day}>
            <line className="stem-marrow" x1={x} x2={x} y1={base} y2={yOf(pct)} />
            <path data-says={sayMarrow(axis.first, point)} className="mark-marrow" d={`M${x} ${yOf(pct) - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z`} />
            {pct > 30
              ? <text className="text-strong text-halo" x={x + 9} y={yOf(pct) - 1}>{label}</text>
              : <text className="text-strong text-halo text-middle" x={x} y={yOf(pct) - 9}>{label}</text>}
          </g>
        );
      })}
    </>
  );
}
