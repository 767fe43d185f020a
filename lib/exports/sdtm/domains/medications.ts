import { dayOf, figureOf, partialDateOf, textOf } from "@/lib/study/derive/record-reading";
import type { Draft } from "../record/drafts";
import { begun, ended, visitOf, type Place } from "../record/findings";
import { missingReason, type CutEntry, type PatientView } from "../record/patient-view";
import { rowName } from "./adverse-events";

const UNITS: Readonly<Record<string, string>> = { mg: "mg", g: "g", ug: "ug", IU: "IU", mL: "mL", tablet: "TABLET", capsule: "CAPSULE", drop: "DROP", sachet: "SACHET" };
const FREQUENCIES: Readonly<Record<string, string>> = {
  once: "ONCE", daily: "QD", twice_daily: "BID", three_times_daily: "TID", four_times_daily: "QID", every_4_h: "Q4H", every_6_h: "Q6H", every_8_h: "Q8H", weekly: "EVERY WEEK", as_needed: "PRN",
};
const ROUTES: Readonly<Record<string, string>> = {
  oral: "ORAL", iv: "INTRAVENOUS", im: "INTRAMUSCULAR", sc: "SUBCUTANEOUS", rectal: "RECTAL", topical: "TOPICAL", inhaled: "RESPIRATORY (INHALATION)", nasal: "NASAL", ophthalmic: "OPHTHALMIC", other: "OTHER",
};
const PRODUCTS: Readonly<Record<string, string>> = { rbc: "RED BLOOD CELLS", platelets: "PLATELETS" };
const KINDS: Readonly<Record<string, string>> = {
  chemotherapy: "CHEMOTHERAPY", low_intensity: "LOW-INTENSITY THERAPY", targeted: "TARGETED THERAPY", allogeneic_transplant: "ALLOGENEIC TRANSPLANT", autologous_transplant: "AUTOLOGOUS TRANSPLANT",
  donor_lymphocytes: "DONOR LYMPHOCYTES", other: "OTHER",
};
/** Kinds of therapy that are procedures and no medication. */
const PROCEDURES: readonly string[] = ["allogeneic_transplant", "autologous_transplant", "donor_lymphocytes"];

const coded = (entry: CutEntry, field: string, codes: Readonly<Record<string, string>>): string | null => codes[textOf(entry, field) ?? ""] ?? null;
const numberOf = (entry: CutEntry, field: string): number | null => {
  const figure = figureOf(entry, field);
  return figure === null ? null : Number(figure);
};

/** Whether it is still taken: "unknown" is an answer too. */
function lasting(entry: CutEntry, { timeline }: Place) {
  if (textOf(entry, "ongoing") === "Y") return { CMENRTPT: "ONGOING", CMENTPT: timeline.lastKnown };
  return missingReason(entry, "ongoing") === null ? {} : { CMENRTPT: "UNKNOWN", CMENTPT: timeline.lastKnown };
}

const concomitant = (view: PatientView, place: Place): readonly Draft[] => view.entries("concomitant_medication").map((entry) => ({
  row: {
    CMSPID: rowName(entry), CMTRT: textOf(entry, "medication"), CMCAT: "GENERAL", CMINDC: textOf(entry, "indication"), CMDOSE: numberOf(entry, "doseValue"), CMDOSU: coded(entry, "doseUnit", UNITS),
    CMDOSFRQ: coded(entry, "frequency", FREQUENCIES), CMROUTE: coded(entry, "route", ROUTES), ...begun("CM", place, partialDateOf(entry, "startDate")), ...ended("CM", place, partialDateOf(entry, "stopDate")), ...lasting(entry, place),
  },
  beside: {
    CMDOSER: missingReason(entry, "doseValue"), CMDOSUR: missingReason(entry, "doseUnit"), CMDOSFRR: missingReason(entry, "frequency"), CMROUTER: missingReason(entry, "route"),
    CMINDCR: missingReason(entry, "indication"), CMSTDTCR: missingReason(entry, "startDate"), CMENDTCR: missingReason(entry, "stopDate"),
  },
}));

const transfusions = (view: PatientView, place: Place): readonly Draft[] => view.entries("transfusion").map((entry) => {
  const day = dayOf(entry, "givenOn");
  const units = numberOf(entry, "units");
  return {
    row: {
      CMSPID: rowName(entry), CMTRT: coded(entry, "product", PRODUCTS), CMCAT: "TRANSFUSION", CMDOSE: units, CMDOSU: units === null ? null : "BAG", CMROUTE: "INTRAVENOUS",
      ...begun("CM", place, day), ...ended("CM", place, day),
    },
    beside: { CMDOSER: missingReason(entry, "units") },
  };
});

const isProcedure = (entry: CutEntry): boolean => PROCEDURES.includes(textOf(entry, "kind") ?? "");

const newTherapies = (view: PatientView, place: Place): readonly Draft[] => view.entries("new_therapy").filter((entry) => !isProcedure(entry)).map((entry) => ({
  row: { CMSPID: rowName(entry), CMTRT: textOf(entry, "therapy") ?? coded(entry, "kind", KINDS), CMCAT: "ANTI-LEUKAEMIC", CMSCAT: coded(entry, "kind", KINDS), ...begun("CM", place, dayOf(entry, "startDate")) },
  beside: { CMTRTR: missingReason(entry, "therapy") },
}));

/** Treatment before the study is told in words, as one record. */
const priorTherapies = (view: PatientView, place: Place): readonly Draft[] => view.entries("aml_history").flatMap((entry): Draft[] => {
  const [words, missing, { consent }] = [textOf(entry, "priorTherapies"), missingReason(entry, "priorTherapies"), place.timeline];
  if (words === null && missing === null) return [];
  const before = consent === null ? {} : { CMSTRTPT: "BEFORE", CMSTTPT: consent };
  return [{ row: { CMSPID: rowName(entry), CMTRT: words ?? "PRIOR LEUKAEMIA TREATMENT", CMCAT: "PRIOR LEUKAEMIA TREATMENT", ...before }, beside: { CMTRTR: missing } }];
});

/** Medication, transfusions, and treatment of the leukaemia before and after that of the study. */
export const medications = (view: PatientView, place: Place): readonly Draft[] =>
  [...concomitant(view, place), ...transfusions(view, place), ...newTherapies(view, place), ...priorTherapies(view, place)];

/** Transplants and donor lymphocytes after treatment in the study. */
export const transplants = (view: PatientView, place: Place): readonly Draft[] => view.entries("new_therapy").filter(isProcedure).map((entry) => ({
  row: { PRSPID: rowName(entry), PRTRT: textOf(entry, "therapy") ?? coded(entry, "kind", KINDS), PRCAT: "ANTI-LEUKAEMIC", PRSCAT: coded(entry, "kind", KINDS), ...visitOf(place, null), ...begun("PR", place, dayOf(entry, "startDate")) },
  beside: { PRTRTR: missingReason(entry, "therapy") },
}));
