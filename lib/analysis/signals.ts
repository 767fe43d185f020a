import { COMPARED_FROM } from "@/lib/study/monitored-fields";

/** Forms older than this, by the day they say, are not asked when they were entered. */
export const DELAY_LOOKS_BACK_DAYS = 365;
/** Entered later than so many days after the day of the form is late. */
export const LATE_AFTER_DAYS = 7;
/** A value is far out beyond so many interquartile ranges outside the quartiles (Tukey's outer fences). */
export const FENCE_IQR = 3;
/** Of fewer values of one question in one unit there are no fences. */
export const FENCE_NEEDS_VALUES = 20;

/** Those of whole forms, which the database counts. */
export const FORM_SIGNALS = ["delay", "queries", "not_done"] as const;
export type FormSignal = (typeof FORM_SIGNALS)[number];
/** Those of measurements, which are counted in what their forms say. */
export const MEASURED_SIGNALS = ["missing", "digits", "duplicates", "carried", "repeated", "outliers"] as const;
export type MeasuredSignal = (typeof MEASURED_SIGNALS)[number];
export const SIGNALS = [...FORM_SIGNALS, ...MEASURED_SIGNALS] as const;
export type Signal = (typeof SIGNALS)[number];

export interface SignalWords {
  readonly title: string;
  /** What is counted, and of what. */
  readonly hits: string;
  readonly of: string;
  /** How it is computed, and what it may mean; whole sentences. */
  readonly says: string;
}

export const SIGNAL_WORDS: Readonly<Record<Signal, SignalWords>> = {
  delay: {
    title: "Entered late", hits: "entered late", of: "forms of the last year",
    says: `Forms whose first answer was saved more than ${LATE_AFTER_DAYS} days after the day that the form itself says it was done, of all forms whose day lies in the last ${DELAY_LOOKS_BACK_DAYS} days. The first save is taken from the trail, its day from the site’s clock.`,
  },
  queries: {
    title: "Asked about", hits: "with a query", of: "forms entered",
    says: "Forms about which at least one query was ever raised, by a check or by a person, of all forms that hold something. Many may mean careless entry; far fewer than elsewhere may mean that nobody looks.",
  },
  not_done: {
    title: "Forms not done", hits: "not done", of: "forms entered or marked",
    says: "Forms marked as not done with a reason, alone or with their visit, of those and all forms that hold something.",
  },
  missing: {
    title: "Values missing with a reason", hits: "missing with a reason", of: "measurements answered",
    says: "Measurements answered with “not done”, “unknown” or “not applicable” instead of a value, of all measurements answered (pulse, pressures, weight, temperature, blood counts, chemistry). Blanks are no answer and are not counted.",
  },
  digits: {
    title: "Digit preference", hits: "ending in 0 or 5", of: "pulses and pressures",
    says: "Pulses and blood pressures that end in 0 or 5, of all that are recorded. Read to the unit, two of ten digits are 20 % of the values; a site that rounds has far more.",
  },
  duplicates: {
    title: "Same values in two patients", hits: "as in another patient", of: "forms of measurements",
    says: `Forms of measurements in which every number is the same as in a form of another patient of the site, of all such forms with at least ${COMPARED_FROM} numbers. Vital signs, haematology and chemistry are compared each with its own kind.`,
  },
  carried: {
    title: "Same values as the time before", hits: "as the time before", of: "later forms of measurements",
    says: `Forms of measurements in which every number is the same as in the patient’s form before, by its day, of all that have one before. Both hold at least ${COMPARED_FROM} numbers.`,
  },
  repeated: {
    title: "Same count again", hits: "same as the sample before", of: "counts with one before",
    says: "White cells or platelets of at least two digits that are exactly the count of the patient’s sample before, on another day, of all that have one before. Counts of cells hardly ever come out the same twice.",
  },
  outliers: {
    title: "Far out", hits: "far out", of: "measurements",
    says: `Values more than ${FENCE_IQR} interquartile ranges below the lower or above the upper quartile of all values of this question in this unit, within your reach, of all values (Tukey’s outer fences; at least ${FENCE_NEEDS_VALUES} values). Leukaemia has true ones: what counts is the difference to other sites.`,
  },
};
