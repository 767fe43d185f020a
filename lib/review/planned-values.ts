import "server-only";
import { sql, type Sql } from "@/lib/server/sql";
import { plannedFor, SOURCE_FIELDS } from "@/lib/study/verification-plan";

/** `source_field (form_id, form_version, field, criticality, ord)`: every field that has a source, in the order of the forms. */
export const sourceFields: Sql = sql`source_field AS (SELECT * FROM unnest(${SOURCE_FIELDS.map(({ formId }) => formId)}::text[], ${SOURCE_FIELDS.map(({ formVersion }) => formVersion)}::int[],
  ${SOURCE_FIELDS.map(({ field }) => field)}::text[], ${SOURCE_FIELDS.map(({ criticality }) => criticality)}::text[]) WITH ORDINALITY AS f (form_id, form_version, field, criticality, ord))`;

/** `drawn (patient, criticality)`: what the plan compares in each of these patients, by their numbers. */
export function drawnPatients(numbers: readonly string[]): Sql {
  const pairs = numbers.flatMap((number) => plannedFor(number).map((criticality) => ({ number, criticality })));
  return sql`drawn AS (SELECT * FROM unnest(${pairs.map(({ number }) => number)}::text[], ${pairs.map(({ criticality }) => criticality)}::text[]) AS d (patient, criticality))`;
}
