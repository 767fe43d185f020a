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

/** Every patient of the source with the results and forms asked for, by number: one statement, whatever the number of patients. */
export function readSubjects(tx: Tx, source: ReportSource, { findings = [], trace = [], forms = [] }: SubjectParts): Promise<ReportSubject[]> {
  const found = sql`SELECT patient, jsonb_agg(jsonb_build_object('kind', kind, 'subject', subject, 'value', value, 'trace', coalesce(trace, '{}')) ORDER BY kind, subject) AS findings FROM finding GROUP BY patient`;
  const entered = sql`SELECT patient, jsonb_agg(jsonb_build_object('id', key, 'formId', form, 'formVersion', form_version, 'visit', visit, 'rowNo', row_no, 'answers', answers) ORDER BY form, visit, row_no) AS entries FROM entry WHERE progress <> 'not_started' GROUP BY patient`;
  return tx.$queryRaw<ReportSubject[]>`
    WITH ${patientRows(source)}, ${findingRows(source, findings, trace)}, ${entryRows(source, forms)}, found AS (${found}), entered AS (${entered})
    SELECT p.patient AS number, p.site, p.status, p.arm, p.randomised_on AS "randomisedOn", coalesce(f.findings, '[]') AS findings, coalesce(e.entries, '[]') AS entries
    FROM patient p LEFT JOIN found f ON f.patient = p.patient LEFT JOIN entered e ON e.patient = p.patient ORDER BY p.patient COLLATE "C"`;
}
