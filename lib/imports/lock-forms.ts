import "server-only";
import type { Entry } from "@/lib/entries/entry";
import { holdEntries } from "@/lib/entries/entry-store";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient } from "@/lib/patients/patient-store";
import type { Tx } from "@/lib/server/db";

/** Forms of one site, held until the transaction ends, and their patients. */
export interface HeldForms {
  readonly siteId: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly patients: ReadonlyMap<string, Patient>;
}

/**
 * Holds the patients in the order of their ids, then the forms: two imports, or an import and a save, wait for each other and never in a circle.
 * `patientIds` are those to whom rows are to be added besides.
 */
export async function lockForms(tx: Tx, ids: readonly string[], patientIds: readonly string[] = []): Promise<HeldForms> {
  const found = await tx.entry.findMany({ where: { id: { in: [...ids] } }, select: { patientId: true } });
  if (found.length !== ids.length) throw refuse("not_found", { what: "One of these forms" });
  const patients = new Map<string, Patient>();
  for (const patientId of [...new Set([...found.map((entry) => entry.patientId), ...patientIds])].toSorted()) patients.set(patientId, await lockPatient(tx, patientId));
  const entries = ids.length === 0 ? [] : await holdEntries(tx, ids);
  const [first] = patients.values();
  if (!first || entries.length !== ids.length) throw refuse("not_found", { what: "One of these forms" });
  if ([...patients.values()].some(({ siteId }) => siteId !== first.siteId)) throw refuse("import_of_one_site");
  return { siteId: first.siteId, patients, entries: new Map(entries.map((entry) => [entry.id, entry])) };
}
