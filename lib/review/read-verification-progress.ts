import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { Criticality } from "@/lib/crf/field";
import { CRITICALITIES, drawing } from "@/lib/study/verification-plan";
import { filledIn, filledOf, sourceFields } from "./planned-values";

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

interface Patient { readonly id: string; readonly number: string; readonly status: string; readonly site: string; readonly siteName: string }
interface Row extends Patient, Progress { readonly criticality: Criticality }
/** `who`: the account and the name of whoever verified, null where nothing stands. */
interface Standing { readonly who: string | null; readonly site: string; readonly standing: number }
interface Marks extends Omit<Progress, "values">, Omit<Standing, "site"> { readonly patientId: string; readonly criticality: Criticality }

const NOTHING: Progress = { values: 0, verified: 0, changed: 0, asked: 0 };
export const sumOf = (parts: readonly Progress[]): Progress =>
  parts.reduce((sum, { values, verified, changed, asked }) => ({ values: sum.values + values, verified: sum.verified + verified, changed: sum.changed + changed, asked: sum.asked + asked }), NOTHING);

/** Where source verification stands against the plan: together, site by site, patient by patient, and by whom. Four statements, whatever the number of patients. */
export async function readVerificationProgress(tx: Tx): Promise<VerificationProgress> {
  const { rows, standing } = await readRows(tx);
  const patients = [...groupBy(rows, ({ number }) => number).values()].map((parts): PatientProgress => ({ number: parts[0]!.number, site: parts[0]!.site, status: parts[0]!.status, ...sumOf(parts) }));
  const sites = [...groupBy(rows, ({ site }) => site).values()].map((parts): SiteProgress => ({
    site: parts[0]!.site, name: parts[0]!.siteName, patients: new Set(parts.map(({ number }) => number)).size, ...sumOf(parts),
    by: Object.fromEntries(CRITICALITIES.map((criticality) => [criticality, sumOf(parts.filter((part) => part.criticality === criticality))])) as SiteProgress["by"],
  }));
  return { all: sumOf(rows), sites, patients, monitors: await readMonitors(tx, standing) };
}

/** A row for each patient and each criticality that the plan compares in them, at least one for each patient; and by whom what of it stands. */
async function readRows(tx: Tx): Promise<{ readonly rows: readonly Row[]; readonly standing: readonly Standing[] }> {
  const patients = await tx.$queryRaw<Patient[]>`SELECT p.id::text, p.number, p.status, s.code AS site, s.name AS "siteName" FROM app.patient p JOIN app.site s ON s.id = p.site_id ORDER BY s.code, p.number`;
  const filled = new Map((await readFilled(tx)).map((row) => [row.patientId, row]));
  const marks = groupBy(await readMarks(tx), ({ patientId, criticality }) => `${patientId} ${criticality}`);
  const plannedOf = drawing();
  const parts = patients.flatMap((patient) => plannedOf(patient.number).map((criticality) => ({ patient, criticality, given: marks.get(`${patient.id} ${criticality}`) ?? [] })));
  const rows = parts.map(({ patient, criticality, given }): Row => {
    const sum = (what: "verified" | "changed" | "asked") => given.reduce((all, one) => all + one[what], 0);
    return { ...patient, criticality, values: filled.get(patient.id)?.[criticality] ?? 0, verified: sum("verified"), changed: sum("changed"), asked: sum("asked") };
  });
  return { rows, standing: parts.flatMap(({ patient: { site }, given }) => given.map(({ who, standing }) => ({ who, site, standing }))) };
}

/** What is filled in of what has a source, patient by patient, whatever the plan draws. */
const readFilled = (tx: Tx) => tx.$queryRaw<(Readonly<Record<Criticality, number>> & { readonly patientId: string })[]>(sql`
  WITH form AS MATERIALIZED (SELECT e.patient_id, ${filledIn} AS filled FROM app.entry e WHERE e.removed_at IS NULL AND e.answers <> '{}')
  SELECT patient_id::text AS "patientId", sum(${filledOf("primary_endpoint")})::int AS primary_endpoint, sum(${filledOf("evaluability")})::int AS evaluability, sum(${filledOf("safety")})::int AS safety, sum(${filledOf("administrative")})::int AS administrative
  FROM form GROUP BY patient_id`);

