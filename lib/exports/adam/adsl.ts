import { codeOf, dayOf, entriesOfForm } from "@/lib/study/derive/record-reading";
import type { DatasetSpec, Row } from "../datasets/dataset";
import { findingOf, isRandomised, type AnalysisPatient } from "./analysis-patient";
import { sasDay } from "./sas-day";
import { assigned, day, derived, taken, yes, yesNo } from "./variables";

export const ARM_NUMBERS = { A: 1, B: 2, C: 3 } as const;
export const TREATMENTS = { A: "Cenersen + idarubicin", B: "Cenersen + idarubicin + lower-dose cytarabine", C: "Cenersen + idarubicin + higher-dose cytarabine" } as const;
export const TREATMENT_ENDS = { completed: "COMPLETED", progression: "PROGRESSIVE DISEASE", adverse_event: "ADVERSE EVENT", withdrawal: "WITHDRAWAL BY SUBJECT", death: "DEATH", other: "OTHER" } as const;
const INHIBITED: Readonly<Record<string, string>> = { exposed: "EXPOSED", possible: "POSSIBLE", not_exposed: "NOT EXPOSED" };

const population = (label: string, says: string) => [label, "text", says] as const;

export const adslSpec: DatasetSpec = {
  name: "ADSL", label: "Subject-Level Analysis Dataset", standard: "ADaM", class: "SUBJECT LEVEL ANALYSIS DATASET", structure: "One record per subject", keys: ["STUDYID", "USUBJID"], isReference: false,
  comment: "Everybody who was screened. A population is asked for by its flag.",
  variables: [
    taken("STUDYID", "Study Identifier", "DM.STUDYID", { core: "Req" }), taken("USUBJID", "Unique Subject Identifier", "DM.USUBJID", { core: "Req" }), taken("SUBJID", "Subject Identifier for the Study", "DM.SUBJID", { core: "Req" }),
    taken("SITEID", "Study Site Identifier", "DM.SITEID", { core: "Req" }), taken("AGE", "Age", "DM.AGE", { type: "integer" }), taken("AGEU", "Age Units", "DM.AGEU", { codeList: "AGEU" }), taken("SEX", "Sex", "DM.SEX", { codeList: "SEX" }),
    { name: "RACE", label: "Race", type: "text", origin: "Not Available", comment: "Not collected." }, { name: "ETHNIC", label: "Ethnicity", type: "text", origin: "Not Available", comment: "Not collected." },
    taken("ARM", "Description of Planned Arm", "DM.ARM"), taken("ACTARM", "Description of Actual Arm", "DM.ACTARM"),
    assigned("TRT01P", "Planned Treatment for Period 01", "text", { codeList: "TRT" }), assigned("TRT01PN", "Planned Treatment for Period 01 (N)", "integer", { codeList: "TRTN" }),
    derived("TRT01A", "Actual Treatment for Period 01", "text", "TRT01P where study drug was given; empty for those never treated.", { codeList: "TRT" }), derived("TRT01AN", "Actual Treatment for Period 01 (N)", "integer", "The number of TRT01A.", { codeList: "TRTN" }),
    assigned("PROTVER", "Protocol Version Consented to", "text", { codeList: "PROTVER" }),
    assigned("STRAT1D", "Description of Stratification Factor 1", "text"), assigned("STRAT1R", "Strat Factor 1 Value Used for Rand", "text", { codeList: "STRATUM" }),
    derived("STRAT1V", "Strat Factor 1 Verification Value", "text", "Disease status at entry as it stands in the AML history.", { codeList: "STRATUM" }),
    derived("RANDDT", "Date of Randomization", "integer", "The day at the site on which the arm was drawn.", day),
    derived("TRTSDT", "Date of First Exposure to Treatment", "integer", "First day on which any study drug was given.", day),
    derived("TRTEDT", "Date of Last Exposure to Treatment", "integer", "Last day on which any study drug was given, or the last dose as stated at the end of treatment if later.", day),
    derived("ITTFL", ...population("Intent-To-Treat Population Flag", "Y for everybody randomised."), yesNo),
    derived("SAFFL", ...population("Safety Population Flag", "Y for everybody randomised who received cenersen."), yesNo),
    derived("EFFFL", ...population("Efficacy Population Flag", "Y for everybody randomised whose best response could be evaluated (ADRS, PARAMCD=BOR, not NE)."), yesNo),
    derived("PPROTFL", ...population("Per-Protocol Population Flag", "Y for those in the per-protocol population; N for those out of it and those not decided yet, which PPROTST tells apart."), yesNo),
    derived("PPROTST", "Per-Protocol Membership as Derived", "text", "In, out, or unknown while something that decides is missing.", { codeList: "MEMBER" }),
    derived("INHIBEXP", "Exposure to an Inhibitor of Cenersen", "text", "From the concomitant medication in the window of the infusion and the monitor's decisions.", { codeList: "INHIBEXP" }),
    derived("DTHFL", "Subject Death Flag", "text", "Y where a date of death is recorded.", yes), derived("DTHDT", "Date of Death", "integer", "DM.DTHDTC as a number.", day),
    derived("LSTALVDT", "Date Last Known Alive", "integer", "The last day on which the record shows the patient alive.", day),
    derived("EOSSTT", "End of Study Status", "text", "DISCONTINUED on death, loss to follow-up or failure of screening; COMPLETED after the last planned contact alive; else ONGOING.", { codeList: "SBJTSTAT" }),
    derived("DCSREAS", "Reason for Discontinuation from Study", "text", "Why EOSSTT is DISCONTINUED.", { codeList: "DCSREAS" }),
    derived("EOTSTT", "End of Treatment Status", "text", "From the form End of treatment; ONGOING for a patient under treatment whose end is not recorded.", { codeList: "SBJTSTAT" }),
    derived("DCTREAS", "Reason for Discontinuation of Treatment", "text", "The reason of the form End of treatment, where it is not completion.", { codeList: "DCTREAS" }),
  ],
};

