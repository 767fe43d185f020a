import "server-only";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import { wallTimeIn } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";
import { countByWorstGrade, type SafetyTable } from "@/lib/study/adverse-events/count-by-worst-grade";
import { ctcae5 } from "@/lib/study/adverse-events/ctcae-5";
import { isBleeding, isInfection } from "@/lib/study/adverse-events/label-rates";
import { reportingOf, type Reporting } from "@/lib/study/adverse-events/report-deadline";
import { safetyEvent, type SafetyEvent, type SafetyPatient } from "@/lib/study/adverse-events/safety-event";
import { fitsEvent, fitsPatient, type SafetyFilters } from "./safety-filters";

export interface SeriousEvent {
  readonly event: SafetyEvent;
  readonly reporting: Reporting;
}

export interface SafetyView {
  readonly table: SafetyTable;
  /** Every class of which an event is recorded, whatever the filters. */
  readonly groups: readonly string[];
  /** Under the filters; those not reported first, the longest known first. */
  readonly serious: readonly SeriousEvent[];
  /** Whatever the filters. */
  readonly overdue: number;
  readonly eventCount: number;
  readonly notCoded: number;
  readonly bleeding: SafetyTable;
  readonly infection: SafetyTable;
}

interface PatientRow { readonly id: string; readonly number: string; readonly arm: string | null; readonly exposure: string | null; readonly startAt: string | null; readonly timeZone: string }
interface EventRow { readonly id: string; readonly patientId: string; readonly rowNo: number; readonly formVersion: number; readonly answers: Record<string, unknown> }

/** The patients whom the reader may see, and their events, counted as the filters ask. `now` ends the time since awareness. */
export async function readSafety(tx: Tx, filters: SafetyFilters, now: Date): Promise<SafetyView> {
  const rows = await tx.$queryRaw<PatientRow[]>`
    SELECT p.id, p.number, p.arm, s.time_zone AS "timeZone", x.value AS exposure,
      (SELECT e.answers ->> 'startAt' FROM app.entry e JOIN app.visit v ON v.id = e.visit_id
        WHERE e.patient_id = p.id AND e.form_id = 'cenersen_infusion' AND v.code = 'C1' AND e.removed_at IS NULL ORDER BY e.row_no LIMIT 1) AS "startAt"
    FROM app.patient p JOIN app.site s ON s.id = p.site_id LEFT JOIN app.finding x ON x.patient_id = p.id AND x.kind = 'patient_exposure' AND x.subject = ''
    ORDER BY p.number`;
  const entries = await tx.$queryRaw<EventRow[]>`
    SELECT e.id, e.patient_id AS "patientId", e.row_no AS "rowNo", e.form_version AS "formVersion", e.answers
    FROM app.entry e WHERE e.form_id = 'adverse_event' AND e.removed_at IS NULL ORDER BY e.patient_id, e.row_no`;
  const patients = new Map(rows.map((row) => [row.id, { patient: patientOf(row), now: wallTimeIn(now.toISOString(), row.timeZone) }]));
  const events = entries.flatMap(({ patientId, ...entry }) => {
    const of = patients.get(patientId);
    return of ? [{ event: safetyEvent({ ...entry, formId: "adverse_event", visit: null }, of.patient, ctcae5), now: of.now }] : [];
  });
  return viewOf([...patients.values()].map(({ patient }) => patient), events, filters);
}

function viewOf(patients: readonly SafetyPatient[], all: readonly { readonly event: SafetyEvent; readonly now: string }[], filters: SafetyFilters): SafetyView {
  const serious = all.filter(({ event }) => event.serious).map(({ event, now }) => ({ event, reporting: reportingOf({ awareAt: event.awareAt, reportedAt: event.reportedAt, now }) }));
  const counted = all.map(({ event }) => event).filter(fitsEvent(filters));
  const among = patients.filter(fitsPatient(filters));
  return {
    table: countByWorstGrade(among, counted),
    groups: [...new Set(all.map(({ event }) => event.group))].toSorted(),
    serious: serious.filter(({ event }) => fitsEvent({ ...filters, period: "all" })(event)).toSorted((one, other) => urgency(other) - urgency(one)),
    overdue: serious.filter(({ reporting }) => reporting.state === "overdue").length,
    eventCount: counted.length,
    notCoded: all.filter(({ event }) => ctcae5.find(event.term) === null && !event.term.startsWith("Other: ")).length,
    bleeding: countByWorstGrade(among, counted.filter(isBleeding)),
    infection: countByWorstGrade(among, counted.filter(isInfection)),
  };
}

/** What waits longest comes first, then what nobody has dated, then what was reported, the latest awareness first. */
const urgency = ({ event, reporting }: SeriousEvent): number => {
  if (reporting.state === "overdue" || reporting.state === "due") return 1e9 + reporting.minutes;
  return reporting.state === "no_awareness" ? 1e8 : Number((event.awareAt ?? "").replace(/\D/g, "").slice(2, 8)) || 0;
};

const patientOf = ({ number, arm, exposure, startAt }: PatientRow): SafetyPatient => {
  const firstDay = startAt?.slice(0, 10) ?? "";
  return {
    number, firstDay: isCalendarDate(firstDay) ? firstDay : null,
    arm: (["A", "B", "C"] as const).find((one) => one === arm) ?? null,
    exposure: (["exposed", "possible", "not_exposed"] as const).find((one) => one === exposure) ?? null,
  };
};
