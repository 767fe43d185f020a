import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { addDays } from "@/lib/kernel/calendar-date";
import { codeOf, entriesOfForm, partialDateOf } from "@/lib/study/derive/record-reading";
import type { RecordEntry } from "@/lib/study/patient-record";
import type { DatasetSpec, Row } from "../datasets/dataset";
import type { AnalysisPatient } from "./analysis-patient";
import { imputedEnd, imputedStart, type AnalysisDate } from "./impute-date";
import { analysisDay, sasDay } from "./sas-day";
import { carriedOf } from "./subject-rows";
import { CARRIED, day, derived, taken, yes, yesNo } from "./variables";

/** An event counts as treatment-emergent until so many days after the last dose. Assumption: the statistical analysis plan may say otherwise. */
export const EMERGENT_DAYS = 30;

const RELATIONS = { Y: "RELATED", N: "NOT RELATED", U: "UNKNOWN" } as const;

const imputation = "D: the day was imputed, M: month and day.";

export const adaeSpec: DatasetSpec = {
  name: "ADAE", label: "Adverse Event Analysis Dataset", standard: "ADaM", class: "OCCURRENCE DATA STRUCTURE", subClass: "ADVERSE EVENT", structure: "One record per subject per adverse event", keys: ["STUDYID", "USUBJID", "AESEQ"], isReference: false,
  variables: [
    ...CARRIED, taken("AESEQ", "Sequence Number", "AE.AESEQ", { type: "integer", core: "Req" }),
    taken("AETERM", "Reported Term for the Adverse Event", "AE.AETERM"), taken("AEDECOD", "Dictionary-Derived Term", "AE.AEDECOD", { comment: "Term of CTCAE." }), taken("AEBODSYS", "Body System or Organ Class", "AE.AEBODSYS"),
    taken("AESTDTC", "Start Date/Time of Adverse Event", "AE.AESTDTC", { type: "partialDatetime" }),
    derived("ASTDT", "Analysis Start Date", "integer", "AESTDTC; of a partial date the first day it can be, or TRTSDT where that is one of them and the event was not over before it.", day),
    derived("ASTDTF", "Analysis Start Date Imputation Flag", "text", imputation, { codeList: "DATEFL" }), derived("ASTDY", "Analysis Start Relative Day", "integer", "ASTDT - TRTSDT, + 1 from TRTSDT on."),
    taken("AEENDTC", "End Date/Time of Adverse Event", "AE.AEENDTC", { type: "partialDatetime" }),
    derived("AENDT", "Analysis End Date", "integer", "AEENDTC; of a partial date the last day it can be, not after death.", day),
    derived("AENDTF", "Analysis End Date Imputation Flag", "text", imputation, { codeList: "DATEFL" }), derived("AENDY", "Analysis End Relative Day", "integer", "AENDT - TRTSDT, + 1 from TRTSDT on."),
    derived("TRTEMFL", "Treatment Emergent Analysis Flag", "text", `Y where ASTDT is TRTSDT to TRTEDT + ${EMERGENT_DAYS}, or where the start is not known at all and the event was not over before TRTSDT.`, yes),
    taken("AETOXGR", "Standard Toxicity Grade", "AE.AETOXGR", { codeList: "TOXGR" }), derived("ATOXGRN", "Analysis Toxicity Grade (N)", "integer", "AETOXGR as a number."),
    taken("AESER", "Serious Event", "AE.AESER", yesNo), taken("AESDTH", "Results in Death", "AE.AESDTH", yesNo),
    taken("AEREL", "Causality", "AE.AEREL", { codeList: "AEREL", comment: "To cenersen." }), taken("RELIDA", "Causality, Idarubicin", "SUPPAE.QVAL", { codeList: "AEREL" }), taken("RELCYT", "Causality, Cytarabine", "SUPPAE.QVAL", { codeList: "AEREL" }),
    derived("ARELFL", "Related to Any Study Drug Flag", "text", "Y where the event is related to one of the drugs, or it is not known whether it is.", yes),
    taken("AEACN", "Action Taken with Study Treatment", "AE.AEACN", { codeList: "ACN", comment: "With cenersen." }), taken("AEOUT", "Outcome of Adverse Event", "AE.AEOUT", { codeList: "OUT" }),
    derived("AOCCFL", "1st Occurrence of Any AE Flag", "text", "Y for the first treatment-emergent event of the subject, by ASTDT and AESEQ.", yes),
    derived("AOCCPFL", "1st Occurrence of Preferred Term Flag", "text", "Y for the first treatment-emergent event of the subject with this AEDECOD.", yes),
    derived("AOCCIFL", "1st Max Sev./Int. Occurrence Flag", "text", "Y for the first treatment-emergent event of the subject's highest grade.", yes),
  ],
};