const LAST_CONTACT = "FU24";

export function adslRow(patient: AnalysisPatient): Row {
  const { record, arm, version, firstDose, lastDose, death } = patient;
  const history = entriesOfForm(record, "aml_history")[0];
  const isTreated = firstDose !== null && arm !== null;
  const member = (id: string) => findingOf(patient, "population", id)?.value ?? "unknown";
  return {
    ...demographicsOf(patient), TRT01P: arm && TREATMENTS[arm], TRT01PN: arm && ARM_NUMBERS[arm], TRT01A: isTreated ? TREATMENTS[arm] : null, TRT01AN: isTreated ? ARM_NUMBERS[arm] : null, PROTVER: version,
    STRAT1D: "Disease status at entry", STRAT1R: patient.stratum?.toUpperCase() ?? null, STRAT1V: codeOf(history, "diseaseStatus", ["refractory", "relapsed"])?.toUpperCase() ?? null,
    RANDDT: sasDay(patient.randomisedOn), TRTSDT: sasDay(firstDose), TRTEDT: sasDay(lastDose),
    ITTFL: member("ITT") === "in" ? "Y" : "N", SAFFL: member("SAFETY") === "in" ? "Y" : "N", PPROTFL: member("PP") === "in" ? "Y" : "N", PPROTST: member("PP").toUpperCase(),
    EFFFL: isRandomised(patient) && (findingOf(patient, "best_response")?.value ?? "NE") !== "NE" ? "Y" : "N",
    INHIBEXP: INHIBITED[findingOf(patient, "patient_exposure")?.value ?? ""] ?? null, DTHFL: death === null ? null : "Y", DTHDT: sasDay(death), LSTALVDT: sasDay(lastAlive(patient)), ...ends(patient),
  };
}

/** The variables of DM that ADSL takes over. */
function demographicsOf({ tabulated }: AnalysisPatient): Row {
  const [demographics = {}] = tabulated.get("DM") ?? [];
  const names = adslSpec.variables.flatMap(({ name, predecessor }) => (predecessor === `DM.${name}` ? [name] : []));
  return Object.fromEntries(names.map((name) => [name, demographics[name] ?? null]));
}

function lastAlive(patient: AnalysisPatient): string | null {
  const seen = findingOf(patient, "early_death")?.trace["lastKnownAlive"] as { readonly on: string } | null | undefined;
  return seen?.on ?? null;
}

/** How the study and its treatment ended for the patient. */
function ends({ record, status, death, firstDose }: AnalysisPatient): Row {
  const contacts = entriesOfForm(record, "follow_up");
  const isLost = contacts.some((entry) => codeOf(entry, "status", ["lost"]) !== null);
  const isFollowed = contacts.some((entry) => entry.visit === LAST_CONTACT && codeOf(entry, "status", ["alive"]) !== null && dayOf(entry, "contactDate") !== null);
  const why = death !== null ? "DEATH" : status === "screen_failed" ? "SCREEN FAILURE" : isLost && !isFollowed ? "LOST TO FOLLOW-UP" : null;
  const reason = codeOf(entriesOfForm(record, "end_of_treatment")[0], "reason", Object.keys(TREATMENT_ENDS) as (keyof typeof TREATMENT_ENDS)[]);
  const ended = reason === null ? (firstDose === null ? null : "ONGOING") : reason === "completed" ? "COMPLETED" : "DISCONTINUED";
  return {
    EOSSTT: why !== null ? "DISCONTINUED" : isFollowed ? "COMPLETED" : "ONGOING", DCSREAS: why,
    EOTSTT: ended, DCTREAS: reason === null || reason === "completed" ? null : TREATMENT_ENDS[reason],
  };
}
