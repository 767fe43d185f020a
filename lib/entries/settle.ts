import "server-only";
import { readRecord } from "@/lib/patients/patient-store";
import { storeFindings } from "@/lib/patients/store-findings";
import { syncSchedule } from "@/lib/patients/sync-schedule";
import type { Deed } from "@/lib/server/act";
import { syncSystemQueries } from "./system-queries";

/**
 * What follows every change of a patient's data, in the same transaction: forms come and go with the answers, derived
 * results are stored, system queries open and close.
 */
export async function settle({ tx, now }: Deed, patient: { readonly patientId: string; readonly siteId: string }): Promise<void> {
  const saved = await readRecord(tx, patient.patientId);
  const record = (await syncSchedule(tx, patient.siteId, saved)) ? await readRecord(tx, patient.patientId) : saved;
  await storeFindings(tx, patient.siteId, record);
  await syncSystemQueries(tx, patient.siteId, record, now);
}
