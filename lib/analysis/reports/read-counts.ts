import "server-only";
import type { Tx } from "@/lib/server/db";
import { forms } from "@/lib/study/study";
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

/** One site: its queries by state, how old those are that are not closed, and the values of the primary endpoint that were compared with the source. */
export interface QualityCount {
  readonly site: string;
  readonly open: number;
  readonly answered: number;
  readonly closed: number;
  /** Median and greatest age in whole days of queries that are not closed; null without any. */
  readonly medianAge: number | null;
  readonly oldestAge: number | null;
  readonly values: number;
  readonly verified: number;
}

const CRITICAL = forms.flatMap((form) => Object.entries(form.fields).filter(([, { criticality }]) => criticality === "primary_endpoint").map(([field]) => ({ formId: form.id, field })));
const CRITICAL_FORMS = [...new Set(CRITICAL.map(({ formId }) => formId))];

export const readQuality = (tx: Tx, source: ReportSource): Promise<QualityCount[]> => tx.$queryRaw<QualityCount[]>`
  WITH ${patientRows(source)}, ${queryRows(source)}, ${entryRows(source, CRITICAL_FORMS)}, ${verificationRows(source)},
  critical AS (SELECT DISTINCT * FROM unnest(${CRITICAL.map(({ formId }) => formId)}::text[], ${CRITICAL.map(({ field }) => field)}::text[]) AS c (form, field)),
  asked AS (SELECT p.site, count(*) FILTER (WHERE q.state = 'open') AS open, count(*) FILTER (WHERE q.state = 'answered') AS answered, count(*) FILTER (WHERE q.state = 'closed') AS closed,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY age) FILTER (WHERE q.state <> 'closed') AS median, max(age) FILTER (WHERE q.state <> 'closed') AS oldest
    FROM (SELECT *, floor(extract(epoch FROM ${source.at.toISOString()}::timestamptz AT TIME ZONE 'UTC' - raised_at) / 86400) AS age FROM query) q JOIN patient p ON p.patient = q.patient GROUP BY 1),
  filled AS (SELECT p.site, count(*) AS values, count(v.field) AS verified FROM entry e JOIN critical c ON c.form = e.form JOIN patient p ON p.patient = e.patient
      LEFT JOIN verification v ON v.key = e.key AND v.field = c.field WHERE coalesce(e.answers -> c.field, 'null') <> 'null' GROUP BY 1)
  SELECT s.site, coalesce(a.open, 0)::int AS open, coalesce(a.answered, 0)::int AS answered, coalesce(a.closed, 0)::int AS closed, CASE WHEN a.median IS NOT NULL THEN greatest(a.median, 0)::int END AS "medianAge", CASE WHEN a.oldest IS NOT NULL THEN greatest(a.oldest, 0)::int END AS "oldestAge",
    coalesce(f.values, 0)::int AS values, coalesce(f.verified, 0)::int AS verified
  FROM (SELECT DISTINCT site FROM patient) s LEFT JOIN asked a ON a.site = s.site LEFT JOIN filled f ON f.site = s.site ORDER BY 1`;
