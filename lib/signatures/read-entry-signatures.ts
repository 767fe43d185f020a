import "server-only";
import { can } from "@/lib/access/permissions";
import type { FormView } from "@/lib/entries/read-entry";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { readUnsigned, type UnsignedValue } from "./read-unsigned";
import { casebookScope, entryScope, type SignScope, visitScope } from "./scope";
import type { SignatureMeaning } from "./statements";

/** One signature as it stands on one form. */
export interface SignatureOnForm {
  readonly id: string;
  readonly meaning: SignatureMeaning;
  readonly difference: boolean;
  readonly name: string;
  readonly role: string;
  readonly at: string;
  /** Values of this form it was given for, and how many of them it lost since. */
  readonly fields: number;
  readonly fallen: number;
}

export interface EntrySignatures {
  /** Newest first, those of eligibility too. */
  readonly signatures: readonly SignatureOnForm[];
  /** What is not signed of this form, in the sense of `offer`; none for whoever may not sign a form that nobody signed: to them nothing is missing. */
  readonly unsigned: readonly UnsignedValue[];
  /** What a signature given here would be: of the form, or of what changed under a wider one. Null when there is nothing to sign or the reader may not. */
  readonly offer: SignScope | null;
}

/**
 * Who signed this form, alone or with its visit or casebook, and what of it is not signed. A value that fell out of a wider signature is
 * signed again under that wider meaning, so that a corrected casebook is whole again without being read anew.
 */
export async function readEntrySignatures(tx: Tx, actor: Actor, entry: FormView): Promise<EntrySignatures> {
  const signatures = (await readRows(tx, entry)).map(({ at, ...signature }) => ({ ...signature, at: at.toISOString() }));
  const scope = scopeToOffer(entry, signatures);
  const maySign = entry.held !== "lock" && can(actor, "casebook.sign", entry);
  const unsigned = entry.removedReason === null && (maySign || signatures.length > 0) ? await readUnsigned(tx, scope) : [];
  return { signatures, unsigned, offer: maySign && unsigned.length > 0 ? scope : null };
}

function scopeToOffer({ id, patientId }: FormView, signatures: readonly SignatureOnForm[]): SignScope {
  const given = (meaning: SignatureMeaning) => signatures.some((signature) => signature.meaning === meaning);
  if (given("casebook")) return { ...casebookScope(patientId, true), entryId: id };
  if (given("visit")) return { ...visitScope(patientId, id, true), visitId: null, entryId: id };
  return entryScope(patientId, id, given("entry"));
}

/** A signature of the whole casebook or visit counts for a form that had nothing in it then: what came since is the difference. */
const readRows = (tx: Tx, { id, patientId, visitId }: FormView) => tx.$queryRaw<(Omit<SignatureOnForm, "at"> & { at: Date })[]>`
  SELECT s.id::text, s.meaning, s.difference, s.by_name AS name, s.by_role AS role, s.at,
    (SELECT count(*)::int FROM jsonb_object_keys(coalesce(s.manifest -> ${id}, '{}'))) AS fields,
    (SELECT count(*)::int FROM app.signature_void v WHERE v.signature_id = s.id AND v.entry_id = ${id}::uuid) AS fallen
  FROM app.signature s WHERE s.patient_id = ${patientId}::uuid
    AND (s.manifest ? ${id} OR (NOT s.difference AND (s.meaning = 'casebook' OR (s.meaning = 'visit' AND s.visit_id = ${visitId}::uuid))))
  ORDER BY s.at DESC`;
