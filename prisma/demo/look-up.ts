import type { Desk, Entered } from "./enter-patient";
import type { SiteCode } from "./enrolment";

/** One form or row as it stands, for somebody who is about to act on it. */
export interface Standing {
  readonly entryId: string;
  readonly formId: string;
  readonly visit: string | null;
  readonly answers: Readonly<Record<string, unknown>>;
}

export async function patientNumbered({ admin }: Desk, number: string): Promise<Entered> {
  const { rows: [row] } = await admin.query<{ id: string }>("SELECT id FROM app.patient WHERE number = $1", [number]);
  if (!row) throw new Error(`There is no patient ${number}`);
  return { id: row.id, number, siteCode: number.slice(0, 3) as SiteCode };
}

/** Every form with answers, in the order of the casebook. */
export async function formsOf({ admin }: Desk, { id }: Entered): Promise<readonly Standing[]> {
  const { rows } = await admin.query<Standing>(
    `SELECT e.id AS "entryId", e.form_id AS "formId", v.code AS visit, e.answers FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id
     WHERE e.patient_id = $1 AND e.removed_at IS NULL AND e.answers <> '{}' ORDER BY v.code, e.form_id, e.row_no`, [id]);
  return rows;
}

/** The first form of its kind at the visit. */
export async function formOf(desk: Desk, patient: Entered, formId: string, visit: string | null): Promise<Standing> {
  const found = (await formsOf(desk, patient)).find((form) => form.formId === formId && form.visit === visit);
  if (!found) throw new Error(`${patient.number} has no ${formId} at ${visit ?? "the log"}`);
  return found;
}
