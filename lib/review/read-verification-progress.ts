import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { Criticality } from "@/lib/crf/field";
import { drawnPatients, sourceFields } from "./planned-values";

/** How far a set of values is: those that the plan compares and that are filled in. */
export interface Progress {
  readonly values: number;
  /** With a verification that stands. */
  readonly verified: number;
  /** Verified once, changed since, and not verified again. */
  readonly changed: number;
  /** Not verified, and under a query that is not closed. */
  readonly asked: number;
}

export interface PatientProgress extends Progress {
  readonly number: string;
  readonly site: string;
  readonly status: string;
}

export interface SiteProgress extends Progress {
  readonly site: string;
  readonly name: string;
  readonly patients: number;
  readonly by: Readonly<Record<Criticality, Progress>>;
}

/** What one person has verified at one site and still stands. `ofPlan`: as many of them as the plan asks for. */
export interface MonitorProgress { readonly byName: string; readonly site: string; readonly standing: number; readonly ofPlan: number; readonly fallen: number; readonly withdrawn: number; readonly lastAt: string }

export interface VerificationProgress {
  readonly all: Progress;
  readonly sites: readonly SiteProgress[];
  readonly patients: readonly PatientProgress[];
  readonly monitors: readonly MonitorProgress[];
}

interface Row extends Progress { readonly number: string; readonly status: string; readonly site: string; readonly siteName: string; readonly criticality: Criticality | null }

const NOTHING: Progress = { values: 0, verified: 0, changed: 0, asked: 0 };
export const sumOf = (parts: readonly Progress[]): Progress =>
  parts.reduce((sum, { values, verified, changed, asked }) => ({ values: sum.values + values, verified: sum.verified + verified, changed: sum.changed + changed, asked: sum.asked + asked }), NOTHING);

/** Where source verification stands against the plan: together, site by site, patient by patient, and by whom. Three statements, whatever the number of patients. */
export async function readVerificationProgress(tx: Tx): Promise<VerificationProgress> {
  const numbers = (await tx.patient.findMany({ select: { number: true } })).map(({ number }) => number);
  const rows = await readRows(tx, numbers);
  const patients = [...groupBy(rows, ({ number }) => number).values()].map((parts): PatientProgress => ({ number: parts[0]!.number, site: parts[0]!.site, status: parts[0]!.status, ...sumOf(parts) }));
  const sites = [...groupBy(rows, ({ site }) => site).values()].map((parts): SiteProgress => ({
    site: parts[0]!.site, name: parts[0]!.siteName, patients: new Set(parts.map(({ number }) => number)).size, ...sumOf(parts),
    by: Object.fromEntries((["primary_endpoint", "evaluability", "safety", "administrative"] as const).map((criticality) => [criticality, sumOf(parts.filter((part) => part.criticality === criticality))])) as SiteProgress["by"],
  }));
  return { all: sumOf(rows), sites, patients, monitors: await readMonitors(tx, numbers) };
}

const readRows = (tx: Tx, numbers: readonly string[]): Promise<Row[]> => tx.$queryRaw<Row[]>(sql`
  WITH ${sourceFields}, ${drawnPatients(numbers)},
  answer AS MATERIALIZED (SELECT e.patient_id, p.number, e.id, e.form_id, e.form_version, a.key AS field FROM app.entry e JOIN app.patient p ON p.id = e.patient_id CROSS JOIN LATERAL jsonb_each(e.answers) a WHERE e.removed_at IS NULL AND a.value <> 'null'),
  value AS MATERIALIZED (SELECT e.patient_id, e.id, f.field, f.criticality FROM answer e JOIN source_field f ON f.form_id = e.form_id AND f.form_version = e.form_version AND f.field = e.field
      JOIN drawn d ON d.patient = e.number AND d.criticality = f.criticality),
  mark AS MATERIALIZED (SELECT entry_id, field, bool_or(fallen_at IS NULL) AS stands, bool_or(fallen_at IS NOT NULL AND withdrawn_at IS NULL) AS fell FROM app.verification GROUP BY 1, 2),
  asked AS MATERIALIZED (SELECT DISTINCT entry_id, field FROM app.discrepancy WHERE state <> 'closed'),
  counted AS (SELECT v.patient_id, v.criticality, count(*) AS values, count(*) FILTER (WHERE m.stands) AS verified, count(*) FILTER (WHERE m.fell AND NOT m.stands) AS changed,
      count(*) FILTER (WHERE q.field IS NOT NULL AND m.stands IS NOT TRUE) AS asked
    FROM value v LEFT JOIN mark m ON m.entry_id = v.id AND m.field = v.field LEFT JOIN asked q ON q.entry_id = v.id AND q.field = v.field GROUP BY 1, 2)
  SELECT p.number, p.status, s.code AS site, s.name AS "siteName", c.criticality, coalesce(c.values, 0)::int AS values, coalesce(c.verified, 0)::int AS verified, coalesce(c.changed, 0)::int AS changed, coalesce(c.asked, 0)::int AS asked
  FROM app.patient p JOIN app.site s ON s.id = p.site_id LEFT JOIN counted c ON c.patient_id = p.id ORDER BY s.code, p.number, c.criticality`);

async function readMonitors(tx: Tx, numbers: readonly string[]): Promise<readonly MonitorProgress[]> {
  const rows = await tx.$queryRaw<(Omit<MonitorProgress, "lastAt"> & { lastAt: Date })[]>(sql`
    WITH ${sourceFields}, ${drawnPatients(numbers)}
    SELECT v.by_name AS "byName", s.code AS site, count(*) FILTER (WHERE v.fallen_at IS NULL)::int AS standing, count(d.patient) FILTER (WHERE v.fallen_at IS NULL)::int AS "ofPlan",
      count(*) FILTER (WHERE v.fallen_at IS NOT NULL AND v.withdrawn_at IS NULL)::int AS fallen, count(v.withdrawn_at)::int AS withdrawn, max(v.at) AS "lastAt"
    FROM app.verification v JOIN app.entry e ON e.id = v.entry_id JOIN app.patient p ON p.id = v.patient_id JOIN app.site s ON s.id = v.site_id
      LEFT JOIN source_field f ON f.form_id = e.form_id AND f.form_version = e.form_version AND f.field = v.field LEFT JOIN drawn d ON d.patient = p.number AND d.criticality = f.criticality
    GROUP BY v.by_id, v.by_name, s.code ORDER BY s.code, v.by_name`);
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() }));
}
