import type { Row } from "../../datasets/dataset";
import { dayOf, figureOf, textOf } from "@/lib/study/derive/record-reading";
import type { Draft } from "../record/drafts";
import { dated, notDone, resultOf, visitOf, type Place, type Result } from "../record/findings";
import { missingReason, type CutEntry, type PatientView } from "../record/patient-view";

const draft = (row: Row | null, more: Row, beside: Draft["beside"] = {}): readonly Draft[] => (row === null ? [] : [{ row: { ...row, ...more }, beside }]);

const figure = (entry: CutEntry, field: string, unit: string): Result => ({ original: figureOf(entry, field), unit, isNumber: true, missing: missingReason(entry, field) });

const VITAL_SIGNS: readonly (readonly [field: string, test: string, unit: string])[] = [
  ["heightCm", "HEIGHT", "cm"], ["weightKg", "WEIGHT", "kg"], ["temperatureC", "TEMP", "C"], ["pulse", "PULSE", "beats/min"], ["systolic", "SYSBP", "mmHg"], ["diastolic", "DIABP", "mmHg"],
];

export const vitalSigns = (view: PatientView, place: Place): readonly Draft[] => view.entries("vital_signs").flatMap((entry) => {
  const at = { ...visitOf(place, entry.visit), ...dated("VS", place, dayOf(entry, "measuredOn"), entry.visit) };
  return [...VITAL_SIGNS.flatMap(([field, test, unit]) => draft(resultOf("VS", test, figure(entry, field, unit)), at)), ...notDone("VS", place, entry)];
});

/** Zubrod's scale is that of ECOG. */
export const performanceStatus = (view: PatientView, place: Place): readonly Draft[] => view.entries("vital_signs").flatMap((entry) => {
  const result = { original: textOf(entry, "zubrod"), isNumber: true, missing: missingReason(entry, "zubrod") };
  return draft(resultOf("RS", "ECOG101", result), { RSCAT: "ECOG", RSEVAL: "INVESTIGATOR", ...visitOf(place, entry.visit), ...dated("RS", place, dayOf(entry, "measuredOn"), entry.visit) });
});

const CARDIAC_METHODS: Readonly<Record<string, string>> = { muga: "MUGA", echo: "ECHOCARDIOGRAPHY" };

export const cardiacFunction = (view: PatientView, place: Place): readonly Draft[] => view.entries("cardiac").flatMap((entry) => {
  const at = { ...visitOf(place, entry.visit), ...dated("CV", place, dayOf(entry, "examinedOn"), entry.visit), CVMETHOD: CARDIAC_METHODS[textOf(entry, "method") ?? ""] ?? null };
  const beside = { CVDTCR: missingReason(entry, "examinedOn"), CVMETHOR: missingReason(entry, "method") };
  return [...draft(resultOf("CV", "LVEF", figure(entry, "lvefPercent", "%")), at, beside), ...notDone("CV", place, entry)];
});

const GROUPS: Readonly<Record<string, string>> = { normal: "NORMAL", minus5_7_complex: "-5, -7 OR COMPLEX", other: "OTHER", not_done: "NOT DONE" };

/** Cytogenetics of the disease at entry; the form asks for no day. */
export const cytogenetics = (view: PatientView, place: Place): readonly Draft[] => view.entries("aml_history").flatMap((entry) => {
  const at = { GFMETHOD: "KARYOTYPING", ...visitOf(place, entry.visit), ...dated("GF", place, null, entry.visit) };
  const group = GROUPS[textOf(entry, "cytogenetics") ?? ""] ?? null;
  const found = group === "NOT DONE" ? { original: null, missing: group } : { original: group };
  return [
    ...draft(resultOf("GF", "CYTOGEN", found), at),
    ...draft(resultOf("GF", "KARYOTYP", { original: textOf(entry, "karyotype"), missing: missingReason(entry, "karyotype") }), at),
  ];
});

/** What a bag of the infusion held and what was left; its times, rates and reasons stand beside what it held. */
export const bags = (view: PatientView, place: Place): readonly Draft[] => view.entries("infusion_bag").flatMap((entry) => {
  const at = { DAREFID: textOf(entry, "lotNumber"), DALNKID: `${entry.visit ?? ""}-BAG${entry.rowNo}`, ...visitOf(place, entry.visit), ...dated("DA", place, textOf(entry, "hungAt"), entry.visit) };
  const beside = {
    DAENDTC: textOf(entry, "endedAt"), DARATE: figureOf(entry, "rateMgPerHour"), DACONC: figureOf(entry, "concentrationMgPerMl"), DAFLRT: figureOf(entry, "rateMlPerHour"), DARSNDIF: textOf(entry, "reason"),
    DAREFIDR: missingReason(entry, "lotNumber"),
  };
  const held = figure(entry, "amountMg", "mg");
  const amount = resultOf("DA", "DISPAMT", held.original === null && held.missing === null ? { original: null, missing: "NOT RECORDED" } : held);
  return entry.notDoneReason === null ? [...draft(amount, at, beside), ...draft(resultOf("DA", "RETAMT", figure(entry, "returnedMg", "mg")), at)] : notDone("DA", place, entry);
});
