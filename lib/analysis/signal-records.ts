import "server-only";
import type { Tx } from "@/lib/server/db";
import { nothing, sql, type Sql } from "@/lib/server/sql";
import { formById } from "@/lib/study/study";
import { FORM_ROWS } from "./form-signals";
import type { MeasuredForm } from "./measured-forms";
import { LOOKS, sayHit } from "./measured-signals";
import type { Fences } from "./outer-fences";
import type { FormSignal, MeasuredSignal } from "./signals";

/** A record behind a figure, one click away. */
export interface SignalRecord {
  readonly patient: string;
  readonly place: string;
  readonly field: string | null;
  readonly says: string;
  readonly href: string;
}

/** As many as a page lists. */
export const MOST_RECORDS = 200;

interface Row { readonly patient: string; readonly formId: string; readonly formVersion: number; readonly rowNo: number; readonly visit: string | null; readonly entryId: string; readonly field: string | null; readonly says: string | null }

/** Forms of a site that count in a signal, and one more than is shown where there are more. */
export const readFormRecords = (tx: Tx, signal: FormSignal, site: string): Promise<readonly SignalRecord[]> =>
  recordsOf(tx, sql`${FORM_ROWS[signal](sql`(SELECT s.id FROM app.site s WHERE s.code = ${site})`)}`, nothing);

/** The same of measurements, in the forms of a site; equal ones together. */
export async function readMeasuredRecords(tx: Tx, signal: MeasuredSignal, forms: readonly MeasuredForm[], fences: Fences): Promise<readonly SignalRecord[]> {
  const hits: { readonly entry: string; readonly field: string | null; readonly says: string }[] = [];
  LOOKS[signal](forms, (hit, form, answer) => { if (hit) hits.push({ entry: form.entryId, field: answer?.field.field ?? null, says: sayHit(signal, form, answer) }); }, fences);
  const rows = sql`SELECT * FROM unnest(${hits.map(({ entry }) => entry)}::uuid[], ${hits.map(({ field }) => field)}::text[], ${hits.map(({ says }) => says)}::text[]) h(entry_id, field, says)`;
  return hits.length === 0 ? [] : recordsOf(tx, rows, signal === "duplicates" ? sql`r.says, ` : nothing);
}

/** (LATERAL, LIMIT 1: under row security the planner takes all forms for one, and would go through them for each record.) */
async function recordsOf(tx: Tx, rows: Sql, together: Sql): Promise<readonly SignalRecord[]> {
  const found = await tx.$queryRaw<Row[]>(sql`
    SELECT p.number AS patient, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit, e.id AS "entryId", r.field, r.says
    FROM (${rows} OFFSET 0) r CROSS JOIN LATERAL (SELECT * FROM app.entry WHERE id = r.entry_id LIMIT 1) e CROSS JOIN LATERAL (SELECT number FROM app.patient WHERE id = e.patient_id LIMIT 1) p LEFT JOIN LATERAL (SELECT code FROM app.visit WHERE id = e.visit_id LIMIT 1) v ON true
    ORDER BY ${together}p.number, v.code, e.form_id, r.field, e.row_no LIMIT ${MOST_RECORDS + 1}`);
  return found.map(recordOf);
}

function recordOf({ patient, formId, formVersion, rowNo, visit, entryId, field, says }: Row): SignalRecord {
  const form = formById(formId, formVersion) ?? formById(formId);
  const first = field ?? Object.keys(form?.fields ?? {})[0] ?? "";
  return {
    patient, place: [form?.title ?? formId, visit, form?.repeats ? `row ${rowNo}` : null].filter(Boolean).join(", "), field: field === null ? null : (form?.fields[field]?.label ?? field), says: says ?? "", href: `/entries/${entryId}#${first}`,
  };
}
