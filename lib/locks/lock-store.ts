import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";
import type { LockKind, LockTarget } from "./lock";

/** What a person points at, before it is known where it lies. */
export type LockOver =
  | { readonly scope: "study" }
  | { readonly scope: "site"; readonly siteId: string }
  | { readonly scope: "patient"; readonly patientId: string }
  | { readonly scope: "visit"; readonly visitId: string }
  | { readonly scope: "entry"; readonly entryId: string };

const WHOLE: LockTarget = { scope: "study", siteId: "all", patientId: null, visitId: null, entryId: null };

/** Finds the site and the patient of what is to be locked; the guard on app.lock then holds the patients themselves, in one order. */
export async function findTarget(tx: Tx, over: LockOver): Promise<LockTarget> {
  const found = await place(tx, over);
  if (!found) throw refuse("not_found", { what: "What you want to lock" });
  return { ...WHOLE, scope: over.scope, ...found };
}

async function place(tx: Tx, over: LockOver): Promise<Partial<LockTarget> | null> {
  if (over.scope === "study") return {};
  if (over.scope === "site") return (await tx.site.findUnique({ where: { id: over.siteId }, select: { id: true } })) && { siteId: over.siteId };
  if (over.scope === "patient") {
    const patient = await tx.patient.findUnique({ where: { id: over.patientId }, select: { siteId: true } });
    return patient && { ...patient, patientId: over.patientId };
  }
  if (over.scope === "visit") {
    const visit = await tx.visit.findUnique({ where: { id: over.visitId }, select: { siteId: true, patientId: true } });
    return visit && { ...visit, visitId: over.visitId };
  }
  const entry = await tx.entry.findUnique({ where: { id: over.entryId }, select: { siteId: true, patientId: true } });
  return entry && { ...entry, entryId: over.entryId };
}

/** The columns of app.lock that say what it covers. */
export const columnsOf = ({ scope, siteId, patientId, visitId, entryId }: LockTarget) => ({ scope, siteId: siteId === "all" ? null : siteId, patientId, visitId, entryId });

/** Does a lock of a wider scope hold all of it? Then nothing inside is locked or released before that one is gone. */
export async function isUnderWiderLock(tx: Tx, { scope, siteId, patientId, visitId, entryId }: LockTarget): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ above: boolean }[]>`
    SELECT EXISTS (SELECT FROM app.lock w WHERE w.released_at IS NULL AND w.kind = 'lock' AND (
      (w.scope = 'study' AND ${scope} <> 'study') OR (w.scope = 'site' AND w.site_id::text = ${siteId} AND ${scope} IN ('patient', 'visit', 'entry'))
      OR (w.scope = 'patient' AND w.patient_id::text = ${patientId} AND ${scope} IN ('visit', 'entry'))
      OR (w.scope = 'visit' AND ${scope} = 'entry' AND ${visitId}::text IS NULL AND w.visit_id = (SELECT e.visit_id FROM app.entry e WHERE e.id::text = ${entryId})))) AS above`;
  return found?.above ?? false;
}

/** Is exactly this scope locked, apart from its freeze? */
export const isLockedAsWell = async (tx: Tx, target: LockTarget): Promise<boolean> => (await tx.lock.findFirst({ where: { ...columnsOf(target), kind: "lock", releasedAt: null }, select: { id: true } })) !== null;

/** Patients inside a target, of those whom the asking person may see. */
export async function patientsOf(tx: Tx, { siteId, patientId }: LockTarget): Promise<readonly string[]> {
  if (patientId) return [patientId];
  const patients = await tx.patient.findMany({ where: siteId === "all" ? {} : { siteId }, select: { id: true }, orderBy: { number: "asc" } });
  return patients.map(({ id }) => id);
}

export interface HeldLock extends LockTarget {
  readonly id: string;
  readonly kind: LockKind;
  readonly released: boolean;
}

/** Reads a lock and holds its row until the transaction ends. */
export async function lockLock(tx: Tx, id: string): Promise<HeldLock> {
  const [held] = await tx.$queryRaw<HeldLock[]>`
    SELECT id::text, scope, coalesce(site_id::text, 'all') AS "siteId", patient_id::text AS "patientId", visit_id::text AS "visitId", entry_id::text AS "entryId", kind, released_at IS NOT NULL AS released FROM app.lock WHERE id = ${id}::uuid FOR UPDATE`;
  if (!held) throw refuse("not_found", { what: "This lock" });
  return held;
}
