import type { ExposureVerdict, ReviewedExposure } from "@/lib/study/patient-record";
import type { ExposureValue } from "@/lib/study/inhibitors/exposure-of";

/** A medication row with its own result, and what that result rests on (exposureInputs). */
export interface ExposureRow {
  readonly entryId: string;
  readonly value: ExposureValue;
  readonly inputs: string;
}

export type PatientExposureValue = "exposed" | "possible" | "not_exposed";

/** One row after review. `reopened` when a decision exists that rests on other inputs than the row has now. */
export interface ReviewedRow {
  readonly entryId: string;
  readonly own: ExposureValue;
  readonly verdict: ExposureVerdict | null;
  readonly reopened: boolean;
  readonly counts: PatientExposureValue;
}

export interface PatientExposure {
  readonly value: PatientExposureValue;
  readonly trace: { readonly rows: readonly ReviewedRow[] };
}

const OWN: Readonly<Record<ExposureValue, PatientExposureValue>> = {
  exposed: "exposed", possible: "possible", uncoded: "possible", outside: "not_exposed", none: "not_exposed",
};

function reviewed({ entryId, value, inputs }: ExposureRow, reviews: readonly ReviewedExposure[], hashOf: (inputs: string) => string): ReviewedRow {
  const ofRow = reviews.filter((review) => review.entryId === entryId);
  const hash = ofRow.length > 0 ? hashOf(inputs) : null;
  const standing = ofRow.findLast((review) => review.inputsHash === hash) ?? null;
  const verdict = standing?.verdict ?? null;
  const counts = verdict === "inhibitor_exposure" ? "exposed" : verdict === "not_an_inhibitor" ? "not_exposed" : OWN[value];
  return { entryId, own: value, verdict, reopened: ofRow.length > 0 && standing === null, counts };
}

/**
 * Whether the patient was exposed: any exposed row, else any row that is open (possible, uncoded), else not. A monitor's decision
 * stands in for its row while the row's inputs are those it was taken on; `need_more_information` leaves the row's own result.
 * `reviews` are in the order in which they were taken; `hashOf` is the hash that made their `inputsHash`.
 */
export function patientExposure(rows: readonly ExposureRow[], reviews: readonly ReviewedExposure[], hashOf: (inputs: string) => string): PatientExposure {
  const counted = rows.map((row) => reviewed(row, reviews, hashOf));
  const any = (value: PatientExposureValue) => counted.some(({ counts }) => counts === value);
  return { value: any("exposed") ? "exposed" : any("possible") ? "possible" : "not_exposed", trace: { rows: counted } };
}
