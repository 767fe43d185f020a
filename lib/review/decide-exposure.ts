import "server-only";
import { z } from "zod";
import { can } from "@/lib/access/permissions";
import { writeQuestion } from "@/lib/discrepancies/discrepancy-store";
import { loadEntry } from "@/lib/discrepancies/load-entry";
import { assertEditable, type Entry } from "@/lib/entries/entry";
import { settle } from "@/lib/entries/settle";
import { groupBy } from "@/lib/kernel/group-by";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { VERDICT_STATEMENT } from "@/lib/study/inhibitors/verdict-statement";
import { EXPOSURE_VERDICTS, MOST_VERDICTS } from "./exposure-verdict";

const Decision = z.strictObject({
  entryId: z.uuid(),
  /** Of what was on the screen when the decision was made. */
  seenInputsHash: z.string().max(128),
  verdict: z.enum(EXPOSURE_VERDICTS),
  why: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters."),
});
type Decision = z.infer<typeof Decision>;

export const DecideExposure = actInput({
  decisions: z.array(Decision).min(1, "Choose a verdict.").max(MOST_VERDICTS, `Sign at most ${MOST_VERDICTS} at a time.`)
    .refine((decisions) => new Set(decisions.map(({ entryId }) => entryId)).size === decisions.length, "The same medication is named twice."),
  password: z.string().min(1, "Type your password.").max(200),
});
export type DecideExposure = z.infer<typeof DecideExposure>;

/**
 * A monitor's signed verdicts, each on one medication and with its own reason; all of them are recorded or none. A verdict is bound to what
 * the medication looked like, so that a changed dose, date or infusion opens it again. To ask for more information asks the site in the
 * same breath, with the reason as the question.
 */
export const decideExposure = defineAct({ verb: "exposure.decide", input: DecideExposure, confirm: "password", load, run });

interface Held { readonly siteId: string; readonly entries: readonly Entry[] }

async function load(tx: Tx, { decisions }: DecideExposure): Promise<Held> {
  const entries: Entry[] = [];
  for (const { entryId } of decisions) entries.push(await loadEntry(tx, entryId));
  return { siteId: entries[0]?.siteId ?? "", entries };
}

/** Patients are held in the order of their ids, so that two people who decide on the same ones wait for each other and for nothing else. */
async function run(deed: Deed, { entries }: Held, { decisions }: DecideExposure): Promise<null> {
  if (entries.some((entry) => !can(deed.actor, "exposure.decide", entry))) throw refuse("not_found", { what: "This record" });
  const byPatient = groupBy(entries.toSorted((one, other) => (one.patientId < other.patientId ? -1 : 1)), ({ patientId }) => patientId);
  for (const [, medications] of byPatient) {
    for (const entry of medications) await decideOne(deed.tx, entry, decisions.find(({ entryId }) => entryId === entry.id) as Decision);
    if (medications[0]) await settle(deed, medications[0]);
  }
  return null;
}

async function decideOne(tx: Tx, entry: Entry, { seenInputsHash, verdict, why }: Decision): Promise<void> {
  assertEditable(entry);
  const at = { siteId: entry.siteId, patientId: entry.patientId };
  await tx.exposureReview.create({ data: { ...at, entryId: entry.id, inputsHash: seenInputsHash, verdict, reason: why, statement: VERDICT_STATEMENT }, select: { id: true } });
  const finding = await tx.finding.findFirst({ where: { patientId: entry.patientId, kind: "exposure", subject: entry.id, value: { not: null } }, select: { inputsHash: true } });
  if (!finding) throw refuse("not_found", { what: "This medication" });
  const { medication } = entry.answers;
  if (finding.inputsHash !== seenInputsHash) throw refuse("verdict_is_stale", { medication: typeof medication === "string" ? medication : "This medication" });
  if (verdict === "need_more_information") await writeQuestion(tx, { ...at, entryId: entry.id, field: "medication" }, why);
}
