import "server-only";
import type { Criticality } from "@/lib/crf/field";
import { groupBy } from "@/lib/kernel/group-by";
import { join, sql, type Sql } from "@/lib/server/sql";
import { CRITICALITIES, drawing, SOURCE_FIELDS } from "@/lib/study/verification-plan";

/** `source_field (form_id, form_version, field, criticality, ord)`: every field that has a source, in the order of the forms. */
export const sourceFields: Sql = sql`source_field AS (SELECT * FROM unnest(${SOURCE_FIELDS.map(({ formId }) => formId)}::text[], ${SOURCE_FIELDS.map(({ formVersion }) => formVersion)}::int[],
  ${SOURCE_FIELDS.map(({ field }) => field)}::text[], ${SOURCE_FIELDS.map(({ criticality }) => criticality)}::text[]) WITH ORDINALITY AS f (form_id, form_version, field, criticality, ord))`;

/** `drawn (patient, criticality)`: what the plan compares in each of these patients, by their numbers. */
export function drawnPatients(numbers: readonly string[]): Sql {
  const plannedOf = drawing();
  const pairs = numbers.flatMap((number) => plannedOf(number).map((criticality) => ({ number, criticality })));
  return sql`drawn AS (SELECT * FROM unnest(${pairs.map(({ number }) => number)}::text[], ${pairs.map(({ criticality }) => criticality)}::text[]) AS d (patient, criticality))`;
}

const BITS = 8; // no form has 256 fields
/** How many values of each criticality a form holds that have a source, packed into one number by `filledIn`. */
export const filledOf = (criticality: Criticality): Sql => sql`((filled >> ${BITS * CRITICALITIES.indexOf(criticality)}::int) & ${2 ** BITS - 1}::int)`;

/** `filled` of the form `e` (`app.entry`). One expression, so that no value becomes a row: a study has millions. */
export const filledIn: Sql = sql`CASE ${join([...groupBy(SOURCE_FIELDS, ({ formId, formVersion }) => `${formId} ${formVersion}`).values()].map((fields) => {
  const filled = fields.map(({ field, criticality }) => sql`CASE WHEN e.answers ->> ${field}::text IS NOT NULL THEN ${2 ** (BITS * CRITICALITIES.indexOf(criticality))}::bigint ELSE 0 END`);
  return sql`WHEN e.form_id = ${fields[0]!.formId} AND e.form_version = ${fields[0]!.formVersion}::int THEN ${join(filled, " + ")}`;
}), " ")} ELSE 0 END`;
