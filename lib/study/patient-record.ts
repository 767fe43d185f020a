import type { CalendarDate } from "@/lib/kernel/calendar-date";

export type ProtocolVersionId = "2007" | "review";
export type Arm = "A" | "B" | "C";
export type ResponseProfile = "SEED" | "IWG2003" | "ELN2022";
export type DiseaseStatus = "refractory" | "relapsed";

/** One form instance as the rules see it. `visit` is the visit's code; null for a log that belongs to the patient. */
export interface RecordEntry {
  readonly id: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly visit: string | null;
  readonly rowNo: number;
  readonly answers: Readonly<Record<string, unknown>>;
}

export type ExposureVerdict = "inhibitor_exposure" | "not_an_inhibitor" | "need_more_information";

/** A monitor's decision on one medication row; it stands while the inputs it was taken on stand. */
export interface ReviewedExposure {
  readonly entryId: string;
  readonly inputsHash: string;
  readonly verdict: ExposureVerdict;
}

/** A reviewer's decision on the response of one visit; it stands while the inputs it was taken on stand. */
export interface ResponseAdjudication {
  readonly visit: string;
  readonly inputsHash: string;
  readonly verdict: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

/** The sponsor lets one criterion pass for one patient. The criterion still counts as failed, and the waiver as a deviation. */
export interface EligibilityWaiver {
  readonly criterion: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

/** The patient consented again, to another version of the protocol. */
export interface ConsentedVersion {
  readonly version: ProtocolVersionId;
  readonly from: ProtocolVersionId;
  readonly consentedOn: CalendarDate;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

/** What is normal at the patient's site, for whom and from when. A null bound is open; of several that fit, the latest counts. */
export interface LabRange {
  readonly analyte: string;
  readonly sex: "M" | "F" | null;
  /** Years, both inclusive. */
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly unit: string;
  readonly validFrom: CalendarDate;
}

/** All that any rule of this protocol may read about one patient. Removed rows are not in it. */
export interface PatientRecord {
  readonly patientId: string;
  readonly number: string;
  /** The version in force today; a course that has begun may be dosed by an earlier one (version-on.ts). */
  readonly protocolVersion: ProtocolVersionId;
  /** Every later consent to another version, oldest first; none for a patient who stayed under the version of entry. */
  readonly versions: readonly ConsentedVersion[];
  /** The definition of response that this study goes by. */
  readonly profile: ResponseProfile;
  readonly arm: Arm | null;
  readonly randomisedOn: CalendarDate | null;
  readonly entries: readonly RecordEntry[];
  readonly exposureReviews: readonly ReviewedExposure[];
  readonly adjudications: readonly ResponseAdjudication[];
  readonly waivers: readonly EligibilityWaiver[];
  readonly labRanges: readonly LabRange[];
  /** A medication's name as typed, and what a loaded register of drugs says is in it. Names that no register knows are not here. */
  readonly ingredientsOf: Readonly<Record<string, readonly string[]>>;
}

/** Where a value stands, so that a screen can link to the very field. */
export interface Source {
  readonly entryId: string;
  readonly field: string;
}

export type CriterionState = "met" | "failed" | "unknown";

/** One line of an explanation: the criterion, what was read, when, where it stands, and what follows. */
export interface TracedCriterion {
  readonly id: string;
  readonly label: string;
  readonly state: CriterionState;
  /** As shown, with its unit: "82,000 /µL"; null when nothing was read. */
  readonly value: string | null;
  readonly on: CalendarDate | null;
  readonly source: Source | null;
  /** Why it failed or what it waits for, in a sentence; null when met. */
  readonly note: string | null;
}

export type FindingKind =
  | "eligibility" | "planned_dose" | "dose_given" | "course_dose" | "lab"
  | "response" | "agreement" | "best_response" | "treatment_outcome"
  | "overall_survival" | "event_free_survival" | "disease_free_survival" | "remission_duration" | "early_death"
  | "exposure_window" | "exposure" | "patient_exposure" | "population" | "deviation";

/** A derived result. `subject` tells several of a kind apart: a visit's code, an entry's id, or "". `trace` is JSON and explains `value`. */
export interface Finding {
  readonly kind: FindingKind;
  readonly subject: string;
  readonly value: string;
  readonly trace: unknown;
}