/** What ADAE takes over of AE as it is. */
const TAKEN = adaeSpec.variables.flatMap(({ name, predecessor }) => (predecessor === `AE.${name}` ? [name] : []));

export function adaeRows(patient: AnalysisPatient, adsl: Row): readonly Row[] {
  const carried = carriedOf(adsl);
  const entries = new Map(entriesOfForm(patient.record, "adverse_event").map((entry) => [entry.rowNo, entry]));
  return withOccurrences((patient.tabulated.get("AE") ?? []).map((event) => ({ ...carried, ...eventRow(patient, event, entries.get(Number(event["AESPID"]))) })));
}

function eventRow(patient: AnalysisPatient, event: Row, entry: RecordEntry | undefined): Row {
  const [startDate, stopDate] = [partialDateOf(entry, "startDate"), partialDateOf(entry, "stopDate")];
  const start = imputedStart(startDate, stopDate, patient.firstDose);
  const end = imputedEnd(stopDate, start.on, patient.death);
  const relations = ["related", "relatedIdarubicin", "relatedCytarabine"].map((field) => codeOf(entry, field, ["Y", "N", "U"]));
  const [, idarubicin, cytarabine] = relations.map((code) => (code === null ? null : RELATIONS[code]));
  const grade = event["AETOXGR"] ?? null;
  return {
    ...Object.fromEntries(TAKEN.map((name) => [name, event[name] ?? null])),
    ASTDT: sasDay(start.on), ASTDTF: start.flag, ASTDY: analysisDay(patient.firstDose, start.on), AENDT: sasDay(end.on), AENDTF: end.flag, AENDY: analysisDay(patient.firstDose, end.on),
    TRTEMFL: isEmergent(patient, start, end.on) ? "Y" : null, ATOXGRN: grade === null ? null : Number(grade), RELIDA: idarubicin ?? null, RELCYT: cytarabine ?? null,
    ARELFL: relations.some((code) => code === "Y" || code === "U") ? "Y" : null,
  };
}

/** Of an unknown start an event counts as begun under treatment, unless it ended before. */
function isEmergent({ firstDose, lastDose }: AnalysisPatient, { on }: AnalysisDate, end: CalendarDate | null): boolean {
  if (firstDose === null || lastDose === null) return false;
  return on === null ? end === null || end >= firstDose : firstDose <= on && on <= addDays(lastDose, EMERGENT_DAYS);
}

/** The flags of first occurrences, among the treatment-emergent events. */
function withOccurrences(rows: readonly Row[]): readonly Row[] {
  const number = (row: Row, name: string) => Number(row[name] ?? 0);
  const emergent = rows.filter(({ TRTEMFL }) => TRTEMFL === "Y").toSorted((one, other) => number(one, "ASTDT") - number(other, "ASTDT") || number(one, "AESEQ") - number(other, "AESEQ"));
  const highest = Math.max(0, ...emergent.map((row) => number(row, "ATOXGRN")));
  const firstOfHighest = emergent.find((row) => highest > 0 && number(row, "ATOXGRN") === highest);
  return rows.map((row) => ({
    ...row, AOCCFL: row === emergent[0] ? "Y" : null, AOCCIFL: row === firstOfHighest ? "Y" : null,
    AOCCPFL: row["AEDECOD"] !== null && row === emergent.find(({ AEDECOD }) => AEDECOD === row["AEDECOD"]) ? "Y" : null,
  }));
}
