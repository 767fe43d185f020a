import "server-only";
import { can } from "@/lib/access/permissions";
import { dayIn } from "@/lib/kernel/instant";
import { refuse } from "@/lib/kernel/refusal";
import { RECORD_COLUMNS, readRecord, withIngredients, type PlainRecord } from "@/lib/patients/patient-store";
import { FINDINGS_COLUMN, storeFindings, type StoredFinding } from "@/lib/patients/store-findings";
import { STANDING_COLUMN, syncSchedule, type StandingPlace } from "@/lib/patients/sync-schedule";
import type { Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { ASKING_COLUMNS, syncSystemQueries, type Asking } from "./system-queries";

/**
 * What follows every change of a patient's data, in the same transaction: forms come and go with the answers, derived
 * results are stored, system queries open and close. A sponsor's act, such as a verdict, brings no form: forms are the site's.
 */
export async function settle({ tx, actor, now }: Deed, patient: { readonly patientId: string; readonly siteId: string }): Promise<void> {
  const { record: saved, standing, findings, timeZone, asking } = await readState(tx, patient.patientId);
  const record = can(actor, "entry.save", patient) && (await syncSchedule(tx, patient.siteId, saved, standing)) ? await readRecord(tx, patient.patientId) : saved;
  await storeFindings(tx, patient.siteId, record, findings);
  await syncSystemQueries(tx, patient.siteId, record, dayIn(now.toISOString(), timeZone), asking);
}

interface State extends PlainRecord, Asking {
  readonly standing: readonly StandingPlace[];
  readonly findings: readonly StoredFinding[];
  readonly timeZone: string;
}

/** All that settling looks at, in one round trip. */
async function readState(tx: Tx, patientId: string) {
  const [state] = await tx.$queryRaw<State[]>`
    SELECT ${RECORD_COLUMNS}, ${STANDING_COLUMN}, ${FINDINGS_COLUMN}, ${ASKING_COLUMNS}, s.time_zone AS "timeZone" FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.id = ${patientId}::uuid`;
  if (!state) throw refuse("not_found", { what: "This patient" });
  const { standing, findings, timeZone, explanations, open, askedAgain, accepted, locked, ...plain } = state;
  const [record] = await withIngredients(tx, [plain]);
  if (!record) throw refuse("not_found", { what: "This patient" });
  return { record, standing, findings, timeZone, asking: { explanations, open, askedAgain, accepted, locked } };
}
