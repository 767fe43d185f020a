import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { overlapOf, type Answer, type ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import { sayAmount } from "@/lib/study/inhibitors/daily-amount";
import { amountOnDay, daysOf, isHighDose, isIntravenous, isLocalRoute, strongest, substanceExposure, type SubstanceCourse } from "@/lib/study/inhibitors/exposure-window";
import { HIGH_DOSE } from "@/lib/study/inhibitors/high-dose";
import { amountADay, doseADay, exposureInputs, takenDates, textAnswer, type MedicationAnswers } from "@/lib/study/inhibitors/medication-answers";
import type { Recognition } from "@/lib/study/inhibitors/name-reading";
import { recogniseInhibitor } from "@/lib/study/inhibitors/recognise-inhibitor";
import type { Substance, SubstanceId } from "@/lib/study/inhibitors/substances";
import { unitStrength } from "@/lib/study/inhibitors/unit-strength";

/**
 * `exposed`: an inhibitor in the window; `possible`: it may be (name, dose or dates leave it open); `uncoded`: no dictionary knows the
 * name and it may fall in the window; `outside`: taken, but not in the window; `none`: no inhibitor, or no high dose.
 */
export type ExposureValue = "exposed" | "possible" | "uncoded" | "outside" | "none";

export interface ExposureTrace {
  readonly match: Recognition;
  /** The window's days on which it was certainly taken. */
  readonly overlapDays: readonly CalendarDate[];
  readonly overlap: Answer;
  /** The row's own dose a day, "1500 mg"; null when not known. */
  readonly dailyDose: string | null;
  readonly substances: readonly { readonly id: SubstanceId; readonly label: string; readonly answer: Answer }[];
  readonly reasons: readonly string[];
  /** What a review of this row rests on (exposureInputs); the server hashes it. */
  readonly inputs: string;
}

export interface Exposure {
  readonly value: ExposureValue;
  readonly trace: ExposureTrace;
}

export interface ExposureQuestion {
  readonly medication: MedicationAnswers;
  /** Null while no infusion is recorded. */
  readonly window: ExposureWindow | null;
  /** The patient's other medication rows: doses of one antioxidant are added day by day. */
  readonly otherMedications?: readonly MedicationAnswers[];
  /** What a loaded register of drugs lists under the names, as typed. */
  readonly ingredientsOf?: IngredientsOf;
}

export type IngredientsOf = Readonly<Record<string, readonly string[]>>;

/** A row with what its name was read as. */
export interface ReadMedication {
  readonly answers: MedicationAnswers;
  readonly name: string;
  readonly compositions: readonly string[];
  readonly match: Recognition;
}

export function readMedication(answers: MedicationAnswers, ingredientsOf: IngredientsOf): ReadMedication {
  const name = textAnswer(answers, "medication") ?? "";
  const compositions = Object.hasOwn(ingredientsOf, name) ? ingredientsOf[name]! : [];
  return { answers, name, compositions, match: recogniseInhibitor(name, compositions) };
}

/** The row as a course of one substance; a dose in milligrams is the substance's own only when it is the one named, a tablet holds what is stated. */
function courseOf({ answers, name, compositions, match }: ReadMedication, { id }: Substance): SubstanceCourse {
  const amount = amountADay(id, answers, { perUnit: unitStrength(id, name, compositions), alone: match.substances.length === 1 });
  return { id, ...takenDates(answers), route: textAnswer(answers, "route"), amount };
}

const otherCourses = (others: readonly ReadMedication[], substance: Substance): SubstanceCourse[] =>
  others.filter(({ match }) => match.substances.some(({ id }) => id === substance.id)).map((other) => courseOf(other, substance));

const sayWindow = ({ firstDay, lastDay }: ExposureWindow) => `${sayDate(firstDay)} to ${sayDate(lastDay)}`;

function overlapReason(overlap: Answer, days: readonly CalendarDate[], window: ExposureWindow): string {
  if (overlap === "NO") return `Not taken in the exposure window (${sayWindow(window)}).`;
  if (overlap === "POSSIBLE") return `The dates leave open whether it was taken in the exposure window (${sayWindow(window)}).`;
  const count = days.length === 0 ? "at least one day" : days.length === 1 ? sayDate(days[0]!) : `${days.length} days`;
  return `Taken in the exposure window (${sayWindow(window)}) on ${count}.`;
}

/** Says what the dose means: the row's own and, when other rows hold the same antioxidant, the highest sum of a day. */
function doseReason(courses: readonly SubstanceCourse[], { id, label }: Substance, window: ExposureWindow): string | null {
  const [own] = courses;
  const row = HIGH_DOSE[id];
  if (!own || !row) return id === "acetaminophen" ? null : `${label}: no daily limit is declared; a person decides.`;
  const limit = `high dose from ${row.high} ${row.unit === "ug" ? "µg" : row.unit} a day`;
  if (courses.length === 1) return `${label}: ${sayAmount(id, own.amount)} a day; ${limit}.`;
  const sums = daysOf(window).map((day) => amountOnDay(courses, day));
  const highest = sums.reduce((top, sum) => (sum.least.gt(top.least) || (sum.most === null && top.most !== null) ? sum : top));
  return `${label}: ${sayAmount(id, highest)} a day over ${courses.length} medications; ${limit}.`;
}

/** What the row is for one substance: alone, and with the other rows' doses added on the days it shares with them. */
function answerOf(courses: readonly SubstanceCourse[], window: ExposureWindow | null): Answer {
  const [own] = courses;
  if (!own || isLocalRoute(own.route)) return "NO";
  if (window === null) return isHighDose(own.id, own.amount, isIntravenous(own.route)) === "NO" ? "NO" : "POSSIBLE";
  const alone = substanceExposure([own], window);
  if (alone === "YES" || courses.length < 2 || !HIGH_DOSE[own.id]) return alone;
  const shared = daysOf(window).filter((day) => overlapOf(own, { firstDay: day, lastDay: day }) !== "NO");
  return strongest([alone, ...shared.map((day) => isHighDose(own.id, amountOnDay(courses, day), false))]);
}

function valueOf(match: Recognition, overlap: Answer, local: boolean, answers: readonly Answer[]): ExposureValue {
  if (match.verdict === "none" || local) return "none";
  if (overlap === "NO") return "outside";
  if (match.verdict === "uncoded") return "uncoded";
  if (answers.includes("YES")) return match.verdict === "possible" && match.substances.some(({ id }) => id === "acetaminophen") ? "possible" : "exposed";
  return answers.includes("POSSIBLE") ? "possible" : "none";
}

const NAME_REASON: Readonly<Record<Recognition["verdict"], (match: Recognition) => string>> = {
  inhibitor: ({ substances, how }) => `Holds ${substances.map(({ label }) => label).join(", ")}: ${how}.`,
  possible: ({ substances, how }) => `May hold an inhibitor (${substances.map(({ label }) => label).join(", ")}): ${how}.`,
  none: ({ how }) => `No inhibitor: ${how}.`,
  uncoded: () => "No dictionary knows this name; a person must say what it is.",
};

/** Whether one medication row exposed the patient to an inhibitor of cenersen during treatment, and why. */
export function exposureOf({ medication, window, otherMedications = [], ingredientsOf = {} }: ExposureQuestion): Exposure {
  const row = readMedication(medication, ingredientsOf);
  const { value, trace } = exposureInWindow(row, otherMedications.map((other) => readMedication(other, ingredientsOf)), window);
  return { value, trace: { ...trace, inputs: exposureInputs(medication, [window], row.compositions) } };
}

/** What a row is in one window. */
export interface ExposureInWindow {
  readonly value: ExposureValue;
  readonly trace: Omit<ExposureTrace, "inputs">;
}

/** The same for rows whose names were read before: one reading serves several windows, and a review rests on all of them. */
export function exposureInWindow(row: ReadMedication, others: readonly ReadMedication[], window: ExposureWindow | null): ExposureInWindow {
  const { answers, match } = row;
  const route = textAnswer(answers, "route");
  const local = isLocalRoute(route);
  const dates = takenDates(answers);
  const overlap = window === null ? "POSSIBLE" : overlapOf(dates, window);
  const overlapDays = window === null ? [] : daysOf(window).filter((day) => overlapOf(dates, { firstDay: day, lastDay: day }) === "YES");
  const read = match.substances.map((substance) => {
    const courses = [courseOf(row, substance), ...otherCourses(others, substance)];
    return { substance, answer: answerOf(courses, window), dose: window && doseReason(courses, substance, window) };
  });
  const daily = doseADay(answers);
  const unit = textAnswer(answers, "doseUnit");
  const when = window === null ? "No cenersen infusion is recorded yet." : overlapReason(overlap, overlapDays, window);
  const how = local ? [`Given ${route}: local use is no exposure.`] : [when, ...read.flatMap(({ dose }) => dose ?? [])];
  return {
    value: valueOf(match, overlap, local, read.map(({ answer }) => answer)),
    trace: {
      match, overlapDays, overlap,
      dailyDose: daily === null || unit === null ? null : `${daily} ${unit === "ug" ? "µg" : unit}`,
      substances: read.map(({ substance, answer }) => ({ ...substance, answer })),
      reasons: [NAME_REASON[match.verdict](match), ...(match.verdict === "none" ? [] : how)],
    },
  };
}
