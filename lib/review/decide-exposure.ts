import "server-only";
import { z } from "zod";
import { writeQuestion } from "@/lib/discrepancies/discrepancy-store";
import { loadEntry } from "@/lib/discrepancies/load-entry";
import { assertEditable, type Entry } from "@/lib/entries/entry";
import { settle } from "@/lib/entries/settle";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { EXPOSURE_VERDICTS } from "./exposure-verdict";

export const DecideExposure = actInput({
  entryId: z.uuid(),
  /** Of what was on the screen when the decision was made. */
  seenInputsHash: z.string().max(128),
  verdict: z.enum(EXPOSURE_VERDICTS),
}).extend({ reason: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.") });
export type DecideExposure = z.infer<typeof DecideExposure>;

/**
 * A monitor's verdict on one medication. It is bound to what the medication looked like, so that a changed dose, date or infusion
 * opens it again. To ask for more information asks the site in the same breath, with the reason as the question.
 */
export const decideExposure = defineAct({ verb: "exposure.decide", input: DecideExposure, load: (tx, { entryId }) => loadEntry(tx, entryId), run });

async function run(deed: Deed, entry: Entry, { seenInputsHash, verdict, reason }: DecideExposure): Promise<null> {
  const { tx } = deed;
  assertEditable(entry);
  const at = { siteId: entry.siteId, patientId: entry.patientId };
  await tx.exposureReview.create({ data: { ...at, entryId: entry.id, inputsHash: seenInputsHash, verdict, reason }, select: { id: true } });
  const finding = await tx.finding.findFirst({ where: { patientId: entry.patientId, kind: "exposure", subject: entry.id, value: { not: null } }, select: { inputsHash: true } });
  if (!finding) throw refuse("not_found", { what: "This medication" });
  if (finding.inputsHash !== seenInputsHash) throw refuse("verdict_is_stale");
  if (verdict === "need_more_information") await writeQuestion(tx, { ...at, entryId: entry.id, field: "medication" }, reason);
  await settle(deed, entry);
  return null;
}
