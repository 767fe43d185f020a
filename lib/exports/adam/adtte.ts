import type { FindingKind } from "@/lib/study/patient-record";
import type { DatasetSpec, Row } from "../datasets/dataset";
import { findingOf, isRandomised, type AnalysisPatient } from "./analysis-patient";
import { sasDay } from "./sas-day";
import { carriedOf, inSequence } from "./subject-rows";
import { CARRIED, assigned, day, derived, PARAMETERS, SEQUENCE } from "./variables";

/** PARAMCD with PARAM and the derived time it is, in the order of the dataset. */
export const TIME_PARAMETERS = {
  DOR: { param: "Duration of Remission (days)", kind: "remission_duration" },
  EFS: { param: "Event-Free Survival (days)", kind: "event_free_survival" },
  OS: { param: "Overall Survival (days)", kind: "overall_survival" },
  RFS: { param: "Relapse-Free Survival (days)", kind: "disease_free_survival" },
} as const satisfies Readonly<Record<string, { readonly param: string; readonly kind: FindingKind }>>;
type TimeParameter = keyof typeof TIME_PARAMETERS;

const keys = ["STUDYID", "USUBJID", "PARAMCD"];

export const adtteSpec: DatasetSpec = {
  name: "ADTTE", label: "Time-to-Event Analysis Dataset", standard: "ADaM", class: "BASIC DATA STRUCTURE", subClass: "TIME-TO-EVENT", structure: "One record per subject per parameter", keys, isReference: false,
  comment: "Everybody randomised. DOR and RFS begin with the first remission, so those without one have no record of them; nor has a time whose dates are not complete or not in order.",
  variables: [
    ...CARRIED, ...PARAMETERS.map((variable) => (variable.name === "PARAMCD" ? { ...variable, codeList: "TTPARMCD" } : variable)),
    derived("STARTDT", "Time to Event Origin Date for Subject", "integer", "OS and EFS: day of randomisation. DOR and RFS: day of the first remission.", day),
    derived("ADT", "Analysis Date", "integer", "Day of the event, or the day on which observation ended.", day),
    derived("AVAL", "Analysis Value", "integer", "ADT - STARTDT: an event on the first day has the time 0.", { valueLevel: [
      { where: [{ variable: "PARAMCD", is: "EQ", values: ["OS"] }], type: "integer", origin: "Derived", method: "Randomisation to death of any cause; censored on the day last known alive." },
      { where: [{ variable: "PARAMCD", is: "EQ", values: ["EFS"] }], type: "integer", origin: "Derived", method: "Randomisation to failure of induction, relapse or death; a failure counts on the day of randomisation." },
      { where: [{ variable: "PARAMCD", is: "EQ", values: ["RFS"] }], type: "integer", origin: "Derived", method: "First remission to relapse or death of any cause; censored when last seen free of it." },
      { where: [{ variable: "PARAMCD", is: "EQ", values: ["DOR"] }], type: "integer", origin: "Derived", method: "First remission to relapse; a death without one as the parameters of the study say." },
    ] }),
    assigned("AVALU", "Analysis Value Unit", "text", { codeList: "AVALU" }),
    derived("CNSR", "Censor", "integer", "0 for an event, 1 for a censored time.", { codeList: "CNSR" }),
    derived("EVNTDESC", "Event or Censoring Description", "text", "What ended the time; CENSORED where nothing did."), derived("CNSDTDSC", "Censor Date Description", "text", "What showed the patient on the day of censoring."),
    derived("SRCDOM", "Source Data", "text", "ADSL where ADT is a date of it."), derived("SRCVAR", "Source Variable", "text", "The variable of ADSL that is ADT."), SEQUENCE,
  ],
};

export function adtteRows(patient: AnalysisPatient, adsl: Row): readonly Row[] {
  if (!isRandomised(patient)) return [];
  const rows = (Object.keys(TIME_PARAMETERS) as TimeParameter[]).map((parameter) => timeRow(patient, adsl, parameter)).filter((row) => row !== null);
  return inSequence(rows, keys);
}

/** "Overall survival: randomised 17-Feb-2004, failure of induction, counted on 17-Feb-2004" names what ended the time after the first comma. */
const endedBy = (why: string): string => /, (.+?)(?:, counted on)? \d\d-[A-Z][a-z]{2}-\d{4}$/.exec(why)?.[1] ?? why;

function timeRow(patient: AnalysisPatient, adsl: Row, parameter: TimeParameter): Row | null {
  const { param, kind } = TIME_PARAMETERS[parameter];
  const finding = findingOf(patient, kind);
  const { from, to, days, why } = (finding?.trace ?? {}) as { readonly from?: string | null; readonly to?: string | null; readonly days?: number | null; readonly why?: string };
  if (finding === undefined || from == null || to == null || days == null) return null;
  const isEvent = finding.value === "event";
  const what = endedBy(why ?? "").toUpperCase();
  const source = sourceIn(adsl, sasDay(to), isEvent, what);
  return {
    ...carriedOf(adsl), PARAMCD: parameter, PARAM: param, PARAMN: Object.keys(TIME_PARAMETERS).indexOf(parameter) + 1, STARTDT: sasDay(from), ADT: sasDay(to), AVAL: days, AVALU: "DAYS", CNSR: isEvent ? 0 : 1,
    EVNTDESC: isEvent ? what : "CENSORED", CNSDTDSC: isEvent ? null : what, SRCDOM: source === null ? null : "ADSL", SRCVAR: source,
  };
}

/** The variable of ADSL that the date was taken from; null where it stands in no variable of it. */
function sourceIn(adsl: Row, on: number | null, isEvent: boolean, what: string): string | null {
  const variable = !isEvent ? "LSTALVDT" : what === "DEATH" ? "DTHDT" : what === "FAILURE OF INDUCTION" ? "RANDDT" : null;
  return variable !== null && adsl[variable] === on ? variable : null;
}
