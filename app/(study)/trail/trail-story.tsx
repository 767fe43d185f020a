import { type TrailFilters, trailHref } from "@/lib/analysis/trail-filters";
import type { TrailAct, TrailDay } from "@/lib/analysis/trail-story";
import { sayDate } from "@/lib/kernel/calendar-date";
import { type LinkedAct, TrailActs } from "./trail-acts.client";

/** One paragraph an act: when, who, what, why, and indented what followed by itself. */
export function TrailStory({ days, filters }: { readonly days: readonly TrailDay[]; readonly filters: TrailFilters }) {
  const linked = (act: TrailAct): LinkedAct => ({
    ...act, ofPerson: trailHref(filters, { person: act.accountId }),
    ofPatient: act.patientNumber === null || act.patientNumber === filters.patient ? null : trailHref(filters, { patient: act.patientNumber }),
  });
  return days.map(({ day, acts }) => (
    <div key={`${day}${acts[0]?.id}`} role="group" className="trail-day" aria-label={sayDate(day)}>
      <h3>{sayDate(day)}</h3>
      <TrailActs acts={acts.map(linked)} day={day} />
    </div>
  ));
}
