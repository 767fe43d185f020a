import type { Verifications } from "@/lib/review/read-verifications";
import type { EntrySignatures } from "@/lib/signatures/read-entry-signatures";

const values = (count: number): string => `${count} ${count === 1 ? "value" : "values"}`;

/** What a correction of these fields undoes, said before it is saved; null when nothing stands on them. */
export function sayUndone(fields: readonly string[], verifications: Verifications, { signatures, unsigned }: Pick<EntrySignatures, "signatures" | "unsigned">): string | null {
  const verified = fields.filter((field) => verifications.fields[field]?.standing).length;
  const signer = signatures[0]?.name;
  const signed = signer === undefined ? 0 : fields.filter((field) => !unsigned.some((value) => value.field === field)).length;
  const falls = [...(verified > 0 ? [`the verification of ${values(verified)}`] : []), ...(signed > 0 ? [`the signature of ${signer} on ${values(signed)}`] : [])];
  return falls.length === 0 ? null : `With this ${falls.length === 1 ? "falls" : "fall"} ${falls.join(" and ")}. Nothing else on the form is touched.`;
}
