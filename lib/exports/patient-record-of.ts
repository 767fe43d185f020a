import type { Arm, ExposureVerdict, LabRange, PatientRecord, ProtocolVersionId, RecordEntry, ResponseProfile } from "@/lib/study/patient-record";
import type { CutPayload } from "./cut-record";
import type { CutPatient, CutStudy } from "./export-format";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const orNull = <Value>(value: unknown): Value | null => (value ?? null) as Value | null;

/** How a row is named outside the database: by form, visit and row number. */
export const rowName = ({ form, visit, row }: CutPayload): string => `${text(form)}@${text(visit)}#${String(row)}`;

/** Of records about the same thing the latest, by the second. */
function latest(records: readonly CutPayload[], of: (record: CutPayload) => string): readonly CutPayload[] {
  const kept = new Map<string, CutPayload>();
  for (const record of records) if (text(kept.get(of(record))?.["at"]) <= text(record["at"])) kept.set(of(record), record);
  return [...kept.values()];
}

/** What the rules read about one patient, from a cut alone. What a licensed register of drugs lists is not in a cut, and so not in this. */
export function patientRecordOf({ number, patient, of }: CutPatient, study: Pick<CutStudy, "manifest" | "labRanges">): PatientRecord {
  const signed = ({ reason, by, at }: CutPayload) => ({ reason: text(reason), byName: text(by), at: text(at) });
  return {
    patientId: number, number, protocolVersion: patient["protocolVersion"] as ProtocolVersionId, profile: study.manifest.responseProfile as ResponseProfile,
    arm: orNull<Arm>(patient["arm"]), randomisedOn: orNull<string>(patient["randomisedOn"]) as PatientRecord["randomisedOn"],
    entries: of("entry").filter(({ removedAt }) => removedAt == null).map((entry): RecordEntry => ({
      id: rowName(entry), formId: text(entry["form"]), formVersion: Number(entry["formVersion"]), visit: orNull<string>(entry["visit"]), rowNo: Number(entry["row"]), answers: (entry["answers"] ?? {}) as RecordEntry["answers"],
    })),
    exposureReviews: latest(of("exposure_review"), rowName).map((review) => ({ entryId: rowName(review), inputsHash: text(review["inputsHash"]), verdict: review["verdict"] as ExposureVerdict })),
    adjudications: latest(of("adjudication"), ({ visit }) => text(visit)).map((one) => ({ visit: text(one["visit"]), inputsHash: text(one["inputsHash"]), verdict: text(one["verdict"]), ...signed(one) })),
    waivers: of("waiver").map((waiver) => ({ criterion: text(waiver["criterion"]), ...signed(waiver) })),
    versions: of("patient_version").toSorted((one, other) => (text(one["at"]) < text(other["at"]) ? -1 : 1)).map((version) => ({
      version: version["version"] as ProtocolVersionId, from: version["from"] as ProtocolVersionId, consentedOn: version["consentedOn"] as PatientRecord["versions"][number]["consentedOn"], ...signed(version),
    })),
    labRanges: study.labRanges.filter(({ site }) => site === patient["site"]).toSorted(byLatest) as unknown as readonly LabRange[],
    ingredientsOf: {},
  };
}

/** By analyte, the latest first. */
function byLatest(one: CutPayload, other: CutPayload): number {
  if (one["analyte"] !== other["analyte"]) return text(one["analyte"]) < text(other["analyte"]) ? -1 : 1;
  const [first, second] = [one, other].map(({ validFrom, at }) => `${text(validFrom)} ${text(at)}`);
  return (first ?? "") > (second ?? "") ? -1 : 1;
}
