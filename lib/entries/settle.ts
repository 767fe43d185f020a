import "server-only";
import { readRecord } from "@/lib/patients/patient-store";
import { storeFindings } from "@/lib/patients/store-findings";
import type { Deed } from "@/lib/server/act";
import { syncSystemQueries } from "./system-queries";

/** What follows every change of a patient's data, in the same transaction: derived results stored, system queries opened and closed. */
export async function settle({ tx, now }: Deed, patient: { readonly patientId: string; readonly siteId: string }): Promise<void> {
  const record = await readRecord(tx, patient.patientId);
  await storeFindings(tx, patient.siteId, record);
  await syncSystemQueries(tx, patient.siteId, record, now);
}
