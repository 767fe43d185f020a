import "server-only";
import { wallTimeIn } from "@/lib/kernel/instant";
import { earliestDay } from "@/lib/kernel/partial-date";
import type { Tx } from "@/lib/server/db";
import { ITS_PATIENT } from "@/lib/server/of-patient-sql";
import { sql } from "@/lib/server/sql";
import { ctcae5 } from "@/lib/study/adverse-events/ctcae-5";
import { eventFields } from "@/lib/study/adverse-events/event-fields";
import { reportingOf, sayReporting, type Reporting } from "@/lib/study/adverse-events/report-deadline";
import { safetyEvent } from "@/lib/study/adverse-events/safety-event";
import type { LineTone, FoundLine } from "./review-line";

interface Row { readonly id: string; readonly rowNo: number; readonly formVersion: number; readonly answers: Record<string, unknown>; readonly patientId: string; readonly siteId: string; readonly patient: string; readonly site: string; readonly timeZone: string }

const TONES: Readonly<Record<Reporting["state"], LineTone>> = { overdue: "late", due: "open", no_awareness: "open", reported_late: "settled", reported: "settled" };
const FIELDS: Readonly<Record<Reporting["state"], string>> = { overdue: "reportedAt", due: "reportedAt", no_awareness: "awareAt", reported_late: "term", reported: "term" };

/** Every serious event with the state of its report; `now` ends the time since awareness. One statement. */
export async function readSeriousLines(tx: Tx, now: Date): Promise<readonly FoundLine[]> {
  const rows = await tx.$queryRaw<Row[]>(sql`
    WITH of AS MATERIALIZED (SELECT id, patient_id, row_no, form_version, answers FROM app.entry WHERE form_id = 'adverse_event' AND answers ->> 'serious' = 'Y' AND removed_at IS NULL)
    SELECT of.id, of.row_no AS "rowNo", of.form_version AS "formVersion", of.answers, p.id AS "patientId", p.site_id AS "siteId", p.number AS patient, s.code AS site, s.time_zone AS "timeZone"
    FROM of ${ITS_PATIENT} ORDER BY p.number, of.row_no`);
  return rows.map(({ patientId, siteId, patient, site, timeZone, ...entry }): FoundLine => {
    const event = safetyEvent({ ...entry, formId: "adverse_event", visit: null }, { number: patient, arm: null, firstDay: null, exposure: null }, ctcae5);
    const reporting = reportingOf({ awareAt: event.awareAt, reportedAt: event.reportedAt, now: wallTimeIn(now.toISOString(), timeZone) });
    const outcome = eventFields.outcome.show(event.outcome);
    return {
      list: "serious", subject: entry.id, patientId, siteId, patient, site, on: event.start && earliestDay(event.start), what: event.term,
      detail: [event.grade === null ? "grade not known" : `grade ${event.grade}`, event.relation && `related to: ${event.relation}`, outcome && `outcome: ${outcome.toLowerCase()}`].filter(Boolean).join(" · "),
      tone: TONES[reporting.state], state: sayReporting(reporting), stands: reporting.state, href: `/entries/${entry.id}#${FIELDS[reporting.state]}`, act: null,
    };
  });
}
