import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { readRecords } from "@/lib/patients/patient-store";
import { readSiteDay } from "@/lib/people/read-site-day";
import type { Tx } from "@/lib/server/db";
import type { FormPatient } from "@/lib/study/form-files/plan-rows";
import { readEarlier, type EarlierImport } from "./read-places";

export interface FormPlaces {
  readonly patients: readonly (FormPatient & { readonly siteId: string; readonly today: CalendarDate })[];
  /** Imports of the very same file. */
  readonly earlier: readonly EarlierImport[];
}

interface Held { readonly patientId: string; readonly visit: string | null; readonly entryId: string | null }

/** Whole records of these patients, with what takes nothing there. A patient of another site and one that does not exist are both absent. */
export async function readFormPlaces(tx: Tx, actor: Actor, now: Date, { numbers, sha256 }: { readonly numbers: readonly string[]; readonly sha256: string | null }): Promise<FormPlaces> {
  const found = (await tx.patient.findMany({ where: { number: { in: [...numbers] } }, select: { id: true, siteId: true } })).filter((patient) => can(actor, "entry.import", patient));
  const ids = found.map(({ id }) => id);
  const siteIds = [...new Set(found.map(({ siteId }) => siteId))];
  const [records, visits, held, removed, days, earlier] = await Promise.all([
    readRecords(tx, ids),
    tx.visit.findMany({ where: { patientId: { in: ids } }, select: { id: true, code: true, patientId: true } }),
    readHeld(tx, ids),
    tx.entry.findMany({ where: { patientId: { in: ids }, removedAt: { not: null } }, select: { patientId: true, formId: true, rowNo: true, visit: { select: { code: true } } } }),
    Promise.all(siteIds.map(async (siteId) => [siteId, await readSiteDay(tx, siteId, now)] as const)),
    readEarlier(tx, actor, sha256),
  ]);
  return {
    earlier,
    patients: records.map((record) => {
      const siteId = found.find(({ id }) => id === record.patientId)?.siteId ?? "";
      const own = <Row extends { readonly patientId: string }>(rows: readonly Row[]) => rows.filter(({ patientId }) => patientId === record.patientId);
      return {
        record, siteId, today: new Map(days).get(siteId) ?? "", visits: own(visits).map(({ id, code }) => ({ id, code })),
        heldEntries: own(held).flatMap(({ entryId }) => entryId ?? []), heldVisits: own(held).filter(({ entryId }) => entryId === null).map(({ visit }) => visit),
        removed: own(removed).map(({ formId, rowNo, visit }) => ({ formId, rowNo, visit: visit?.code ?? null })),
      };
    }),
  };
}

/** Forms, visits and patients that a freeze or a lock holds. */
const readHeld = (tx: Tx, ids: readonly string[]) => tx.$queryRaw<Held[]>`
  SELECT e.patient_id AS "patientId", NULL AS visit, e.id AS "entryId" FROM app.entry e WHERE e.patient_id = ANY (${[...ids]}::uuid[]) AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) IS NOT NULL
  UNION ALL SELECT p.id, v.code, NULL FROM app.patient p CROSS JOIN LATERAL (SELECT id, code FROM app.visit WHERE patient_id = p.id UNION ALL SELECT NULL, NULL) v
    WHERE p.id = ANY (${[...ids]}::uuid[]) AND ctx.lock_over(p.site_id, p.id, v.id, NULL) IS NOT NULL`;