/**
 * Values that are verified, changed since, or asked about, as long as they are filled in and have a source; `standing` is what a person has verified, filled in or not.
 * Each form is looked up once.
 */
const readMarks = (tx: Tx): Promise<Marks[]> => tx.$queryRaw<Marks[]>(sql`
  WITH ${sourceFields}, mark AS (SELECT entry_id, field, max(who) AS who, bool_or(fell) AND max(who) IS NULL AS fell, bool_or(asked) AND max(who) IS NULL AS asked FROM (
      SELECT entry_id, field, CASE WHEN fallen_at IS NULL THEN by_id || ' ' || by_name END AS who, fallen_at IS NOT NULL AND withdrawn_at IS NULL AS fell, false AS asked FROM app.verification
      UNION ALL SELECT entry_id, field, NULL, false, true FROM app.discrepancy WHERE state <> 'closed') said GROUP BY 1, 2),
    of_form AS MATERIALIZED (SELECT entry_id, array_agg(field) AS fields, array_agg(who) AS who, array_agg(fell) AS fell, array_agg(asked) AS asked FROM mark GROUP BY 1),
    value AS MATERIALIZED (SELECT e.patient_id, e.form_id, e.form_version, m.*, e.removed_at IS NULL AND coalesce(e.answers -> m.field, 'null') <> 'null' AS filled FROM of_form o
      CROSS JOIN LATERAL (SELECT t.patient_id, t.form_id, t.form_version, t.answers, t.removed_at FROM app.entry t WHERE t.id = o.entry_id LIMIT 1) e CROSS JOIN LATERAL unnest(o.fields, o.who, o.fell, o.asked) m (field, who, fell, asked))
  SELECT v.patient_id::text AS "patientId", f.criticality, v.who, count(v.who)::int AS standing, (count(v.who) FILTER (WHERE v.filled))::int AS verified, (count(*) FILTER (WHERE v.filled AND v.fell))::int AS changed, (count(*) FILTER (WHERE v.filled AND v.asked))::int AS asked
  FROM value v JOIN source_field f ON f.form_id = v.form_id AND f.form_version = v.form_version AND f.field = v.field GROUP BY v.patient_id, f.criticality, v.who`);

/** What each person did at each site, and of what stands as much as the plan asks for. */
async function readMonitors(tx: Tx, standing: readonly Standing[]): Promise<readonly MonitorProgress[]> {
  const ofPlan = groupBy(standing, ({ who, site }) => `${who} ${site}`);
  const rows = await tx.$queryRaw<(Omit<MonitorProgress, "ofPlan" | "lastAt"> & { readonly byId: string; readonly lastAt: Date })[]>`
    WITH given AS MATERIALIZED (SELECT by_id, by_name, site_id, count(*) FILTER (WHERE fallen_at IS NULL) AS standing, count(*) FILTER (WHERE fallen_at IS NOT NULL AND withdrawn_at IS NULL) AS fallen, count(withdrawn_at) AS withdrawn, max(at) AS last_at
      FROM app.verification GROUP BY 1, 2, 3)
    SELECT g.by_id::text AS "byId", g.by_name AS "byName", s.code AS site, g.standing::int, g.fallen::int, g.withdrawn::int, g.last_at AS "lastAt"
    FROM given g CROSS JOIN LATERAL (SELECT t.code FROM app.site t WHERE t.id = g.site_id LIMIT 1) s ORDER BY s.code, g.by_name`;
  return rows.map(({ byId, lastAt, ...row }) => ({ ...row, ofPlan: (ofPlan.get(`${byId} ${row.byName} ${row.site}`) ?? []).reduce((sum, one) => sum + one.standing, 0), lastAt: lastAt.toISOString() }));
}
