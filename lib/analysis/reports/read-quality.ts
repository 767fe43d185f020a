import "server-only";
import type { Criticality } from "@/lib/crf/field";
import { groupBy } from "@/lib/kernel/group-by";
import { filledIn, filledOf } from "@/lib/review/planned-values";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { drawing, SOURCE_FIELDS } from "@/lib/study/verification-plan";
import { entryRows, patientRows, queryRows, verificationRows } from "./report-records";
import type { ReportSource } from "./report-source";

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

type Counts = Readonly<Record<Criticality, number>> & { readonly patient: string };
interface Asked { readonly patient: string; readonly open: number; readonly answered: number; readonly closed: number; readonly ages: readonly number[] | null }

/**
 * Four statements, whatever the number of patients, each counted by patient and none joined with another: under row security the planner takes them for a few rows,
 * and would count all queries again for each site.
 */
export async function readQuality(tx: Tx, source: ReportSource): Promise<QualityCount[]> {
  const patients = await tx.$queryRaw<{ patient: string; site: string }[]>`WITH ${patientRows(source)} SELECT patient, site FROM patient ORDER BY site`;
  const [filled, verified, asked] = [byPatient(await readFilled(tx, source)), byPatient(await readVerified(tx, source)), byPatient(await readAsked(tx, source))];
  const plannedOf = drawing();
  return [...groupBy(patients, ({ site }) => site)].map(([site, all]) => {
    const planned = all.flatMap(({ patient }) => plannedOf(patient).map((criticality) => ({ decides: criticality === "primary_endpoint", values: filled.get(patient)?.[criticality] ?? 0, verified: verified.get(patient)?.[criticality] ?? 0 })));
    const sum = (of: "values" | "verified", decides: boolean) => planned.reduce((total, one) => (decides && !one.decides ? total : total + one[of]), 0);
    return { site, ...sumAsked(all.flatMap(({ patient }) => asked.get(patient) ?? [])), values: sum("values", false), verified: sum("verified", false), endpoint: sum("values", true), endpointVerified: sum("verified", true) };
  });
}

const byPatient = <Row extends { readonly patient: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row.patient, row]));

function sumAsked(patients: readonly Asked[]): Pick<QualityCount, "open" | "answered" | "closed" | "medianAge" | "oldestAge"> {
  const sum = (state: "open" | "answered" | "closed") => patients.reduce((total, one) => total + one[state], 0);
  const ages = patients.flatMap((one) => one.ages ?? []).map((age) => Math.max(age, 0)).toSorted((one, other) => one - other);
  return { open: sum("open"), answered: sum("answered"), closed: sum("closed"), medianAge: ages[Math.ceil(ages.length / 2) - 1] ?? null, oldestAge: ages.at(-1) ?? null };
}

const readAsked = (tx: Tx, source: ReportSource) => tx.$queryRaw<Asked[]>`
  WITH ${queryRows(source)}
  SELECT patient, count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'answered')::int AS answered, count(*) FILTER (WHERE state = 'closed')::int AS closed,
    array_agg(floor(extract(epoch FROM ${source.at.toISOString()}::timestamptz AT TIME ZONE 'UTC' - raised_at) / 86400)::int) FILTER (WHERE state <> 'closed') AS ages
  FROM query GROUP BY patient`;

/** What is filled in of what has a source, whatever the plan draws. */
const readFilled = (tx: Tx, source: ReportSource) => tx.$queryRaw<Counts[]>(sql`
  WITH ${entryRows(source, SOURCE_FORMS)}, form AS MATERIALIZED (SELECT e.patient, ${filledIn} AS filled FROM (SELECT patient, form AS form_id, form_version, answers FROM entry) e WHERE e.answers <> '{}')
  SELECT patient, sum(${filledOf("primary_endpoint")})::int AS primary_endpoint, sum(${filledOf("evaluability")})::int AS evaluability, sum(${filledOf("safety")})::int AS safety, sum(${filledOf("administrative")})::int AS administrative
  FROM form GROUP BY patient`);

const CRITICALITY_OF = JSON.stringify(Object.fromEntries([...groupBy(SOURCE_FIELDS, ({ formId, formVersion }) => `${formId} ${formVersion}`)].map(([form, fields]) => [form, Object.fromEntries(fields.map(({ field, criticality }) => [field, criticality]))])));

/** Of it, what is compared: only the values of forms that hold a verification become rows. (IS TRUE: looked up in a hashed list instead of joined.) */
const readVerified = (tx: Tx, source: ReportSource) => tx.$queryRaw<Counts[]>(sql`
  WITH ${entryRows(source, SOURCE_FORMS)}, ${verificationRows(source)},
  form AS MATERIALIZED (SELECT e.key, e.patient, ${CRITICALITY_OF}::jsonb -> concat(e.form, ' ', e.form_version) AS criticalities, e.answers FROM entry e WHERE (e.key IN (SELECT key FROM verification)) IS TRUE),
  compared AS MATERIALIZED (SELECT f.patient, f.criticalities ->> a.key AS criticality FROM form f CROSS JOIN LATERAL jsonb_each(f.answers) a WHERE a.value <> 'null' AND ((f.key, a.key) IN (SELECT key, field FROM verification)) IS TRUE)
  SELECT patient, count(*) FILTER (WHERE criticality = 'primary_endpoint')::int AS primary_endpoint, count(*) FILTER (WHERE criticality = 'evaluability')::int AS evaluability, count(*) FILTER (WHERE criticality = 'safety')::int AS safety, count(*) FILTER (WHERE criticality = 'administrative')::int AS administrative
  FROM compared GROUP BY patient`);
