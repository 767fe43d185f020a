import { z } from "zod";

/** What one signature is given for: everything of a patient, one visit, one form; or only the values of it that nothing covers any more. */
export const SignScope = z.strictObject({
  patientId: z.uuid(),
  meaning: z.enum(["casebook", "visit", "entry", "eligibility"]),
  visitId: z.uuid().nullable(),
  entryId: z.uuid().nullable(),
  difference: z.boolean(),
}).refine(({ meaning, visitId, entryId, difference }) => {
  if (meaning === "entry") return entryId !== null && visitId === null;
  if (meaning === "visit") return difference ? (visitId === null) !== (entryId === null) : visitId !== null && entryId === null;
  return (meaning === "casebook" && difference ? visitId === null || entryId === null : visitId === null && entryId === null && !difference);
}, "A signature names one casebook, one visit or one form.");
export type SignScope = z.infer<typeof SignScope>;

/** How many casebooks, visits or forms one act signs at most. */
export const MOST_AT_ONCE = 50;

export const casebookScope = (patientId: string, difference = false): SignScope => ({ patientId, meaning: "casebook", visitId: null, entryId: null, difference });
export const visitScope = (patientId: string, visitId: string, difference = false): SignScope => ({ patientId, meaning: "visit", visitId, entryId: null, difference });
export const entryScope = (patientId: string, entryId: string, difference = false): SignScope => ({ patientId, meaning: "entry", visitId: null, entryId, difference });
export const eligibilityScope = (patientId: string): SignScope => ({ patientId, meaning: "eligibility", visitId: null, entryId: null, difference: false });

/** The same scope has the same words: for lists, and for the address of a review. */
export const scopeKey = ({ patientId, meaning, visitId, entryId, difference }: SignScope): string => [patientId, meaning, visitId ?? "", entryId ?? "", difference ? "d" : ""].join(".");

/** Reads back what `scopeKey` wrote; null for anything else. */
export function scopeOfKey(key: string): SignScope | null {
  const [patientId, meaning, visitId, entryId, difference] = key.split(".");
  return SignScope.safeParse({ patientId, meaning, visitId: visitId || null, entryId: entryId || null, difference: difference === "d" }).data ?? null;
}
