import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { DayAxis } from "./day-axis";

/** How a medication bar is drawn: solid, hatched, dashed, outline, or the grey line of what is no inhibitor. */
export type ExposureMark = "exposed" | "possible" | "uncoded" | "outside" | "none";

/** Days from and to, both included; `to` null while it goes on. */
export interface DaySpan {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/** Marks that a bar of this kind needs in the same drawing, under an id of that drawing. */
export function HatchPattern({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="hatch-ground" width="5" height="5" />
        <path className="hatch-line" d="M0 0v5" />
      </pattern>
    </defs>
  );
}

/** The exposure window, everywhere the same band with dashed edges. */
export function WindowBand({ axis, window, top, bottom }: { readonly axis: DayAxis; readonly window: DaySpan; readonly top: number; readonly bottom: number }) {
  const left = axis.x(window.from);
  const right = axis.endOf(window.to ?? axis.to);
  return (
    <>
      <rect className="band" x={left} y={top} width={right - left} height={bottom - top} />
      <path className="band-edge" d={`M${left} ${top}V${bottom}M${right} ${top}V${bottom}`} />
    </>
  );
}

export interface BarProps {
  readonly mark: ExposureMark;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly height: number;
  /** Id of the HatchPattern of this drawing; read by "possible" only. */
  readonly hatch: string;
  /** What a reader of the figure is told at this bar. */
  readonly says?: string;
}

/** A medication's days, drawn by what they mean. At least 3 units wide, so that one day stays visible on a long axis. */
export function MedicationBar({ mark, left, right, y, height, hatch, says }: BarProps) {
  return <rect data-says={says} className={`bar-${mark}`} x={left} y={y} width={Math.max(3, right - left)} height={height} rx="3" fill={mark === "possible" ? `url(#${hatch})` : undefined} />;
}

/** One swatch of a legend, drawn as the figure draws it. */
export function MarkSwatch({ mark }: { readonly mark: ExposureMark | "window" | "cenersen" | "idarubicin" | "cytarabine" | "anc" | "platelets" | "marrow" }) {
  return <svg className="icon figure-swatch" viewBox="0 0 16 16" aria-hidden="true">{swatch(mark)}</svg>;
}

function swatch(mark: Parameters<typeof MarkSwatch>[0]["mark"]) {
  switch (mark) {
    case "window": return <><rect className="band" x="1" y="1" width="14" height="14" /><path className="band-edge" d="M1 1v14M15 1v14" /></>;
    case "possible": return <><rect className="bar-possible-ground" x=".7" y="4" width="14.6" height="9" rx="2" /><path className="hatch-line" d="M3 12.5l4-8M7 12.5l4-8M11 12.5l3.5-7" /></>;
    case "cenersen": return <rect className="infusion" y="5" width="16" height="7" rx="2" />;
    case "idarubicin": return <rect className="dose-idarubicin" x="4" y="5" width="7" height="6" rx="1.5" />;
    case "cytarabine": return <rect className="dose-cytarabine" y="5" width="16" height="6" rx="1" />;
    case "anc": return <circle className="mark-anc" cx="8" cy="8" r="4" />;
    case "platelets": return <rect className="mark-platelets" x="4" y="4" width="8" height="8" />;
    case "marrow": return <path className="mark-marrow" d="M8 2l6 6-6 6-6-6z" />;
    default: return <rect className={`bar-${mark}`} x=".7" y="4" width="14.6" height="9" rx="2" />;
  }
}
