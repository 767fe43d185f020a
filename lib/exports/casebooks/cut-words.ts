import type { Form } from "@/lib/crf/define-form";
import { sayPlace } from "@/lib/signatures/say-place";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import type { CutPayload } from "../cut-record";
import type { CutPatient } from "../export-format";

/** What every part of one casebook needs; `says`: a time of the cut as the site reads it. */
export interface Told {
  readonly patient: CutPatient;
  readonly says: (at: unknown) => string;
  readonly queries: readonly (CutPayload & { readonly ref: string })[];
  /** By the key of a value, the signatures that stand on it (S1, S2); null where the cut does not hold which those are. */
  readonly signed: ReadonlyMap<string, readonly string[]> | null;
}

export const text = (payload: CutPayload, key: string): string | null => (payload[key] === null || payload[key] === undefined ? null : String(payload[key]));
/** The form of a record in its version, or in its newest where the record does not say. */
export const formOfRecord = (payload: CutPayload, version?: unknown): Form | undefined => formById(String(payload["form"]), version === undefined ? undefined : Number(version)) as unknown as Form | undefined;

/** "Haematology · Day 28 to 42"; of a visit its title; of neither the patient. */
export function placeOf(payload: CutPayload): string {
  const [form, visit] = [text(payload, "form") === null ? undefined : formOfRecord(payload), text(payload, "visit")];
  if (form) return sayPlace(form, visit, Number(payload["row"]));
  return visit === null ? "the patient" : (visitByCode(visit)?.title ?? visit);
}
