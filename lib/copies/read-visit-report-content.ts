import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { sayInstant } from "@/lib/kernel/instant";
import { readDeviations } from "@/lib/analysis/read-deviations";
import { readChangedSince } from "@/lib/review/read-changed-since";
import { readVerificationProgress, sumOf, type PatientProgress } from "@/lib/review/read-verification-progress";
import type { Tx } from "@/lib/server/db";
import { DEVIATION_CATEGORIES } from "@/lib/study/deviations/deviation-categories";
import { formById, study } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { VISIT_KINDS, VISIT_STATEMENT, type ReportTable, type VisitFinding, type VisitKind, type VisitReportContent } from "./visit-report-content";

export interface VisitAsked {
  readonly siteId: string;
  readonly kind: VisitKind;
  /** Calendar days at the site, both included. */
  readonly beganOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly findings: readonly VisitFinding[];
  readonly number: number;
}

/** What of a record happened or waits at the site, where it stands. `mine`: by the reader during the visit. */
interface Event { readonly what: "verified" | "query" | "verdict" | "undecided"; readonly patient: string; readonly formId: string; readonly formVersion: number; readonly rowNo: number; readonly visit: string | null; readonly field: string; readonly state: string | null; readonly at: Date; readonly mine: boolean }

const MOST_LINES = 150;

/** A visit to a site in words: what was looked at, what waits, and what the monitor found. Counts are those of the moment of filing. */
export async function readVisitReportContent(tx: Tx, actor: Actor, asked: VisitAsked, now: Date): Promise<VisitReportContent> {
  const [site, { isDemonstration, isTraining }] = [await tx.site.findUniqueOrThrow({ where: { id: asked.siteId } }), await tx.study.findFirstOrThrow({ select: { isDemonstration: true, isTraining: true } })];
  const events = await readEvents(tx, actor, asked, site.timeZone);
  const progress = await readVerificationProgress(tx);
  const patients = progress.patients.filter((patient) => patient.site === site.code);
  const changed = await readChangedSince(tx, actor, { siteId: asked.siteId });
  const deviations = (await readDeviations(tx, actor, { site: site.code })).shown;
  const says = (at: string | Date) => sayInstant(typeof at === "string" ? at : at.toISOString(), site.timeZone);
  const lookedAt = new Set(events.filter(({ mine }) => mine).map(({ patient }) => patient));
  const all = sumOf(patients);
  const verified = events.filter(({ what, mine }) => what === "verified" && mine);
  return {
    study: { title: study.title, shortTitle: study.shortTitle, isDemonstration, isTraining }, site: `${site.code} ${site.name}`, number: asked.number,
    facts: [
      { term: "Visit", value: `${VISIT_KINDS[asked.kind]}, ${sayDate(asked.beganOn)}${asked.endedOn === asked.beganOn ? "" : ` to ${sayDate(asked.endedOn)}`}` }, { term: "Monitor", value: actor.name },
      { term: "Patients looked at", value: lookedAt.size === 0 ? "none in this system" : [...lookedAt].toSorted().join(", ") }, { term: "Values verified at the visit", value: String(verified.length) },
      { term: "Source verification of the site", value: `${all.verified} of ${all.values} values that the plan asks for; ${all.changed} changed since verified, ${all.asked} under a query` },
    ],
    tables: [patientTable(patients.filter(({ number }) => lookedAt.has(number)), events), listed("Changed since verified", "No value of the site has changed since it was verified.", [["Patient", 12], ["Value", 44], ["Verified", 22], ["Changed", 22]],
      changed.map(({ patient, place, label, verifiedBy, changedAt, changedBy }) => [patient, `${place}: ${label}`, verifiedBy, `${changedBy ?? "the system"}, ${says(changedAt)}`])),
    listed("Queries raised at the visit", "None was raised.", [["Patient", 12], ["Value", 48], ["State", 14], ["Raised", 26]], events.filter(({ what, mine }) => what === "query" && mine).map((event) => [event.patient, placeOf(event), event.state ?? "", says(event.at)])),
    listed("Queries that are not closed", "None.", [["Patient", 12], ["Value", 48], ["State", 14], ["Raised", 26]], events.filter(({ what, state }) => what === "query" && state !== "closed").map((event) => [event.patient, placeOf(event), event.state ?? "", says(event.at)])),
    listed("Verdicts on exposure at the visit", "None was given.", [["Patient", 12], ["Medication", 40], ["Verdict", 22], ["Given", 26]], events.filter(({ what }) => what === "verdict").map((event) => [event.patient, placeOf(event), VERDICTS[event.state ?? ""] ?? "", says(event.at)])),
    listed("Exposures to decide", "None waits.", [["Patient", 12], ["Medication", 88]], events.filter(({ what }) => what === "undecided").map((event) => [event.patient, placeOf(event)])),
    listed("Protocol deviations of the site", "None.", [["Patient", 12], ["Category", 44], ["Day", 18], ["In the site's log", 26]], deviations.map(({ patient, category, on, recorded }) => [patient, DEVIATION_CATEGORIES[category], on === null ? "not dated" : sayDate(on), recorded === null ? "not recorded yet" : recorded.important === "Y" ? "important" : "recorded"]))],
    findings: asked.findings, statement: VISIT_STATEMENT, made: { at: now.toISOString(), says: says(now), by: actor.name },
  };
}

