import { jsonbText } from "@/lib/kernel/jsonb-text";
import type { CutPayload } from "./cut-record";

/** One form of a signature: the hash of each value that was signed; null where a redaction took it away. */
export interface SignedForm {
  readonly entry: string;
  readonly visit: string | null;
  readonly form: string;
  readonly row: number;
  readonly formVersion: number;
  readonly version?: number;
  readonly fields: Readonly<Record<string, string | null>>;
}

interface Sealed {
  readonly seal: number;
  readonly id: string;
  readonly siteId: string;
  readonly patientId: string;
  readonly visitId: string | null;
  readonly entryId: string | null;
  readonly sessionId: string | null;
  readonly byId: string;
  readonly at: string;
}

/** What a signature was given for; null in a cut of before cuts held it. */
export const coversOf = (signature: CutPayload): readonly SignedForm[] | null => (signature["covers"] as readonly SignedForm[] | undefined) ?? null;

/** A value by its place, as one key. */
export const valueKey = ({ visit, form, row, field }: CutPayload): string => JSON.stringify([visit ?? null, form, row, field]);

/** The places of what fell out of a signature since it was given. */
export const fallenOf = (signature: CutPayload): ReadonlySet<string> => new Set(((signature["voided"] ?? []) as readonly CutPayload[]).map(valueKey));

/** The values on which a signature stands: signed, and not changed since. Each with its hash, or null where that was taken away. */
export function standingValues(signature: CutPayload): ReadonlyMap<string, string | null> {
  const fallen = fallenOf(signature);
  const signed = (coversOf(signature) ?? []).flatMap(({ visit, form, row, fields }) => Object.entries(fields).map(([field, hash]) => [valueKey({ visit, form, row, field }), hash] as const));
  return new Map(signed.filter(([key]) => !fallen.has(key)));
}

/** The text whose SHA-256 is the seal of a signature, as the database made it. Null where the cut does not hold all of it. */
export function sealedText(signature: CutPayload): string | null {
  const covers = coversOf(signature);
  if (covers === null || covers.some(({ fields }) => Object.values(fields).includes(null))) return null;
  const { seal, id, siteId, patientId, visitId, entryId, sessionId, byId, at } = signature["sealed"] as Sealed;
  const manifest = Object.fromEntries(covers.map(({ entry, fields }) => [entry, fields]));
  if (seal === 1) return jsonbText(manifest);
  const entries = Object.fromEntries(covers.map(({ entry, fields: _signed, ...head }) => [entry, head]));
  const { meaning, statement, difference, by, role } = signature;
  return jsonbText([seal, id, siteId, patientId, meaning, statement, visitId, entryId, difference, manifest, entries, sessionId, byId, by, role, at]);
}

interface PatientOfCut { readonly number: string; readonly of: (kind: string) => readonly CutPayload[] }

export interface SignaturesChecked {
  /** Signatures whose seal was made again and is the one that the cut states. */
  readonly sealed: number;
  /** Those of which a redaction took a hash, or an earlier cut does not hold what was signed. */
  readonly unchecked: number;
  /** Values that stand in the cut as they were signed. */
  readonly values: number;
  readonly problems: readonly string[];
}

/** Makes every seal of a patient's signatures again, and holds every value on which one stands against the answer in the cut. */
export function checkSignatures({ number, of }: PatientOfCut, sha256: (text: string) => string): SignaturesChecked {
  const answers = new Map(of("entry").flatMap((entry) => Object.entries((entry["answers"] ?? {}) as CutPayload).map(([field, answer]) => [valueKey({ ...entry, field }), answer] as const)));
  let [sealed, unchecked, values] = [0, 0, 0];
  const problems: string[] = [];
  for (const signature of of("signature")) {
    const named = `${number}: the signature of ${String(signature["by"])}, ${String(signature["at"])}Z (${String(signature["meaning"])})`;
    const text = sealedText(signature);
    if (text === null) unchecked += 1;
    else if (sha256(text) === signature["manifestSha256"]) sealed += 1;
    else problems.push(`${named} does not match its seal`);
    for (const [key, hash] of standingValues(signature)) {
      if (hash === sha256(jsonbText(answers.get(key) ?? null))) values += 1;
      else problems.push(`${named} stands on a value that is another in this cut: ${key}`);
    }
  }
  return { sealed, unchecked, values, problems };
}
