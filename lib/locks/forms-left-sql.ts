import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import { join, sql, type Sql } from "@/lib/server/sql";
import { CRITICALITIES, drawing, SOURCE_FIELDS, type PlannedField } from "@/lib/study/verification-plan";
import type { Criticality } from "@/lib/crf/field";
import { visits } from "@/lib/study/visits";
import { ofSite } from "./blocking-sql";
import { CRITICAL } from "./critical-fields";

const BITS = 8; // no form has 256 fields
/** Three counts of the form `e` in one number, which `countIn` takes apart: values of the primary endpoint, of these not verified, and others of the plan that are not. One expression, so that no value becomes a row. */
const COUNTS = ["critical", "unverified", "planned"] as const;
export const countIn = (count: (typeof COUNTS)[number]): Sql => sql`((f.packed >> ${BITS * COUNTS.indexOf(count)}::int) & ${2 ** BITS - 1}::int)`;

/** Set where a value of a known field is filled in. */
const HOLDS = 1 << (3 * BITS);

const sumOf = (terms: readonly Sql[]): Sql => (terms.length === 0 ? sql`0` : join(terms, " + "));
const worth = (field: string, verified: number, unverified: number): Sql =>
  sql`CASE WHEN (e.answers ->> ${field}::text) IS NULL THEN 0 WHEN ${field}::text = ANY (done.fields) THEN ${verified}::int ELSE ${unverified}::int END`;

/** What the plan compares beside the primary endpoint, a bit for each: the lots are drawn patient by patient. */
const DRAWN: readonly Criticality[] = CRITICALITIES.filter((criticality) => criticality !== "primary_endpoint");
const ofPlan = (fields: readonly PlannedField[]): readonly Sql[] => DRAWN.flatMap((criticality, bit) => {
  const of = fields.filter((field) => field.criticality === criticality);
  return of.length === 0 ? [] : [sql`CASE WHEN d.drawn & ${1 << bit}::int = 0 THEN 0 ELSE ${sumOf(of.map(({ field }) => worth(field, 0, 1 << (2 * BITS))))} END`];
});
const ofVersions = (fields: readonly PlannedField[]): Sql => sql`CASE e.form_version ${join([...groupBy(fields, ({ formVersion }) => formVersion)].map(([version, of]) => sql`WHEN ${version}::int THEN ${sumOf(ofPlan(of))}`), " ")} ELSE 0 END`;
/** Forms that most visits plan, and logs, come first: the others are asked after for fewer rows. */
const OFTEN = new Map([...groupBy(visits.flatMap(({ forms }) => forms), ({ formId }) => formId)].map(([formId, planned]) => [formId, planned.length]));
const oftenOf = (formId: string): number => OFTEN.get(formId) ?? visits.length;
const FORMS = [...new Set([...CRITICAL, ...SOURCE_FIELDS].map(({ formId }) => formId))].toSorted((one, other) => oftenOf(other) - oftenOf(one));
const PACKED: Sql = sql`CASE e.form_id ${join(FORMS.map((formId) => {
  const critical = [...new Set(CRITICAL.filter((field) => field.formId === formId).map(({ field }) => field))];
  const planned = SOURCE_FIELDS.filter((field) => field.formId === formId);
  const known = [...new Set([...critical, ...planned.map(({ field }) => field)])].map((field) => sql`e.answers ->> ${field}::text`);
  return sql`WHEN ${formId} THEN CASE WHEN coalesce(${join(known)}) IS NULL THEN 0 ELSE ${HOLDS}::int + ${sumOf([...critical.map((field) => worth(field, 1, 1 + (1 << BITS))), ...(planned.length === 0 ? [] : [ofVersions(planned)])])} END`;
}), " ")} ELSE 0 END`;

/** Each lot is drawn once for all readers: it follows from the plan and the number. */
const plannedOf = drawing();
/** `draw (patient_id, drawn)`. */
function drawOf(patients: readonly { readonly id: string; readonly number: string }[]): Sql {
  const bits = patients.map(({ number }) => plannedOf(number).reduce((sum, criticality) => sum + (DRAWN.includes(criticality) ? 1 << DRAWN.indexOf(criticality) : 0), 0));
  return sql`draw AS (SELECT * FROM unnest(${patients.map(({ id }) => id)}::uuid[], ${bits}::int[]) AS d (patient_id, drawn))`;
}

/**
 * `head`: the version that a form had when its casebook was signed. Every write of a form raises its version by one (`ctx.guard_entry`), so that a form of that version holds what was signed and nothing else.
 * A signature of the difference, or of the time before the versions were kept, does not say so: `partly` are the patients of those.
 */
