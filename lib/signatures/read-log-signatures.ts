import "server-only";
import type { Tx } from "@/lib/server/db";
import type { SignatureOnForm } from "./read-entry-signatures";

/** The signatures that name any of these rows, newest first: how many of their values each was given for, and how many it lost since. */
export async function readLogSignatures(tx: Tx, patientId: string, entryIds: readonly string[]): Promise<readonly SignatureOnForm[]> {
  const ids = entryIds as string[];
  const rows = await tx.$queryRaw<(Omit<SignatureOnForm, "at"> & { at: Date })[]>`
    SELECT s.id::text, s.meaning, s.difference, s.by_name AS name, s.by_role AS role, s.at,
      (SELECT count(*)::int FROM jsonb_each(s.manifest) m, jsonb_object_keys(m.value) WHERE m.key = ANY (${ids})) AS fields,
      (SELECT count(*)::int FROM app.signature_void v WHERE v.signature_id = s.id AND v.entry_id::text = ANY (${ids})) AS fallen
    FROM app.signature s WHERE s.patient_id = ${patientId}::uuid AND s.manifest ?| ${ids} ORDER BY s.at DESC`;
  return rows.map(({ at, ...signature }) => ({ ...signature, at: at.toISOString() }));
}
