/** Why a value is not there. A reason is an answer; a blank is none. */
export const MISSING_REASONS = { not_done: "not done", unknown: "unknown", not_applicable: "not applicable" } as const;

export type MissingCode = keyof typeof MISSING_REASONS;

/** Stands where a value was taken away because it said who the patient is. Nobody types it: only a redaction puts it there. */
export const REDACTED = "redacted";

export interface MissingAnswer {
  readonly missing: MissingCode | typeof REDACTED;
}

/** True for an object of exactly the stored form, { missing: code }; "toString" and the like are no codes. */
export function isMissingAnswer(value: unknown): value is MissingAnswer {
  if (typeof value !== "object" || value === null || Object.keys(value).join() !== "missing") return false;
  const { missing } = value as { readonly missing: unknown };
  return missing === REDACTED || (typeof missing === "string" && Object.hasOwn(MISSING_REASONS, missing));
}

export const isRedacted = (value: unknown): boolean => isMissingAnswer(value) && value.missing === REDACTED;

export const sayMissing = ({ missing }: MissingAnswer): string => (missing === REDACTED ? REDACTED : MISSING_REASONS[missing]);

/** The value itself, or null for a blank and for a reason why there is none. */
export const knownValue = (answer: unknown): unknown => (answer === undefined || isMissingAnswer(answer) ? null : answer);
