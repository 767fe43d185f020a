import type { MedicationRow } from "@/app/_figures/course-marks";
import type { ExposureMark } from "@/app/_figures/exposure-marks";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { ExposureTrace, sayOverlap, takenDays } from "@/lib/review/exposure-trace";
import { entriesOfForm, textOf } from "@/lib/study/derive/record-reading";
import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";

/** One medication as the casebook tells of it: its days, what it means after review, and the words for both. */
export interface CasebookMedication extends MedicationRow {
  readonly entryId: string;
}

interface ReviewedRow { readonly entryId: string; readonly verdict: string | null }

/** The medications of a patient, inhibitors last; a standing verdict of a monitor stands in for what was derived. */
export function medicationRowsOf(
  record: PatientRecord, findings: readonly Finding[], first: CalendarDate, window: { readonly from: CalendarDate; readonly to: CalendarDate } | null,
): readonly CasebookMedication[] {
  const reviewed = (findings.find(({ kind }) => kind === "patient_exposure")?.trace as { readonly rows?: readonly ReviewedRow[] } | undefined)?.rows ?? [];
  const rows = entriesOfForm(record, "concomitant_medication").flatMap((entry): CasebookMedication[] => {
    const label = textOf(entry, "medication");
    if (label === null) return [];
    const finding = findings.find(({ kind, subject }) => kind === "exposure" && subject === entry.id);
    const mark = markOf(finding?.value, reviewed.find(({ entryId }) => entryId === entry.id)?.verdict ?? null);
    const taken = takenDays(entry.answers, first);
    const overlap = mark === "none" || !finding ? null : sayOverlap(ExposureTrace.parse(finding.trace), taken, window);
    return [{ entryId: entry.id, label, mark, ...taken, note: [sayDose(entry.answers), overlap].filter(Boolean).join(", ") }];
  });
  return rows.toSorted((one, other) => Number(one.mark !== "none") - Number(other.mark !== "none") || (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}

function markOf(derived: string | undefined, verdict: string | null): ExposureMark {
  if (verdict === "inhibitor_exposure") return "exposed";
  if (verdict === "not_an_inhibitor") return "none";
  return derived === "exposed" || derived === "possible" || derived === "uncoded" || derived === "outside" ? derived : "none";
}

/** "300 mg daily" */
function sayDose(answers: Readonly<Record<string, unknown>>): string {
  const fields = formById("concomitant_medication")?.fields;
  const said = (field: string) => (typeof answers[field] === "string" ? fields?.[field]?.show(answers[field]) ?? "" : "");
  return [said("doseValue"), said("doseUnit"), said("frequency").toLowerCase()].filter(Boolean).join(" ");
}
