import "server-only";
import { sql, type Sql } from "@/lib/server/sql";
import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import { expectedRows } from "@/lib/study/schedule";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { visits } from "@/lib/study/visits";

const ARMS: readonly (Arm | null)[] = ["A", "B", "C", null];

/** Visits that call for rows in one arm at least, and under each version for which. */
const CALLED_FOR = visits.filter(({ code }) => ARMS.some((arm) => expectedRows(code, arm).length > 0)).flatMap(({ code }) =>
  (Object.keys(protocolVersions) as ProtocolVersionId[]).flatMap((version) => ARMS.flatMap((arm) => expectedRows(code, arm, version).map((formId) => ({ version, arm: arm ?? "", code, formId })))));

const listOf = (key: "code" | "formId"): string[] => [...new Set(CALLED_FOR.map((called) => called[key]))];

/**
 * Parts of WITH, the last `lacking (patient_id, patient, visit_id, visit, form_id)`: visits that were kept and have no row of a form that they call for.
 * `which` narrows visits and forms to the patients asked for. Patients are looked up one by one and the rows that are there hashed, whatever the planner believes to be few.
 */
export const lackingRows = (which: (table: Sql) => Sql): Sql => sql`
  called AS (SELECT * FROM unnest(${CALLED_FOR.map(({ version }) => version)}::text[], ${CALLED_FOR.map(({ arm }) => arm)}::text[], ${CALLED_FOR.map(({ code }) => code)}::text[], ${CALLED_FOR.map(({ formId }) => formId)}::text[]) AS c (version, arm, code, form_id)),
  wanting AS MATERIALIZED (SELECT p.id AS patient_id, p.number AS patient, v.id AS visit_id, v.code AS visit, c.form_id
    FROM (SELECT v.* FROM app.visit v WHERE v.code = ANY (${listOf("code")}::text[]) AND v.not_done_reason IS NULL AND ${which(sql`v`)} OFFSET 0) v
      CROSS JOIN LATERAL (SELECT t.id, t.number, t.protocol_version, t.arm FROM app.patient t WHERE t.id = v.patient_id LIMIT 1) p JOIN called c ON c.version = p.protocol_version AND c.arm = coalesce(p.arm, '') AND c.code = v.code
    WHERE (v.id, c.form_id) NOT IN (SELECT e.visit_id, e.form_id FROM app.entry e WHERE e.form_id = ANY (${listOf("formId")}::text[]) AND e.visit_id IS NOT NULL AND e.removed_at IS NULL AND ${which(sql`e`)})),
  lacking AS (SELECT w.* FROM wanting w WHERE EXISTS (SELECT FROM app.entry e WHERE e.patient_id = w.patient_id AND e.visit_id = w.visit_id AND e.removed_at IS NULL))`;
