import { codeOf, dayOf, entriesOfForm } from "@/lib/study/derive/record-reading";
import { isRemission } from "@/lib/study/efficacy";
import type { ResponseProfile } from "@/lib/study/patient-record";
import type { DatasetSpec, Row } from "../datasets/dataset";
import { findingOf, findingsOf, isRandomised, type AnalysisPatient } from "./analysis-patient";
import { analysisDay, sasDay } from "./sas-day";
import { analysisVisit, carriedOf, inSequence } from "./subject-rows";
import { CARRIED, day, derived, PARAMETERS, SEQUENCE, VISITS, yes } from "./variables";

/** From best to worst; the number is AVAL. */
export const RESPONSES = ["CR", "CRp", "CRh", "CRi", "MLFS", "PR", "NR", "REL", "NE"] as const;
const CRITERIA: Readonly<Record<ResponseProfile, string>> = { SEED: "PROTOCOL DEFINED RESPONSE CRITERIA", IWG2003: "IWG CHESON AML 2003", ELN2022: "ELN DOHNER AML 2022" };
export const RESPONSE_CRITERIA = Object.values(CRITERIA);

/** PARAMCD, in the order of the dataset, with PARAM. */
export const RESPONSE_PARAMETERS = {
  BOR: "Best Overall Response", BORELN22: "Best Overall Response by ELN 2022", BORIWG03: "Best Overall Response by IWG 2003", BORSEED: "Best Overall Response by the Protocol's Definition",
  CR: "Complete Remission as Best Response", CRCRP: "Complete Remission or CRp as Best Response", OVR: "Response by Visit, Derived or Adjudicated", OVRINV: "Response by Visit, Investigator",
} as const;
type ResponseParameter = keyof typeof RESPONSE_PARAMETERS;
const PROFILE_PARAMETERS = { ELN2022: "BORELN22", IWG2003: "BORIWG03", SEED: "BORSEED" } as const satisfies Record<ResponseProfile, ResponseParameter>;

export const adrsKeys = ["STUDYID", "USUBJID", "PARAMCD", "AVISITN", "ADT"];

export const adrsSpec: DatasetSpec = {
  name: "ADRS", label: "Response Analysis Dataset", standard: "ADaM", class: "BASIC DATA STRUCTURE", structure: "One record per subject per parameter per analysis visit", keys: adrsKeys, isReference: false,
  comment: "Everybody randomised. Best responses are those of the assessments until relapse or new anti-leukaemic therapy.",
  variables: [
    ...CARRIED, ...PARAMETERS.map((variable) => (variable.name === "PARAMCD" ? { ...variable, codeList: "RSPARMCD" } : variable)),
    derived("PARCAT1", "Parameter Category 1", "text", "The criteria by which the response was assessed.", { codeList: "RSCRIT" }),
    derived("PARAMTYP", "Parameter Type", "text", "DERIVED where the value is derived from that of another parameter.", { codeList: "PARAMTYP" }),
    ...VISITS,
    derived("ADT", "Analysis Date", "integer", "Date on which the response was assessed: of a derived response that of the examination it rests on.", day), derived("ADY", "Analysis Relative Day", "integer", "ADT - TRTSDT, + 1 from TRTSDT on."),
    derived("AVALC", "Analysis Value (C)", "text", "The response; Y or N where the parameter asks for one.", { valueLevel: [
      { where: [{ variable: "PARAMCD", is: "IN", values: ["CR", "CRCRP"] }], type: "text", origin: "Derived", codeList: "NY", method: "Y where BOR is CR (CRCRP: CR, CRp, CRh or CRi), else N. Who was not assessed is counted as N." },
      { where: [{ variable: "PARAMCD", is: "IN", values: ["BOR", "BORELN22", "BORIWG03", "BORSEED"] }], type: "text", origin: "Derived", codeList: "RESPONSE", method: "The best response before relapse and new therapy: CR, CRp, CRh, CRi, MLFS, PR, NR, in this order; NE without an assessment that can be evaluated." },
      { where: [{ variable: "PARAMCD", is: "EQ", values: ["OVR"] }], type: "text", origin: "Derived", codeList: "RESPONSE", method: "By the decision table of the criteria from marrow, blood and extramedullary disease; the adjudicated response where there is one." },
      { where: [{ variable: "PARAMCD", is: "EQ", values: ["OVRINV"] }], type: "text", origin: "Collected", codeList: "RESPONSE" },
    ] }),
    derived("AVAL", "Analysis Value", "integer", "Of Y and N 1 and 0; of responses their place from CR = 1 to NE = 9."),
    derived("RSEVAL", "Evaluator", "text", "Who judged: the investigator or the adjudicator; empty where the system derived the response.", { codeList: "EVALUATR" }),
    derived("ANL01FL", "Analysis Flag 01", "text", "Y for the records of the primary analysis: BOR, CR, CRCRP, and those of OVR that are dated and not after relapse or new therapy.", yes),
    derived("SRCDOM", "Source Data", "text", "ADRS where the value is taken from another record of this dataset."), derived("SRCVAR", "Source Variable", "text", "AVALC where SRCDOM is filled."),
    derived("SRCSEQ", "Source Sequence Number", "integer", "ASEQ of the record of OVR that gave the best response."), SEQUENCE,
  ],
};