const VERDICTS: Readonly<Record<string, string>> = { inhibitor_exposure: "inhibitor exposure", not_an_inhibitor: "no inhibitor", need_more_information: "asked the site" };

function listed(title: string, none: string, columns: ReportTable["columns"], rows: readonly (readonly string[])[]): ReportTable {
  return { title: `${title} (${rows.length})`, none, columns, rows: rows.slice(0, MOST_LINES), note: rows.length > MOST_LINES ? `The first ${MOST_LINES} of ${rows.length}; all are in the system.` : null };
}

const patientTable = (patients: readonly PatientProgress[], events: readonly Event[]): ReportTable => listed("Patients looked at", "No patient was looked at in this system on these days.",
  [["Patient", 14], ["Verified at the visit", 18], ["Verified of planned", 20], ["Still to verify", 16], ["Changed since", 16], ["Under a query", 16]],
  patients.map(({ number, values, verified, changed, asked }) => [number, String(events.filter(({ what, mine, patient }) => what === "verified" && mine && patient === number).length), `${verified} of ${values}`, String(values - verified), String(changed), String(asked)]));

function placeOf({ formId, formVersion, rowNo, visit, field }: Event): string {
  const form = formById(formId, formVersion);
  return `${[form?.title ?? formId, form?.repeats ? `row ${rowNo}` : null, visit && (visitByCode(visit)?.title ?? visit)].filter(Boolean).join(", ")}: ${form?.fields[field]?.label ?? field}`;
}

const readEvents = (tx: Tx, actor: Actor, { siteId, beganOn, endedOn }: VisitAsked, timeZone: string): Promise<Event[]> => tx.$queryRaw<Event[]>`
  WITH found AS (
    SELECT 'verified' AS what, v.entry_id, v.field, NULL AS state, v.at, v.by_id FROM app.verification v WHERE v.site_id = ${siteId}::uuid AND v.withdrawn_at IS NULL AND v.by_id = ${actor.id}::uuid
    UNION ALL SELECT 'query', d.entry_id, d.field, d.state, d.at, CASE d.origin WHEN 'manual' THEN d.by_id END FROM app.discrepancy d WHERE d.site_id = ${siteId}::uuid
    UNION ALL SELECT 'verdict', r.entry_id, 'medication', r.verdict, r.at, r.by_id FROM app.exposure_review r WHERE r.site_id = ${siteId}::uuid AND r.by_id = ${actor.id}::uuid
    UNION ALL SELECT 'undecided', f.subject::uuid, 'medication', f.value, now(), NULL FROM app.finding f LEFT JOIN LATERAL (SELECT r.inputs_hash FROM app.exposure_review r WHERE r.entry_id = f.subject::uuid ORDER BY r.at DESC LIMIT 1) r ON true
      WHERE f.site_id = ${siteId}::uuid AND f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded') AND r.inputs_hash IS DISTINCT FROM f.inputs_hash),
  dated AS (SELECT *, coalesce(by_id = ${actor.id}::uuid AND (at AT TIME ZONE ${timeZone})::date BETWEEN ${beganOn}::date AND ${endedOn}::date, false) AS mine FROM found)
  SELECT d.what, p.number AS patient, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit, d.field, d.state, d.at, d.mine
  FROM dated d JOIN app.entry e ON e.id = d.entry_id JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id
  WHERE d.mine OR d.what = 'undecided' OR (d.what = 'query' AND d.state <> 'closed') ORDER BY p.number, v.code, e.form_id, e.row_no, d.field, d.at`;
