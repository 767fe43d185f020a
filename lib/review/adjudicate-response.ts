import "server-only";
import { z } from "zod";
import { settle } from "@/lib/entries/settle";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { ADJUDICATED, ADJUDICATION_STATEMENT } from "@/lib/study/response/adjudication";
import { isDiscussed } from "./read-awaiting-adjudication";

export const AdjudicateResponse = actInput({
  visitId: z.uuid(),
  /** Of what was on the screen when the decision was made. */
  seenInputsHash: z.string().max(128),
  verdict: z.enum(ADJUDICATED),
  password: z.string().min(1, "Type your password.").max(200),
}).extend({ reason: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.") });
export type AdjudicateResponse = z.infer<typeof AdjudicateResponse>;

interface AssessedVisit { readonly id: string; readonly code: string; readonly siteId: string; readonly patientId: string }

/**
 * A monitor's signed decision on a response that the rules alone do not settle. It is bound to the data it was taken on: it falls by
 * itself when they change, and stands again when they come back. A later decision stands in its place; none is rewritten.
 */
export const adjudicateResponse = defineAct({ verb: "response.adjudicate", input: AdjudicateResponse, confirm: "password", load: (tx, { visitId }) => loadVisit(tx, visitId), run });

async function loadVisit(tx: Tx, id: string): Promise<AssessedVisit> {
  const visit = await tx.visit.findUnique({ where: { id }, select: { id: true, code: true, siteId: true, patientId: true } });
  if (!visit) throw refuse("not_found", { what: "This visit" });
  return visit;
}

/** What of the finding decides whether there is anything to adjudicate. */
const Adjudicable = z.object({ reasons: z.array(z.string()) });

async function run(deed: Deed, visit: AssessedVisit, { seenInputsHash, verdict, reason }: AdjudicateResponse): Promise<null> {
  const { tx } = deed;
  const at = { siteId: visit.siteId, patientId: visit.patientId };
  // Writing first makes the database hold the patient; what the decision depends on is read after that, and a refusal takes it back.
  await tx.adjudication.create({ data: { ...at, visitId: visit.id, inputsHash: seenInputsHash, verdict, reason, statement: ADJUDICATION_STATEMENT }, select: { id: true } });
  const finding = await tx.finding.findFirst({ where: { patientId: visit.patientId, kind: "response", subject: visit.code, value: { not: null } }, select: { inputsHash: true, trace: true } });
  const reasons = Adjudicable.safeParse(finding?.trace).data?.reasons ?? [];
  if (!finding || reasons.length === 0) throw refuse("nothing_to_adjudicate");
  if (finding.inputsHash !== seenInputsHash) throw refuse("response_moved_on");
  if (reasons.every((one) => one === "disagreement") && !(await isDiscussed(tx, visit.id))) throw refuse("still_discussed");
  await settle(deed, at);
  return null;
}
