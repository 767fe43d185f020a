import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayOf, entriesOfForm, figureOf } from "@/lib/study/derive/record-reading";
import type { Arm, FindingKind, ProtocolVersionId, RecordEntry } from "@/lib/study/patient-record";
import type { Row } from "../datasets/dataset";
import type { CutPatient, CutStudy } from "../export-format";
import { patientRows as tabulate } from "../sdtm/patient-rows";
import { usubjidOf } from "../sdtm/trial/study-identity";

/** A derived result as the cut holds it; `subject` is null where it is about a row, which `visit`, `form` and `row` name. */
export interface CutFinding {
  readonly kind: FindingKind;
  readonly subject: string | null;
  readonly visit: string | null;
  readonly form: string | null;
  readonly row: number | null;
  readonly value: string;
  readonly trace: Readonly<Record<string, unknown>>;
}

/** One patient as the analysis datasets read it: what was entered and not removed, and what was derived. */
export interface AnalysisPatient {
  readonly number: string;
  readonly subject: string;
  readonly site: string;
  readonly version: ProtocolVersionId;
  readonly arm: Arm | null;
  readonly randomisedOn: CalendarDate | null;
  readonly stratum: string | null;
  readonly status: string;
  readonly record: { readonly entries: readonly RecordEntry[] };
  readonly findings: readonly CutFinding[];
  /** The patient's rows of SDTM, by dataset: what a predecessor is taken from. */
  readonly tabulated: ReadonlyMap<string, readonly Row[]>;
  /** First and last day on which any study drug was given. */
  readonly firstDose: CalendarDate | null;
  readonly lastDose: CalendarDate | null;
  readonly death: CalendarDate | null;
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

export function analysisPatient(cut: CutPatient, study: CutStudy): AnalysisPatient {
  const { number, patient, of } = cut;
  const entries = of("entry").filter(({ removedAt }) => removedAt == null).map((entry): RecordEntry => ({
    id: `${String(entry["form"])}@${String(entry["visit"])}#${String(entry["row"])}`, formId: String(entry["form"]), formVersion: Number(entry["formVersion"]),
    visit: textOrNull(entry["visit"]), rowNo: Number(entry["row"]), answers: (entry["answers"] ?? {}) as RecordEntry["answers"],
  }));
  const record = { entries };
  const days = doseDays(record).toSorted();
  const [death = null] = entriesOfForm(record, "death").flatMap((entry) => dayOf(entry, "deathDate") ?? []);
  return {
    number, subject: usubjidOf(number), site: String(patient["site"]), version: patient["protocolVersion"] as ProtocolVersionId, arm: (patient["arm"] ?? null) as Arm | null,
    randomisedOn: textOrNull(patient["randomisedOn"]), stratum: textOrNull(patient["stratum"]), status: String(patient["status"]), record,
    findings: of("finding") as unknown as readonly CutFinding[], tabulated: tabulate(cut, study), firstDose: days[0] ?? null, lastDose: days.at(-1) ?? null, death,
  };
}

/** Every day on which a study drug is recorded as given; a dose of 0 mg is none. The last dose counts as stated at the end of treatment too, once there is any. */
function doseDays(record: AnalysisPatient["record"]): readonly CalendarDate[] {
  const infusions = entriesOfForm(record, "cenersen_infusion").flatMap((entry) => [dayOf(entry, "startAt"), dayOf(entry, "stopAt")]);
  const doses = ["idarubicin_dose", "cytarabine_dose"].flatMap((form) => entriesOfForm(record, form)).filter((entry) => Number(figureOf(entry, "doseMg") ?? 0) > 0).map((entry) => dayOf(entry, "doseDate"));
  const given = [...infusions, ...doses].filter((day) => day !== null);
  const stated = entriesOfForm(record, "end_of_treatment").map((entry) => dayOf(entry, "lastDoseOn")).filter((day) => day !== null);
  return given.length === 0 ? [] : [...given, ...stated.filter((day) => given.some((one) => one <= day))];
}

/** The one finding of a kind, about this subject where there are several. */
export const findingOf = ({ findings }: AnalysisPatient, kind: FindingKind, subject: string | null = null): CutFinding | undefined =>
  findings.find((one) => one.kind === kind && one.subject === subject);

export const findingsOf = ({ findings }: AnalysisPatient, kind: FindingKind): readonly CutFinding[] => findings.filter((one) => one.kind === kind);

/** Who was randomised is analysed as drawn. */
export const isRandomised = ({ randomisedOn, arm }: AnalysisPatient): boolean => randomisedOn !== null && arm !== null;
