import { efficacyTable, TIME_KINDS, type EfficacyPatient } from "@/lib/study/efficacy";
import { armsWatched, byArm, LANDMARK_MONTHS, patientCounts, patientsIn, responseBySet, times, timeSummaries, type AnalysisSet } from "@/lib/study/outcome/outcome-tables";
import { stoppingParameters } from "@/lib/study/outcome/stopping-rule";
import type { ResponseProfile } from "@/lib/study/patient-record";
import { sayArm, sayPercent } from "./numbers";

export const COLUMNS = ["SECTION", "GROUP", "POPULATION", "RESPONDERS", "PATIENTS", "PERCENT", "CI95_LOWER", "CI95_UPPER", "PUBLISHED_RESPONDERS", "PUBLISHED_PATIENTS", "PUBLISHED_PERCENT", "AGREES", "EVENTS", "VALUE", "VALUE_LOWER", "VALUE_UPPER", "UNIT", "NOTE", "PROFILE", "RULE_VERSION", "SOURCE"] as const;
export type TableRow = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

const number = (value: number | null | undefined): string => String(value ?? "");
const percent = (fraction: number | null | undefined): string => (fraction == null ? "" : sayPercent(fraction));

/** Every figure of the page as rows, over the population that was asked for where the page follows it. */
export function tableRows(patients: readonly EfficacyPatient[], profile: ResponseProfile, set: AnalysisSet): readonly TableRow[] {
  const some = patientsIn(patients, set);
  return [...responseRows(some, profile, set), ...setRows(patients, profile), ...stoppingRows(patients, profile), ...timeRows(some, set), ...countRows(patients)];
}

const responseRows = (patients: readonly EfficacyPatient[], profile: ResponseProfile, set: AnalysisSet): readonly TableRow[] =>
  efficacyTable(patients, profile, set === "ITT").flatMap(({ title, note, rows }) => rows.map(({ label, responders, total, percent: rate, interval, published, agrees }): TableRow => ({
    SECTION: title, GROUP: label, POPULATION: set, RESPONDERS: number(responders), PATIENTS: number(total), PERCENT: rate ?? "",
    CI95_LOWER: interval?.lower.toFixed(1) ?? "", CI95_UPPER: interval?.upper.toFixed(1) ?? "",
    PUBLISHED_RESPONDERS: number(published?.responders), PUBLISHED_PATIENTS: number(published?.total), PUBLISHED_PERCENT: published?.percent ?? "",
    AGREES: agrees === null ? "" : agrees ? "Y" : "N", NOTE: note ?? "",
  })));

const setRows = (patients: readonly EfficacyPatient[], profile: ResponseProfile): readonly TableRow[] =>
  responseBySet(patients, profile).flatMap(({ arm, sets }) => sets.map(({ set, rate: { successes, total, percent: rate, interval } }): TableRow => ({
    SECTION: "Response by population", GROUP: sayArm(arm), POPULATION: set, RESPONDERS: number(successes), PATIENTS: number(total), PERCENT: rate ?? "", CI95_LOWER: percent(interval?.lower), CI95_UPPER: percent(interval?.upper),
  })));

const stoppingRows = (patients: readonly EfficacyPatient[], profile: ResponseProfile): readonly TableRow[] =>
  armsWatched(patients, profile).map(({ arm, treated, complete, probability, verdict }): TableRow => ({
    SECTION: "Stopping rule", GROUP: sayArm(arm), POPULATION: "SAFETY", RESPONDERS: number(complete), PATIENTS: number(treated), VALUE: probability?.toFixed(6) ?? "",
    UNIT: `P(X <= x | n, ${stoppingParameters.expectedRate})`, NOTE: verdict,
  }));

const timeRows = (patients: readonly EfficacyPatient[], set: AnalysisSet): readonly TableRow[] =>
  TIME_KINDS.flatMap((kind) => timeSummaries(patients, kind).flatMap(({ arm, patients: observed, events, median, at }): readonly TableRow[] => {
    const row = { GROUP: sayArm(arm), POPULATION: set, EVENTS: number(events) };
    return [
      { ...row, SECTION: `${times[kind].title}, median`, PATIENTS: number(observed), VALUE: number(median.days), VALUE_LOWER: number(median.lower), VALUE_UPPER: number(median.upper), UNIT: "days" },
      ...LANDMARK_MONTHS.map((months) => {
        const found = at.find((one) => one.months === months);
        return { ...row, SECTION: `${times[kind].title} at ${months} months`, PATIENTS: number(found?.atRisk), VALUE: percent(found?.estimate?.survival), VALUE_LOWER: percent(found?.estimate?.lower), VALUE_UPPER: percent(found?.estimate?.upper), UNIT: "%", NOTE: "PATIENTS: still observed" };
      }),
    ];
  }));

const countRows = (patients: readonly EfficacyPatient[]): readonly TableRow[] => patientCounts(patients).flatMap(({ title, rows }) =>
  rows.flatMap(({ label, counts }) => byArm(patients).map(({ arm, patients: some }, at): TableRow => ({ SECTION: `${title}: ${label}`, GROUP: sayArm(arm), POPULATION: "ITT", PATIENTS: number(some.length), VALUE: number(counts[at]), UNIT: "patients" }))));
