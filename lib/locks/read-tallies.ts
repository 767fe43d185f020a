import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { countByHash } from "@/lib/server/whole-study";
import { ageDaysOf, inOrder, type BlockerTally } from "./blocker-tallies";
import type { BlockerKind, Owner } from "./blocker-words";
import { blockingOf } from "./blocking-sql";
import { formsLeft } from "./forms-left-sql";

/** What many patients lack, counted: the blockers, the values of the primary endpoint, and what the plan asks for beside it. */
export interface Tallies {
  readonly tallies: readonly BlockerTally[];
  readonly values: number;
  readonly verified: number;
  readonly planned: { readonly values: number; readonly forms: number; /** The patients with the oldest such form first. */ readonly patients: readonly string[] };
}

interface Patient { readonly id: string; readonly number: string }
interface Blocking { readonly patientId: string; readonly kind: BlockerKind; readonly owner: Owner; readonly count: number; readonly since: Date | null }
interface Left { readonly patientId: string; readonly critical: number; readonly unverified: number; readonly forms: number; readonly unverifiedSince: Date | null; readonly planned: number; readonly plannedForms: number; readonly plannedSince: number | null; readonly blockedSince: Date | null }

/** The blockers of all patients of a site, or of all that the person may see, counted as `readBlockers` lists them: two statements, whatever the number of patients. */
export async function readTallies(tx: Tx, siteId: string | "all", patients: readonly Patient[], now: Date): Promise<Tallies> {
  const numberOf = new Map(patients.map(({ id, number }) => [id, number]));
  const blocking = await tx.$queryRaw<Blocking[]>(sql`WITH ${blockingOf(siteId)} SELECT b.patient_id::text AS "patientId", b.kind, b.owner, count(*)::int AS count, min(b.since) AS since FROM blocking b GROUP BY 1, 2, 3`);
  const left = await countByHash(tx, () => tx.$queryRaw<Left[]>(sql`WITH ${formsLeft(siteId, patients)} SELECT f.patient_id::text AS "patientId", f.critical, f.unverified, f.unverified_forms AS forms, f.unverified_since AS "unverifiedSince",
    f.planned, f.planned_forms AS "plannedForms", (extract(epoch FROM f.planned_since) * 1000000)::float8 AS "plannedSince", f.blocked_since AS "blockedSince" FROM forms_left f`));
  const told = [...blocking, ...left.flatMap(({ patientId, forms, unverifiedSince, blockedSince }): readonly Blocking[] => [
    ...(forms > 0 ? [{ patientId, kind: "unverified", owner: "monitor", count: forms, since: unverifiedSince } as const] : []),
    ...(blockedSince === null ? [] : [{ patientId, kind: "unsigned", owner: "investigator", count: 1, since: blockedSince } as const]),
  ])];
  const sum = (of: (row: Left) => number) => left.reduce((total, row) => total + of(row), 0);
  const values = sum(({ critical }) => critical);
  return {
    tallies: told.map(({ patientId, since, ...tally }) => ({ ...tally, patient: numberOf.get(patientId) ?? "", oldestDays: ageDaysOf(since, now) })),
    values, verified: values - sum(({ unverified }) => unverified),
    planned: { values: sum(({ planned }) => planned), forms: sum(({ plannedForms }) => plannedForms), patients: oldestPlanned(left, numberOf) },
  };
}

/** To the microsecond, as the forms themselves are put in order. */
const oldestPlanned = (left: readonly Left[], numberOf: ReadonlyMap<string, string>): readonly string[] => left.filter(({ plannedSince }) => plannedSince !== null)
  .toSorted((one, other) => (one.plannedSince ?? 0) - (other.plannedSince ?? 0) || inOrder(numberOf.get(one.patientId) ?? "", numberOf.get(other.patientId) ?? "")).map(({ patientId }) => patientId);
