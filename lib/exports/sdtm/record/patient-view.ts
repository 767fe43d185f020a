import type { CutPayload } from "../../cut-record";
import type { CutPatient, CutStudy } from "../../export-format";
import { isMissingAnswer, sayMissing } from "@/lib/crf/missing";
import { isStarted } from "@/lib/study/derive/record-reading";
import type { Arm, ConsentedVersion, EligibilityWaiver, LabRange, PatientRecord, ProtocolVersionId, RecordEntry, ResponseProfile } from "@/lib/study/patient-record";
import { inOrder } from "@/lib/study/visits";

/** A form of the cut that says anything: answers, or why it was not done. */
export interface CutEntry extends RecordEntry {
  readonly notDoneReason: string | null;
}

/** One patient of a cut, as every domain reads it. */
export interface PatientView {
  readonly number: string;
  readonly site: string;
  readonly timeZone: string;
  readonly status: string;
  /** As the rules of the protocol read a patient; removed rows are not in it. */
  readonly record: PatientRecord;
  /** Of a form, in the order of visits and rows. */
  readonly entries: (formId: string) => readonly CutEntry[];
  /** Other records of the cut: "finding", "visit", "waiver" … */
  readonly of: (kind: string) => readonly CutPayload[];
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);

const entryOf = (payload: CutPayload): CutEntry => {
  const [form, visit, row] = [String(payload["form"]), textOrNull(payload["visit"]), Number(payload["row"])];
  return {
    id: `${visit ?? ""}/${form}/${row}`, formId: form, formVersion: Number(payload["formVersion"] ?? 1), visit, rowNo: row,
    answers: (payload["answers"] ?? {}) as Readonly<Record<string, unknown>>, notDoneReason: textOrNull(payload["notDoneReason"]),
  };
};

const versionOf = (payload: CutPayload): ConsentedVersion => ({
  version: payload["version"] as ProtocolVersionId, from: payload["from"] as ProtocolVersionId, consentedOn: String(payload["consentedOn"]), reason: String(payload["reason"] ?? ""), byName: String(payload["by"] ?? ""), at: String(payload["at"] ?? ""),
});

const waiverOf = (payload: CutPayload): EligibilityWaiver => ({ criterion: String(payload["criterion"]), reason: String(payload["reason"] ?? ""), byName: String(payload["by"] ?? ""), at: String(payload["at"] ?? "") });

const rangeOf = (payload: CutPayload): LabRange => ({
  analyte: String(payload["analyte"]), sex: payload["sex"] === "M" || payload["sex"] === "F" ? payload["sex"] : null, ageFrom: numberOrNull(payload["ageFrom"]), ageTo: numberOrNull(payload["ageTo"]),
  lower: textOrNull(payload["lower"]), upper: textOrNull(payload["upper"]), unit: String(payload["unit"]), validFrom: String(payload["validFrom"]),
});

const byPlace = (entries: readonly CutEntry[]): readonly CutEntry[] => {
  const visits = inOrder([...new Set(entries.map(({ visit }) => visit).filter((visit) => visit !== null))]);
  return entries.toSorted((one, other) => visits.indexOf(one.visit ?? "") - visits.indexOf(other.visit ?? "") || one.rowNo - other.rowNo);
};

function recordOf({ number, patient, of }: CutPatient, study: CutStudy, entries: readonly CutEntry[]): PatientRecord {
  const site = patient["site"];
  return {
    patientId: number, number, protocolVersion: patient["protocolVersion"] as ProtocolVersionId, versions: of("patient_version").map(versionOf), profile: study.study["responseProfile"] as ResponseProfile,
    arm: (textOrNull(patient["arm"]) as Arm | null), randomisedOn: textOrNull(patient["randomisedOn"]), entries, exposureReviews: [], adjudications: [], waivers: of("waiver").map(waiverOf),
    labRanges: study.labRanges.filter((range) => range["site"] === site).map(rangeOf), ingredientsOf: {},
  };
}

/** What the domains are made from. Removed rows leave no record, and neither does a form that nobody touched. */
export function viewOf(patient: CutPatient, study: CutStudy): PatientView {
  const site = String(patient.patient["site"]);
  const entries = byPlace(patient.of("entry").filter((payload) => textOrNull(payload["removedAt"]) === null).map(entryOf).filter((entry) => isStarted(entry) || entry.notDoneReason !== null));
  return {
    number: patient.number, site, status: String(patient.patient["status"]), of: patient.of,
    timeZone: String(study.sites.find((payload) => payload["site"] === site)?.["timeZone"] ?? ""),
    record: recordOf(patient, study, entries),
    entries: (formId) => entries.filter((entry) => entry.formId === formId),
  };
}

/** Why an answer is missing, as the tabulation says it, "NOT DONE"; null for a value and for a blank. */
export function missingReason(entry: CutEntry, field: string): string | null {
  const answer = entry.answers[field];
  return isMissingAnswer(answer) ? sayMissing(answer).toUpperCase() : null;
}
