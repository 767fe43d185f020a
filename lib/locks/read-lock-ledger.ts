import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { isInside, type Within } from "./blockers-within";
import { patientsOfFirst, talliesOf, type BlockerChoice, type BlockerTally } from "./blocker-tallies";
import { readCriticalEntries } from "./critical-fields";
import { chooseScope, type ChosenScope, type LedgerChoice } from "./ledger-scope";
import type { LockKind } from "./lock";
import { MOST_LISTED, readPlannedVerification, type PlannedVerification } from "./planned-verification";
import { readAllBlockers, readBlockers, type Blocker } from "./read-blockers";
import { covers, isOf, readLocks, type LockView } from "./read-locks";
import { readTallies } from "./read-tallies";

export interface LockLedger extends ChosenScope {
  readonly sites: readonly { readonly code: string; readonly name: string }[];
  readonly counts: { readonly patients: number; readonly values: number; readonly verified: number; readonly signed: number; readonly frozen: number; readonly ready: number; readonly locked: number };
  readonly patients: readonly LedgerPatient[];
  /** All that is left to do, counted; and line by line all of one patient, of a site or the study those that are shown. */
  readonly tallies: readonly BlockerTally[];
  readonly blockers: readonly Blocker[];
  /** What the verification plan asks for and is not done: a warning, no blocker. */
  readonly planned: PlannedVerification;
  /** In force and released, of the scope, of parts of it, and of what it lies in. */
  readonly locks: readonly LockView[];
  /** What is placed on exactly this scope now, whatever covers parts of it. */
  readonly state: LockKind | null;
  /** The widest lock that holds it from outside; null when none does. */
  readonly above: LockView | null;
  readonly mayLock: boolean;
  readonly mayRelease: boolean;
}

/** One patient of the scope, with what a lock would close. */
export interface LedgerPatient {
  readonly id: string;
  readonly number: string;
  readonly held: LockKind | null;
  readonly signed: boolean;
  /** What keeps a lock from it apart from blockers: no freeze holds all of it, or it was signed after the freeze. */
  readonly lacks: "not_frozen" | "signed_since" | null;
}

/** The scope, and which of its blockers are shown. */
export type LedgerView = LedgerChoice & BlockerChoice;

/** Everything between this scope and its lock. Null when the choice does not exist or may not be seen. */
export async function readLockLedger(tx: Tx, actor: Actor, view: LedgerView, now: Date): Promise<LockLedger | null> {
  const sites = await tx.site.findMany({ select: { id: true, code: true, name: true }, orderBy: { code: "asc" } });
  const chosen = await chooseScope(tx, view, sites);
  if (!chosen) return null;
  const patients = await readPatients(tx, chosen);
  const place = { siteId: chosen.siteId, patientId: chosen.patient === null ? null : (patients[0]?.id ?? null), ...chosen.within };
  const left = await (chosen.patient === null ? readOfMany(tx, chosen, patients, view, now) : readOfOne(tx, chosen, patients, now));
  const locks = await readLocks(tx, place);

  const inForce = locks.filter(({ release }) => release === null);
  const own = inForce.filter((lock) => isOf(lock, chosen.over)).map(({ kind }) => kind);
  return {
    ...chosen, sites, counts: countsOf(patients, left), patients, tallies: left.tallies, blockers: left.blockers, planned: left.planned, locks,
    state: own.includes("lock") ? "lock" : (own[0] ?? null),
    above: inForce.find((lock) => lock.kind === "lock" && !isOf(lock, chosen.over) && isWider(lock, chosen)) ?? null,
    mayLock: can(actor, "lock.place", { siteId: chosen.siteId }), mayRelease: can(actor, "lock.release", { siteId: chosen.siteId }),
  };
}

/** The blockers of the page, all of them. Null when the choice does not exist or may not be seen. */
export async function readLedgerBlockers(tx: Tx, choice: LedgerChoice, now: Date): Promise<readonly Blocker[] | null> {
  const sites = await tx.site.findMany({ select: { id: true, code: true, name: true } });
  const chosen = await chooseScope(tx, choice, sites);
  if (!chosen) return null;
  const patients = await readPatients(tx, chosen);
  return chosen.patient === null ? readAllBlockers(tx, patients.map(({ id }) => id), now) : (await readOfOne(tx, chosen, patients, now)).blockers;
}

interface Left extends Pick<LockLedger, "tallies" | "blockers" | "planned"> { readonly values: number; readonly verified: number }

