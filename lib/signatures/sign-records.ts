import "server-only";
import { z } from "zod";
import { can } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient } from "@/lib/patients/patient-store";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { assertNamed } from "./assert-named";
import { MOST_AT_ONCE, scopeKey, SignScope } from "./scope";
import type { SignatureMeaning } from "./statements";
import { writeSignature } from "./write-signature";

/** One scope with the hash of what was shown of it. */
export const SeenScope = z.strictObject({ scope: SignScope, seen: z.string().regex(/^[0-9a-f]{64}$/) });
export type SeenScope = z.infer<typeof SeenScope>;

export const SignRecords = actInput({
  records: z.array(SeenScope).min(1, "Choose what to sign.").max(MOST_AT_ONCE, `Sign at most ${MOST_AT_ONCE} at a time.`)
    .refine((records) => new Set(records.map(({ scope }) => scopeKey(scope))).size === records.length, "The same record is named twice.")
    .refine((records) => records.every(({ scope }) => scope.meaning !== "eligibility"), "Eligibility is confirmed patient by patient."),
  /** The signer's own user name; needed at the first signature of a session. */
  username: z.string().max(200).nullable().default(null),
  password: z.string().min(1, "Type your password.").max(200),
});
export type SignRecords = z.infer<typeof SignRecords>;

export interface Signed { readonly patientId: string; readonly number: string; readonly meaning: SignatureMeaning; readonly signatureId: string }

/**
 * An investigator signs forms, visits or casebooks: each gets a signature of its own, all of them or none. What was read is what is signed:
 * the hash that came with the review goes back with the signature, and one that does not match refuses the whole act.
 */
export const signRecords = defineAct({ verb: "casebook.sign", input: SignRecords, confirm: "password", load, run });

interface Held { readonly siteId: string; readonly patients: ReadonlyMap<string, Patient> }

/** Patients are held in the order of their ids, so that two people who sign the same ones wait for each other and for nothing else. */
async function load(tx: Tx, { records }: SignRecords): Promise<Held> {
  const patients = new Map<string, Patient>();
  for (const id of [...new Set(records.map(({ scope }) => scope.patientId))].toSorted()) patients.set(id, await lockPatient(tx, id));
  return { siteId: [...patients.values()][0]?.siteId ?? "", patients };
}

async function run({ tx, actor }: Deed, { patients }: Held, { records, username }: SignRecords): Promise<{ readonly signed: readonly Signed[] }> {
  if ([...patients.values()].some((patient) => !can(actor, "casebook.sign", patient))) throw refuse("not_found", { what: "This record" });
  await assertNamed(tx, username);
  await assertAsSeen(tx, patients, records);
  const signed: Signed[] = [];
  for (const { scope, seen } of records) {
    const number = patients.get(scope.patientId)?.number ?? "";
    signed.push({ patientId: scope.patientId, number, meaning: scope.meaning, signatureId: await writeSignature(tx, scope, { seen, number }) });
  }
  return { signed };
}

/** All that moved on or is locked, by number, before anything is written; the database looks at each again. */
async function assertAsSeen(tx: Tx, patients: Held["patients"], records: SignRecords["records"]): Promise<void> {
  const [moved, locked] = [new Set<string>(), new Set<string>()];
  for (const { scope: { patientId, meaning, visitId, entryId, difference }, seen } of records) {
    const patient = patients.get(patientId);
    const [now] = await tx.$queryRaw<{ seen: string; held: string | null }[]>`
      SELECT r.seen, ctx.lock_over(${patient?.siteId ?? null}::uuid, ${patientId}::uuid, coalesce(${visitId}::uuid, (SELECT e.visit_id FROM app.entry e WHERE e.id = ${entryId}::uuid)), ${entryId}::uuid) AS held
      FROM ctx.signable(${patientId}::uuid, ${meaning}, NULL, ${visitId}::uuid, ${entryId}::uuid, ${difference}) r`;
    if (now?.held === "lock") locked.add(patient?.number ?? "");
    if (now?.seen !== seen) moved.add(patient?.number ?? "");
  }
  if (locked.size > 0) throw refuse("locked_among", { numbers: [...locked] });
  if (moved.size > 0) throw refuse("signature_moved_on", { numbers: [...moved] });
}
