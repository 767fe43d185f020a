import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { ReportSubject } from "@/lib/study/reports/report-subject";
import type { FindingKind } from "@/lib/study/patient-record";
import { entryRows, findingRows, patientRows } from "./report-records";
import type { ReportSource } from "./report-source";

/** What a report needs of each patient. */
export interface SubjectParts {
  readonly findings?: readonly FindingKind[];
  /** Keys of their traces that are needed; the rest stays in the database. */
  readonly trace?: readonly string[];
  readonly forms?: readonly string[];
}

/**
 * Every patient of the source with the results and forms asked for, by number: one statement, whatever the number of patients. What is known of each is put under
 * one another and gathered by patient: in a join the planner, who cannot know how many there are, would go through all results again for each.
 */
export function readSubjects(tx: Tx, source: ReportSource, { findings = [], trace = [], forms = [] }: SubjectParts): Promise<ReportSubject[]> {
  const found = sql`SELECT patient, jsonb_agg(jsonb_build_object('kind', kind, 'subject', subject, 'value', value, 'trace', coalesce(trace, '{}')) ORDER BY kind, subject) AS findings FROM finding GROUP BY patient`;
  const entered = sql`SELECT patient, jsonb_agg(jsonb_build_object('id', key, 'formId', form, 'formVersion', form_version, 'visit', visit, 'rowNo', row_no, 'answers', answers) ORDER BY form, visit, row_no) AS entries FROM entry WHERE progress <> 'not_started' GROUP BY patient`;
  return tx.$queryRaw<ReportSubject[]>`
    WITH ${patientRows(source)}, ${findingRows(source, findings, trace)}, ${entryRows(source, forms)}, found AS (${found}), entered AS (${entered}),
    part AS (SELECT patient, site, status, arm, randomised_on, NULL::jsonb AS findings, NULL::jsonb AS entries FROM patient
      UNION ALL SELECT patient, NULL, NULL, NULL, NULL, findings, NULL FROM found UNION ALL SELECT patient, NULL, NULL, NULL, NULL, NULL, entries FROM entered)
    SELECT patient AS number, max(site) AS site, max(status) AS status, max(arm) AS arm, max(randomised_on) AS "randomisedOn",
      coalesce((jsonb_agg(findings) FILTER (WHERE findings IS NOT NULL)) -> 0, '[]') AS findings, coalesce((jsonb_agg(entries) FILTER (WHERE entries IS NOT NULL)) -> 0, '[]') AS entries
    FROM part GROUP BY patient HAVING count(status) > 0 ORDER BY patient COLLATE "C"`;
}
