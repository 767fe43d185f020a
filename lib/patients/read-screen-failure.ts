import "server-only";
import type { Tx } from "@/lib/server/db";
import type { ScreenFailureCause } from "@/lib/study/eligibility/screen-failure-causes";
import type { FailedCriterion, ScreenFailure } from "./screen-failure";

/** The statement that stands, of a patient who is a screen failure; null when the last one took it back. */
export async function readScreenFailure(tx: Tx, patientId: string): Promise<ScreenFailure | null> {
  const latest = await tx.screenFailure.findFirst({ where: { patientId }, orderBy: { at: "desc" } });
  if (latest === null || latest.step !== "failed") return null;
  const { cause, reason, criteria, byName, at } = latest;
  return { cause: cause as ScreenFailureCause, reason, criteria: criteria as unknown as readonly FailedCriterion[], byName, at };
}
