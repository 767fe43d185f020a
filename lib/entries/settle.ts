import "server-only";
import { can } from "@/lib/access/permissions";
import { readRecord } from "@/lib/patients/patient-store";
import { storeFindings } from "@/lib/patients/store-findings";
import { syncSchedule } from "@/lib/patients/sync-schedule";
import { readSiteDay } from "@/lib/people/read-site-day";
import type { Deed } from "@/lib/server/act";
import { syncSystemQueries } from "./system-queries";

/**
 * What follows every change of a patient's data, in the same transaction: forms come and go with the answers, derived
 * results are stored, system queries open and close. A sponsor's act, such as a verdict, brings no form: forms are the site's.
 */
export async function settle({ tx, actor, now }: Deed, patient: { readonly patientId: string; readonly siteId: string }): Promise<void> {
  const saved = await readRecord(tx, patient.patientId);
  const record = can(actor, "entry.save", patient) && (await syncSchedule(tx, patient.siteId, saved)) ? await readRecord(tx, patient.patientId) : saved;
  await storeFindings(tx, patient.siteId, record);
  await syncSystemQueries(tx, patient.siteId, record, await readSiteDay(tx, patient.siteId, now));
}
