import "server-only";
import { z } from "zod";
import { settle } from "@/lib/entries/settle";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { sqlState } from "@/lib/server/transaction";
import type { TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import { waiverStatement } from "./statements";

export const WaiveCriterion = actInput({ patientId: z.uuid(), criterion: z.string().min(1).max(60), password: z.string().min(1, "Type your password.").max(200) })
  .extend({ reason: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.") });
export type WaiveCriterion = z.infer<typeof WaiveCriterion>;

/**
 * The sponsor lets one criterion pass for one patient in screening. It must be known to fail: what is unknown is found out, not waived.
 * The waiver is never taken back and never silent; while the criterion fails it is a protocol deviation. The database holds the same.
 */
export const waiveCriterion = defineAct({
  verb: "eligibility.waive", input: WaiveCriterion, confirm: "password", load: (tx, { patientId }) => readPatient(tx, patientId), run,
});

interface Screened { readonly id: string; readonly siteId: string; readonly number: string; readonly status: string }

/** Not held: who waives may not write to the patient. The database holds the row with the waiver, and looks again at what is refused here in words. */
async function readPatient(tx: Tx, id: string): Promise<Screened> {
  const patient = await tx.patient.findUnique({ where: { id }, select: { id: true, siteId: true, number: true, status: true } });
  if (patient === null) throw refuse("not_found", { what: "This patient" });
  return patient;
}

const [ALREADY_THERE, CHECK_VIOLATION] = ["23505", "23514"];

async function run(deed: Deed, patient: Screened, { criterion, reason }: WaiveCriterion): Promise<{ readonly eligibility: string | null }> {
  const { tx } = deed;
  if (patient.status !== "screening") throw refuse("not_in_screening");
  const asked = (await readEligibility(deed, patient)).criteria.find(({ id }) => id === criterion);
  if (asked?.state !== "failed") throw refuse("not_waivable", { criterion: asked?.label ?? criterion });
  if (asked.waiver !== null) throw refuse("already_waived", { criterion: asked.label });
  const waiver = { siteId: patient.siteId, patientId: patient.id, criterion, reason, statement: waiverStatement(asked.label, patient.number) };
  await tx.eligibilityWaiver.create({ data: waiver, select: { id: true } }).catch((error: unknown) => {
    const meanwhile = { [ALREADY_THERE]: refuse("already_waived", { criterion: asked.label }), [CHECK_VIOLATION]: refuse("not_waivable", { criterion: asked.label }) }[sqlState(error) ?? ""];
    throw meanwhile ?? error;
  });
  await settle(deed, { patientId: patient.id, siteId: patient.siteId });
  return { eligibility: (await readEligibility(deed, patient)).value };
}

async function readEligibility({ tx }: Deed, { id }: Screened): Promise<{ readonly value: string | null; readonly criteria: readonly TracedEligibility[] }> {
  const found = await tx.finding.findFirst({ where: { patientId: id, kind: "eligibility" }, select: { value: true, trace: true } });
  return { value: found?.value ?? null, criteria: (found?.trace as { readonly criteria?: readonly TracedEligibility[] } | null | undefined)?.criteria ?? [] };
}
