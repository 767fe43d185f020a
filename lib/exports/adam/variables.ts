import type { Variable } from "../datasets/dataset";

/** A variable taken over as it is from another dataset. */
export const taken = (name: string, label: string, predecessor: string, more: Partial<Variable> = {}): Variable => ({ name, label, type: "text", origin: "Predecessor", predecessor, ...more });

/** A variable made here, and how. */
export const derived = (name: string, label: string, type: Variable["type"], method: string, more: Partial<Variable> = {}): Variable => ({ name, label, type, origin: "Derived", method, ...more });

export const assigned = (name: string, label: string, type: Variable["type"], more: Partial<Variable> = {}): Variable => ({ name, label, type, origin: "Assigned", ...more });

/** A whole day as a number, shown as a date. */
export const day = { displayFormat: "DATE9." } as const;
export const yesNo = { codeList: "NY" } as const;
export const yes = { codeList: "Y" } as const;

/** What every dataset repeats of ADSL, so that each can be analysed alone. */
export const CARRIED: readonly Variable[] = [
  taken("STUDYID", "Study Identifier", "ADSL.STUDYID", { core: "Req" }),
  taken("USUBJID", "Unique Subject Identifier", "ADSL.USUBJID", { core: "Req" }),
  taken("SUBJID", "Subject Identifier for the Study", "ADSL.SUBJID"),
  taken("SITEID", "Study Site Identifier", "ADSL.SITEID"),
  taken("TRTP", "Planned Treatment", "ADSL.TRT01P", { codeList: "TRT" }),
  taken("TRTPN", "Planned Treatment (N)", "ADSL.TRT01PN", { type: "integer", codeList: "TRTN" }),
  taken("TRTA", "Actual Treatment", "ADSL.TRT01A", { codeList: "TRT" }),
  taken("TRTAN", "Actual Treatment (N)", "ADSL.TRT01AN", { type: "integer", codeList: "TRTN" }),
  taken("AGE", "Age", "ADSL.AGE", { type: "integer" }),
  taken("SEX", "Sex", "ADSL.SEX", { codeList: "SEX" }),
  taken("STRAT1R", "Strat Factor 1 Value Used for Rand", "ADSL.STRAT1R", { codeList: "STRATUM" }),
  taken("ITTFL", "Intent-To-Treat Population Flag", "ADSL.ITTFL", yesNo),
  taken("SAFFL", "Safety Population Flag", "ADSL.SAFFL", yesNo),
  taken("EFFFL", "Efficacy Population Flag", "ADSL.EFFFL", yesNo),
  taken("PPROTFL", "Per-Protocol Population Flag", "ADSL.PPROTFL", yesNo),
  taken("INHIBEXP", "Exposure to an Inhibitor of Cenersen", "ADSL.INHIBEXP", { codeList: "INHIBEXP" }),
  taken("TRTSDT", "Date of First Exposure to Treatment", "ADSL.TRTSDT", { type: "integer", ...day }),
  taken("TRTEDT", "Date of Last Exposure to Treatment", "ADSL.TRTEDT", { type: "integer", ...day }),
];

export const PARAMETERS: readonly Variable[] = [
  assigned("PARAM", "Parameter", "text", { core: "Req" }), assigned("PARAMCD", "Parameter Code", "text", { core: "Req" }), assigned("PARAMN", "Parameter (N)", "integer"),
];

export const VISITS: readonly Variable[] = [
  derived("AVISIT", "Analysis Visit", "text", "The visit as the schedule calls it."),
  derived("AVISITN", "Analysis Visit (N)", "float", "Place of the visit in the schedule; of an unscheduled visit 900 and its number."),
];

export const SEQUENCE = derived("ASEQ", "Analysis Sequence Number", "integer", "Counts the rows of a subject in the order of the keys.", { core: "Req" });
