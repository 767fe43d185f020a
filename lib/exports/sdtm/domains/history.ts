import type { Row } from "../../datasets/dataset";
import { dayOf, figureOf, partialDateOf, textOf } from "@/lib/study/derive/record-reading";
import type { Draft } from "../record/drafts";
import { begun, dated, notDone, resultOf, visitOf, type Place, type Result } from "../record/findings";
import { missingReason, type CutEntry, type PatientView } from "../record/patient-view";

const DISEASE = "ACUTE MYELOID LEUKAEMIA";

const EVENTS: readonly (readonly [field: string, event: string])[] = [
  ["diagnosisDate", "DIAGNOSIS"], ["firstCrDate", "FIRST COMPLETE REMISSION"], ["firstRelapseDate", "FIRST RELAPSE"], ["refractoryDate", "RESISTANT DISEASE"],
];

/** The course of the disease before the study: its events with as much of their dates as is known. */
export const medicalHistory = (view: PatientView, place: Place): readonly Draft[] => view.entries("aml_history").flatMap((entry) =>
  EVENTS.flatMap(([field, event]): Draft[] => {
    const [date, missing] = [partialDateOf(entry, field), missingReason(entry, field)];
    if (date === null && missing === null) return [];
    return [{ row: { MHTERM: DISEASE, MHDECOD: DISEASE, MHEVDTYP: event, MHCAT: "DISEASE UNDER STUDY", ...begun("MH", place, date) }, beside: { MHSTDTCR: missing } }];
  }));

const STATUS: Readonly<Record<string, string>> = { refractory: "REFRACTORY", relapsed: "RELAPSED" };

interface Asked {
  readonly field: string;
  readonly test: string;
  readonly category: string;
  readonly result: (entry: CutEntry, field: string) => Result;
}

const words = (entry: CutEntry, field: string): Result => ({ original: textOf(entry, field), missing: missingReason(entry, field) });
const coded = (codes: Readonly<Record<string, string>>) => (entry: CutEntry, field: string): Result => ({ original: codes[textOf(entry, field) ?? ""] ?? null, missing: missingReason(entry, field) });
const capitals = (entry: CutEntry, field: string): Result => ({ original: textOf(entry, field), standard: textOf(entry, field)?.toUpperCase() ?? null, missing: missingReason(entry, field) });
const figure = (unit: string | null) => (entry: CutEntry, field: string): Result => ({ original: figureOf(entry, field), unit, isNumber: true, missing: missingReason(entry, field) });

const OF_THE_HISTORY: readonly Asked[] = [
  { field: "diseaseStatus", test: "DISSTAT", category: "DISEASE HISTORY", result: coded(STATUS) },
  { field: "inductionCourses", test: "NINDUCT", category: "DISEASE HISTORY", result: figure(null) },
  { field: "salvageCourses", test: "NSALVAGE", category: "DISEASE HISTORY", result: figure(null) },
  { field: "priorAnthracyclineMgM2", test: "ANTHRCUM", category: "DISEASE HISTORY", result: figure("mg/m2") },
  { field: "whoEdition", test: "WHOED", category: "CLASSIFICATION", result: words },
  { field: "whoCategory", test: "WHOCAT", category: "CLASSIFICATION", result: words },
  { field: "fab", test: "FAB", category: "CLASSIFICATION", result: capitals },
];
const OF_ELIGIBILITY: readonly Asked[] = [{ field: "leukaemicInfiltration", test: "INFILTR", category: "ELIGIBILITY", result: words }];
const OF_A_RELAPSE: readonly Asked[] = [
  { field: "inMarrow", test: "RELMARR", category: "RELAPSE", result: words },
  { field: "marrowBlastPct", test: "RELBLAST", category: "RELAPSE", result: figure("%") },
  { field: "inBlood", test: "RELBLOOD", category: "RELAPSE", result: words },
  { field: "extramedullary", test: "RELEMD", category: "RELAPSE", result: words },
  { field: "confirmed", test: "RELCONF", category: "RELAPSE", result: words },
];

function findingsAbout(place: Place, entry: CutEntry, object: string, asked: readonly Asked[], date: string | null): readonly Draft[] {
  const at: Row = { FAOBJ: object, ...visitOf(place, entry.visit), ...dated("FA", place, date, entry.visit) };
  const found = asked.flatMap(({ field, test, category, result }): Draft[] => {
    const row = resultOf("FA", test, result(entry, field));
    return row === null ? [] : [{ row: { ...row, ...at, FACAT: category } }];
  });
  return [...found, ...notDone("FA", place, entry, { FAOBJ: object, FACAT: asked[0]?.category ?? null })];
}

/** What is asked about the disease, about organs at entry and about a relapse. */
export const findings = (view: PatientView, place: Place): readonly Draft[] => [
  ...view.entries("aml_history").flatMap((entry) => findingsAbout(place, entry, DISEASE, OF_THE_HISTORY, null)),
  ...view.entries("eligibility").flatMap((entry) => findingsAbout(place, entry, "ORGAN FUNCTION", OF_ELIGIBILITY, null)),
  ...view.entries("relapse").flatMap((entry) => findingsAbout(place, entry, "RELAPSE", OF_A_RELAPSE, dayOf(entry, "relapseDate"))),
];
