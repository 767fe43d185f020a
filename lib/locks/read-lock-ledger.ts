import "server-only";
import { can, WHOLE_STUDY } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { readCriticalEntries, type CriticalEntry } from "./critical-fields";
import type { LockKind } from "./lock";
import type { LockOver } from "./lock-store";
import { readActiveLocks, type ActiveLock } from "./read-active-locks";
import { readBlockers, type Blocker } from "./read-blockers";

/** What the address asks for: a patient's number, a site's code, or neither for all that the person may see. */
export interface LedgerChoice {
  readonly patient?: string | undefined;
  readonly site?: string | undefined;
}

export interface LockLedger {
  readonly over: LockOver;
  /** "site 102" */
  readonly says: string;
  readonly site: string | null;
  readonly patient: string | null;
  readonly sites: readonly { readonly code: string; readonly name: string }[];
  readonly counts: { readonly patients: number; readonly values: number; readonly verified: number; readonly signed: number; readonly frozen: number; readonly locked: number };
  readonly blockers: readonly Blocker[];
  readonly locks: readonly ActiveLock[];
  /** What covers exactly this scope now, whatever covers parts of it. */
  readonly state: LockKind | null;
  readonly mayLock: boolean;
  readonly mayRelease: boolean;
}

interface PatientRow { readonly id: string; readonly number: string; readonly held: LockKind | null; readonly signed: boolean }
interface Chosen { readonly over: LockOver; readonly says: string; readonly siteId: string | "all"; readonly site: string | null; readonly patient: string | null }

/** Everything between these patients and their lock. Null when the choice does not exist or may not be seen. */
export async function readLockLedger(tx: Tx, actor: Actor, choice: LedgerChoice, now: Date): Promise<LockLedger | null> {
  const sites = await tx.site.findMany({ select: { id: true, code: true, name: true }, orderBy: { code: "asc" } });
  const chosen = await choose(tx, choice, sites);
  if (!chosen) return null;
  const patients = await readPatients(tx, chosen);
  const ids = patients.map(({ id }) => id);
  const critical = await readCriticalEntries(tx, ids);
  const [blockers, locks] = await Promise.all([readBlockers(tx, ids, critical, now), readActiveLocks(tx, chosen.siteId, chosen.over)]);

  const kinds = locks.filter(({ isWhole }) => isWhole).map(({ kind }) => kind);
  return {
    over: chosen.over, says: chosen.says, site: chosen.site, patient: chosen.patient, sites,
    counts: countsOf(patients, critical, blockers), blockers, locks,
    state: kinds.includes("lock") ? "lock" : (kinds[0] ?? null),
    mayLock: can(actor, "lock.place", { siteId: chosen.siteId }), mayRelease: can(actor, "lock.release", { siteId: chosen.siteId }),
  };
}

async function choose(tx: Tx, { patient, site }: LedgerChoice, sites: readonly { id: string; code: string }[]): Promise<Chosen | null> {
  if (patient !== undefined) {
    const found = await tx.patient.findUnique({ where: { number: patient }, select: { id: true, siteId: true } });
    const code = sites.find(({ id }) => id === found?.siteId)?.code;
    return found && code !== undefined ? { over: { scope: "patient", patientId: found.id }, says: `patient ${patient}`, siteId: found.siteId, site: code, patient } : null;
  }
  if (site !== undefined) {
    const found = sites.find(({ code }) => code === site);
    return found ? { over: { scope: "site", siteId: found.id }, says: `site ${site}`, siteId: found.id, site, patient: null } : null;
  }
  return { over: { scope: "study" }, says: "study", siteId: WHOLE_STUDY.siteId, site: null, patient: null };
}

const readPatients = (tx: Tx, { over, siteId }: Chosen) => tx.$queryRaw<PatientRow[]>`
  SELECT p.id::text, p.number, ctx.lock_over(p.site_id, p.id, NULL, NULL) AS held,
    EXISTS (SELECT FROM app.signature s WHERE s.patient_id = p.id AND s.meaning = 'casebook') AS signed
  FROM app.patient p WHERE (${siteId} = 'all' OR p.site_id::text = ${siteId}) AND (${over.scope} <> 'patient' OR p.id::text = ${over.scope === "patient" ? over.patientId : ""}) ORDER BY p.number`;

function countsOf(patients: readonly PatientRow[], critical: readonly CriticalEntry[], blockers: readonly Blocker[]): LockLedger["counts"] {
  const unsigned = new Set(blockers.filter(({ kind }) => kind === "unsigned").map(({ patient }) => patient));
  const values = critical.reduce((sum, entry) => sum + entry.values, 0);
  return {
    patients: patients.length,
    values, verified: values - critical.reduce((sum, { unverified }) => sum + unverified.length, 0),
    signed: patients.filter(({ signed, number }) => signed && !unsigned.has(number)).length,
    frozen: patients.filter(({ held }) => held !== null).length,
    locked: patients.filter(({ held }) => held === "lock").length,
  };
}