const signedOf = (siteId: string | "all"): Sql => sql`
  head AS MATERIALIZED (SELECT s.patient_id, k.key::uuid AS entry_id, (k.value ->> 'version')::int AS version FROM app.signature s CROSS JOIN LATERAL jsonb_each(s.entries) k WHERE s.meaning = 'casebook' AND NOT s.difference AND ${ofSite(sql`s`, siteId)}),
  signer AS MATERIALIZED (SELECT s.patient_id, bool_or(s.difference OR s.entries = '{}') AS partly FROM app.signature s WHERE s.meaning = 'casebook' AND ${ofSite(sql`s`, siteId)} GROUP BY 1)`;

const SIGNED_AS_IT_IS = sql`(e.patient_id, e.id, e.version) IN (SELECT patient_id, entry_id, version FROM head)`;
const IS_DOUBTFUL = sql`(e.patient_id IN (SELECT patient_id FROM signer WHERE partly) OR e.id IN (SELECT entry_id FROM head))`;
const SIGNING = sql`CASE WHEN e.patient_id NOT IN (SELECT patient_id FROM signer) THEN 'unsigned' WHEN ${SIGNED_AS_IT_IS} THEN 'signed' WHEN ${IS_DOUBTFUL} THEN 'asked' ELSE 'unsigned' END`;

/** Of forms that are another version than was signed, those that hold a value which no casebook signature covers: value by value, as `ctx.unsigned_fields` asks of one patient. */
const CHANGED = sql`
  asked AS MATERIALIZED (SELECT e.id, e.patient_id, e.answers, e.updated_at FROM (SELECT p.patient_id FROM of_patient p WHERE p.asked OFFSET 0) p CROSS JOIN LATERAL (SELECT * FROM app.entry t WHERE t.patient_id = p.patient_id OFFSET 0) e
    WHERE e.removed_at IS NULL AND e.answers <> '{}' AND NOT ${SIGNED_AS_IT_IS} AND ${IS_DOUBTFUL}),
  changed AS MATERIALIZED (SELECT e.patient_id, min(e.updated_at) AS since FROM asked e WHERE EXISTS (SELECT FROM jsonb_each(e.answers) a WHERE a.value <> 'null'
      AND (e.patient_id, e.id, a.key, ctx.value_hash(a.value)) NOT IN (SELECT s.patient_id, m.key::uuid, v.key, v.value FROM app.signature s CROSS JOIN LATERAL jsonb_each(s.manifest) m CROSS JOIN LATERAL jsonb_each_text(m.value) v
        WHERE s.meaning = 'casebook' AND s.patient_id IN (SELECT patient_id FROM asked) AND m.key::uuid IN (SELECT id FROM asked)
          AND (s.id, m.key::uuid, v.key) NOT IN (SELECT w.signature_id, w.entry_id, w.field FROM app.signature_void w)))
    GROUP BY 1)`;

/**
 * Parts of WITH, the last `forms_left`, a row for each of these patients who has a form with answers: what its values lack. `unverified_since`, `planned_since`, `unsigned_since`: the oldest such form, null where there is none.
 * Every form is passed once.
 */
export const formsLeft = (siteId: string | "all", patients: readonly { readonly id: string; readonly number: string }[]): Sql => sql`
  ${drawOf(patients)}, ${signedOf(siteId)},
  done AS MATERIALIZED (SELECT o.entry_id, array_agg(o.field) AS fields FROM app.verification o WHERE o.fallen_at IS NULL AND ${ofSite(sql`o`, siteId)} GROUP BY 1),
  of_patient AS MATERIALIZED (SELECT f.patient_id, sum(${countIn("critical")})::int AS critical, sum(${countIn("unverified")})::int AS unverified, (count(*) FILTER (WHERE ${countIn("unverified")} > 0))::int AS unverified_forms,
      min(f.updated_at) FILTER (WHERE ${countIn("unverified")} > 0) AS unverified_since, sum(${countIn("planned")})::int AS planned, (count(*) FILTER (WHERE ${countIn("planned")} > 0))::int AS planned_forms,
      min(f.updated_at) FILTER (WHERE ${countIn("planned")} > 0) AS planned_since, min(f.updated_at) FILTER (WHERE f.signing = 'unsigned') AS unsigned_since, bool_or(f.signing = 'asked') AS asked
    FROM (SELECT e.id, e.patient_id, e.updated_at, k.packed, CASE WHEN k.packed <> 0 OR jsonb_path_exists(e.answers, 'strict $.* ? (@ <> null)') THEN ${SIGNING} END AS signing
      FROM app.entry e JOIN draw d ON d.patient_id = e.patient_id LEFT JOIN done ON done.entry_id = e.id CROSS JOIN LATERAL (SELECT ${PACKED} AS packed OFFSET 0) k WHERE e.removed_at IS NULL AND e.answers <> '{}' AND ${ofSite(sql`e`, siteId)} OFFSET 0) f GROUP BY 1), ${CHANGED},
  forms_left AS (SELECT p.*, least(p.unsigned_since, c.since) AS blocked_since FROM of_patient p LEFT JOIN changed c ON c.patient_id = p.patient_id)`;
