import "server-only";
import type { Tx } from "@/lib/server/db";
import { SOURCE_FIELDS } from "@/lib/study/verification-plan";
import { drawnPatients, sourceFields } from "@/lib/review/planned-values";
import { entryRows, failureRows, patientRows, queryRows, verificationRows } from "./report-records";
import type { ReportSource } from "./report-source";

/** Patients of a site with one status, and for those randomised the day. */
export interface EnrolmentCount { readonly site: string; readonly status: string; readonly on: string | null; readonly patients: number }

export const readEnrolment = (tx: Tx, source: ReportSource): Promise<EnrolmentCount[]> => tx.$queryRaw<EnrolmentCount[]>`
  WITH ${patientRows(source)} SELECT site, status, CASE status WHEN 'randomised' THEN randomised_on END AS "on", count(*)::int AS patients FROM patient GROUP BY 1, 2, 3 ORDER BY 1, 3, 2`;

/** How many were screened, in each status, failed for each cause, and failed each criterion; somebody who failed two counts at both. */
export interface ScreeningCount { readonly of: "status" | "cause" | "criterion"; readonly code: string; readonly label: string | null; readonly patients: number }

export const readScreening = (tx: Tx, source: ReportSource): Promise<ScreeningCount[]> => tx.$queryRaw<ScreeningCount[]>`
  WITH ${patientRows(source)}, ${failureRows(source)}, failed AS (SELECT f.* FROM failure f JOIN patient p ON p.patient = f.patient AND p.status = 'screen_failed')
  SELECT 'status' AS of, status AS code, NULL AS label, count(*)::int AS patients FROM patient GROUP BY 2
  UNION ALL SELECT 'cause', cause, NULL, count(*)::int FROM failed GROUP BY 2
  UNION ALL SELECT 'criterion', c.id, max(c.label), count(DISTINCT f.patient)::int FROM failed f CROSS JOIN LATERAL jsonb_to_recordset(f.criteria) AS c (id text, label text) WHERE f.cause = 'criteria' GROUP BY 2
  ORDER BY 1, 4 DESC, 2`;

/** One site: its queries by state, how old those are that are not closed, and how far source verification is against its plan. */
export interface QualityCount {
  readonly site: string;
  readonly open: number;
  readonly answered: number;
  readonly closed: number;
  /** Median and greatest age in whole days of queries that are not closed; null without any. */
  readonly medianAge: number | null;
  readonly oldestAge: number | null;
  /** What the plan of source verification asks for and is filled in; of these, compared. */
  readonly values: number;
  readonly verified: number;
  /** Of both, those that decide the primary endpoint. */
  readonly endpoint: number;
  readonly endpointVerified: number;
}

const SOURCE_FORMS = [...new Set(SOURCE_FIELDS.map(({ formId }) => formId))];

export async function readQuality(tx: Tx, source: ReportSource): Promise<QualityCount[]> {
  const patients = await tx.$queryRaw<{ patient: string }[]>`WITH ${patientRows(source)} SELECT patient FROM patient`;
  return tx.$queryRaw<QualityCount[]>`
  WITH ${patientRows(source)}, ${queryRows(source)}, ${entryRows(source, SOURCE_FORMS)}, ${verificationRows(source)}, ${sourceFields}, ${drawnPatients(patients.map(({ patient }) => patient))},
  asked AS (SELECT p.site, count(*) FILTER (WHERE q.state = 'open') AS open, count(*) FILTER (WHERE q.state = 'answered') AS answered, count(*) FILTER (WHERE q.state = 'closed') AS closed,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY age) FILTER (WHERE q.state <> 'closed') AS median, max(age) FILTER (WHERE q.state <> 'closed') AS oldest
    FROM (SELECT *, floor(extract(epoch FROM ${source.at.toISOString()}::timestamptz AT TIME ZONE 'UTC' - raised_at) / 86400) AS age FROM query) q JOIN patient p ON p.patient = q.patient GROUP BY 1),
  answer AS MATERIALIZED (SELECT e.key, e.patient, e.form, e.form_version, a.key AS field FROM entry e CROSS JOIN LATERAL jsonb_each(e.answers) a WHERE a.value <> 'null'),
  planned AS MATERIALIZED (SELECT e.patient, f.criticality = 'primary_endpoint' AS decides, (e.key, e.field) IN (SELECT v.key, v.field FROM verification v) AS compared
    FROM answer e JOIN source_field f ON f.form_id = e.form AND f.form_version = e.form_version AND f.field = e.field WHERE (e.patient, f.criticality) IN (SELECT d.patient, d.criticality FROM drawn d)),
  of_patient AS MATERIALIZED (SELECT patient, count(*) AS values, count(*) FILTER (WHERE compared) AS verified, count(*) FILTER (WHERE decides) AS endpoint, count(*) FILTER (WHERE decides AND compared) AS "endpointVerified" FROM planned GROUP BY 1),
  filled AS (SELECT p.site, sum(values) AS values, sum(verified) AS verified, sum(endpoint) AS endpoint, sum("endpointVerified") AS "endpointVerified" FROM of_patient o JOIN patient p ON p.patient = o.patient GROUP BY 1)
  SELECT s.site, coalesce(a.open, 0)::int AS open, coalesce(a.answered, 0)::int AS answered, coalesce(a.closed, 0)::int AS closed, CASE WHEN a.median IS NOT NULL THEN greatest(a.median, 0)::int END AS "medianAge", CASE WHEN a.oldest IS NOT NULL THEN greatest(a.oldest, 0)::int END AS "oldestAge",
    coalesce(f.values, 0)::int AS values, coalesce(f.verified, 0)::int AS verified, coalesce(f.endpoint, 0)::int AS endpoint, coalesce(f."endpointVerified", 0)::int AS "endpointVerified"
  FROM (SELECT DISTINCT site FROM patient) s LEFT JOIN asked a ON a.site = s.site LEFT JOIN filled f ON f.site = s.site ORDER BY 1`;
}
