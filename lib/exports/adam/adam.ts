import type { CutPatient, CutStudy } from "../export-format";
import type { DatasetStandard, Row } from "../datasets/dataset";
import { adaeRows, adaeSpec } from "./adae";
import { adexRows, adexSpec } from "./adex";
import { adlbRows, adlbSpec } from "./adlb";
import { adrsRows, adrsSpec } from "./adrs";
import { adslRow, adslSpec } from "./adsl";
import { adtteRows, adtteSpec } from "./adtte";
import { analysisPatient } from "./analysis-patient";
import { ADAM_CODE_LISTS } from "./code-lists";

/** What is analysed, from what was entered and what the rules derived of it, by the Analysis Data Model (ADaMIG 1.3). */
export const adam: DatasetStandard = {
  id: "adam",
  title: "ADaM, by ADaMIG 1.3",
  specs: [adslSpec, adrsSpec, adtteSpec, adexSpec, adaeSpec, adlbSpec],
  codeLists: ADAM_CODE_LISTS,
  studyRows: () => new Map<string, readonly Row[]>(),
  patientRows,
};

function patientRows(cut: CutPatient, study: CutStudy): ReadonlyMap<string, readonly Row[]> {
  const patient = analysisPatient(cut, study);
  const adsl = adslRow(patient);
  return new Map([["ADSL", [adsl]], ["ADRS", adrsRows(patient, adsl)], ["ADTTE", adtteRows(patient, adsl)], ["ADEX", adexRows(patient, adsl)], ["ADAE", adaeRows(patient, adsl)], ["ADLB", adlbRows(patient, adsl)]]);
}
