import type { CorrectionReason } from "@/lib/crf/correction";

/** Why a stored value is usually replaced. A correction takes one of these, or words, or both; the trail keeps what they say. */
export const CORRECTION_REASONS = [
  { code: "transcription", says: "Transcription error" },
  { code: "source", says: "Source corrected" },
  { code: "information", says: "New information" },
  { code: "query", says: "Answer to a query" },
  { code: "unit", says: "Wrong unit" },
  { code: "place", says: "Wrong patient or visit" },
  { code: "other", says: "Other, say which", needsWords: true },
] as const satisfies readonly CorrectionReason[];