/** One patient, or a part of one: everything, line by line. */
async function readOfOne(tx: Tx, { within }: ChosenScope, patients: readonly LedgerPatient[], now: Date): Promise<Left> {
  const ids = patients.map(({ id }) => id);
  const critical = (await readCriticalEntries(tx, ids)).filter(isInside(within));
  const blockers = await readBlockers(tx, ids, critical, now, within);
  const values = critical.reduce((sum, entry) => sum + entry.values, 0);
  return { tallies: talliesOf(blockers), blockers, planned: await readPlannedVerification(tx, patients, within, now), values, verified: values - critical.reduce((sum, { unverified }) => sum + unverified.length, 0) };
}

/** A site or the study: everything is counted, and the lines are read of those patients who have the first ones. */
async function readOfMany(tx: Tx, { siteId, within }: ChosenScope, patients: readonly LedgerPatient[], choice: BlockerChoice, now: Date): Promise<Left> {
  const { tallies, values, verified, planned } = await readTallies(tx, siteId, patients, now);
  const first = new Set(patientsOfFirst(tallies, choice));
  const blockers = await readAllBlockers(tx, patients.filter(({ number }) => first.has(number)).map(({ id }) => id), now);
  const oldest = new Set(planned.patients.slice(0, MOST_LISTED));
  const listed = oldest.size === 0 ? [] : (await readPlannedVerification(tx, patients.filter(({ id }) => oldest.has(id)), within, now)).oldest;
  return { tallies, blockers, planned: { values: planned.values, forms: planned.forms, oldest: listed }, values, verified };
}

const SCOPES = ["entry", "visit", "patient", "site", "study"] as const;

const isWider = (lock: LockView, { over, within }: ChosenScope): boolean => SCOPES.indexOf(lock.scope) > SCOPES.indexOf(over.scope) && (covers(lock, within) || lock.scope === "visit");

/** What holds each patient as a whole and what keeps a lock from it, as `ctx.lock_over` and `ctx.lacks_freeze` say: looked up by index, for of a study they would be called thousands of times. */
const OF_ALL = sql`CROSS JOIN LATERAL (SELECT max(l.kind) AS kind, max(l.at) FILTER (WHERE l.kind = 'freeze') AS frozen FROM app.lock l WHERE l.released_at IS NULL AND l.scope = 'patient' AND l.patient_id = p.id) own
  CROSS JOIN LATERAL (SELECT max(w.kind) AS kind, max(w.at) FILTER (WHERE w.kind = 'freeze') AS frozen FROM wider w WHERE w.scope = 'study' OR w.site_id = p.site_id) above
  CROSS JOIN LATERAL (SELECT greatest(own.kind, above.kind) AS held, CASE WHEN greatest(own.frozen, above.frozen) IS NULL THEN 'not_frozen' WHEN signed.at > greatest(own.frozen, above.frozen) THEN 'signed_since' END AS lacks) state`;
const ofPart = ({ visitId, entryId }: Within) => sql`CROSS JOIN LATERAL (SELECT ctx.lock_over(p.site_id, p.id, ${visitId}::uuid, ${entryId}::uuid) AS held, ctx.lacks_freeze(p.id, ${visitId}::uuid, ${entryId}::uuid) AS lacks) state`;

const readPatients = (tx: Tx, { siteId, patient, within }: ChosenScope) => tx.$queryRaw<LedgerPatient[]>(sql`
  WITH wider AS MATERIALIZED (SELECT kind, scope, site_id, at FROM app.lock WHERE released_at IS NULL AND scope IN ('study', 'site'))
  SELECT p.id::text, p.number, state.held, state.lacks, coalesce(signed.casebook, false) AS signed
  FROM app.patient p CROSS JOIN LATERAL (SELECT max(s.at) AS at, bool_or(s.meaning = 'casebook') AS casebook FROM app.signature s WHERE s.patient_id = p.id) signed ${within.visitId === null && within.entryId === null ? OF_ALL : ofPart(within)}
  WHERE (${siteId} = 'all' OR p.site_id::text = ${siteId}) AND (${patient}::text IS NULL OR p.number = ${patient}) ORDER BY p.number`);

function countsOf(patients: readonly LedgerPatient[], { tallies, values, verified }: Left): LockLedger["counts"] {
  const unsigned = new Set(tallies.filter(({ kind }) => kind === "unsigned").map(({ patient }) => patient));
  return {
    patients: patients.length, values, verified,
    signed: patients.filter(({ signed, number }) => signed && !unsigned.has(number)).length,
    ready: patients.filter(({ held, lacks }) => lacks === null || held === "lock").length,
    frozen: patients.filter(({ held }) => held !== null).length,
    locked: patients.filter(({ held }) => held === "lock").length,
  };
}
