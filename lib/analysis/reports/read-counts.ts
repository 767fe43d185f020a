import "server-only";
import type { Tx } from "@/lib/server/db";
import { failureRows, patientRows } from "./report-records";
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