interface Best { readonly status: string; readonly on: string | null; readonly visit: string | null }

export function adrsRows(patient: AnalysisPatient, adsl: Row): readonly Row[] {
  if (!isRandomised(patient)) return [];
  const carried = carriedOf(adsl);
  const row = (parameter: ResponseParameter, more: Row): Row => ({
    ...carried, PARAMCD: parameter, PARAM: RESPONSE_PARAMETERS[parameter], PARAMN: Object.keys(RESPONSE_PARAMETERS).indexOf(parameter) + 1, ...more,
  });
  const rows = inSequence([...visitRows(patient, row), ...bestRows(patient, row)], adrsKeys);
  return rows.map((one) => (one["SRCDOM"] === "ADRS" ? { ...one, SRCSEQ: rows.find((source) => source["PARAMCD"] === "OVR" && source["AVISITN"] === one["AVISITN"])?.["ASEQ"] ?? null } : one))
    .map((one) => (String(one["PARAMCD"]).startsWith("OVR") ? one : { ...one, AVISIT: null, AVISITN: null }));
}

type MakeRow = (parameter: ResponseParameter, more: Row) => Row;

const valued = (response: string): Row => ({ AVALC: response, AVAL: RESPONSES.findIndex((one) => one === response) + 1 });
const dated = ({ firstDose }: AnalysisPatient, on: string | null): Row => ({ ADT: sasDay(on), ADY: analysisDay(firstDose, on) });

function visitRows(patient: AnalysisPatient, row: MakeRow): readonly Row[] {
  const best = findingOf(patient, "best_response");
  const profile = (best?.trace["profile"] ?? "SEED") as ResponseProfile;
  const stops = Object.values((best?.trace["stops"] ?? {}) as Readonly<Record<string, string | null>>).filter((stop) => stop !== null);
  const derivedRows = findingsOf(patient, "response").map(({ subject, value, trace }) => {
    const on = (trace["on"] ?? null) as string | null;
    const isAdjudicated = findingOf(patient, "agreement", subject)?.trace["adjudicated"] === true;
    return row("OVR", {
      PARCAT1: CRITERIA[profile], ...analysisVisit(subject), ...dated(patient, on), ...valued(value), RSEVAL: isAdjudicated ? "ADJUDICATOR" : null,
      ANL01FL: on !== null && stops.every((stop) => on <= stop) ? "Y" : null,
    });
  });
  const judged = entriesOfForm(patient.record, "response_assessment").flatMap((entry) => {
    const response = codeOf(entry, "investigatorResponse", ["CR", "CRp", "NR", "REL", "NE"]);
    return response === null ? [] : [row("OVRINV", { PARCAT1: CRITERIA[profile], ...analysisVisit(entry.visit), ...dated(patient, dayOf(entry, "assessedOn")), ...valued(response), RSEVAL: "INVESTIGATOR" })];
  });
  return [...derivedRows, ...judged];
}

/** Best responses; the visit is kept until the source is found, for a best response is of no visit. */
function bestRows(patient: AnalysisPatient, row: MakeRow): readonly Row[] {
  const finding = findingOf(patient, "best_response");
  const profile = (finding?.trace["profile"] ?? "SEED") as ResponseProfile;
  const profiles = (finding?.trace["profiles"] ?? {}) as Readonly<Partial<Record<ResponseProfile, Best>>>;
  const ofProfile = (of: ResponseProfile): Best => profiles[of] ?? { status: "NE", on: null, visit: null };
  const made = ({ on, visit }: Best): Row => ({ PARAMTYP: "DERIVED", ...dated(patient, on), ...analysisVisit(visit), ...(visit === null ? {} : { SRCDOM: "ADRS", SRCVAR: "AVALC" }) });
  const best = { ...ofProfile(profile), status: finding?.value ?? "NE" };
  const answer = (parameter: "CR" | "CRCRP", isYes: boolean): Row => row(parameter, { PARCAT1: CRITERIA[profile], ...made(best), AVALC: isYes ? "Y" : "N", AVAL: isYes ? 1 : 0, ANL01FL: "Y" });
  return [
    row("BOR", { PARCAT1: CRITERIA[profile], ...made(best), ...valued(best.status), ANL01FL: "Y" }),
    answer("CR", best.status === "CR"), answer("CRCRP", isRemission(best.status)),
    ...(Object.keys(PROFILE_PARAMETERS) as ResponseProfile[]).map((of) => row(PROFILE_PARAMETERS[of], { PARCAT1: CRITERIA[of], PARAMTYP: "DERIVED", ...dated(patient, ofProfile(of).on), ...valued(ofProfile(of).status) })),
  ];
}
