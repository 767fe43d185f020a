import { Decimal } from "decimal.js";
import type { Definition } from "@/app/_ui/card";
import { sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { sayPartialDate } from "@/lib/kernel/partial-date";
import { doseBasisOf } from "@/lib/study/derive/dose-plan";
import { dayOf, entriesOfForm, firstCenersenDayOf, partialDateOf, textOf } from "@/lib/study/derive/record-reading";
import { bodySurface, defaultBodySurfaceFormula } from "@/lib/study/dosing/body-surface";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import { versionOn } from "@/lib/study/version-on";
import { armLabel, armTreatment } from "@/lib/study/words";

const NOT_RECORDED = "not recorded";

/** An answer in the words of its form; "" for a blank. */
const shown = (entry: RecordEntry | undefined, field: string): string => (entry && formById(entry.formId, entry.formVersion)?.fields[field]?.show(entry.answers[field])) ?? "";

/** The eight facts about a patient that a reader looks for first. */
export function factsOf(record: PatientRecord, today: CalendarDate): readonly Definition[] {
  const demography = entriesOfForm(record, "demography")[0];
  const history = entriesOfForm(record, "aml_history")[0];
  const serious = entriesOfForm(record, "adverse_event").filter((event) => textOf(event, "serious") === "Y");
  const dosedBy = versionOn(record, 1);
  return [
    { term: "Sex, age", value: [textOf(demography, "sex"), shown(demography, "age")].filter(Boolean).join(", ") || NOT_RECORDED },
    { term: "Arm", value: armLabel(dosedBy, record.arm), note: record.arm && armTreatment(dosedBy, record.arm) },
    { term: "Disease", value: shown(history, "diseaseStatus") || NOT_RECORDED, note: sayCourse(history) },
    dayOnStudy(record, today),
    { term: "Zubrod", value: zubrodOf(record) || NOT_RECORDED },
    bodySize(record),
    { term: "Cytogenetics", value: shown(history, "cytogenetics") || NOT_RECORDED, note: shown(history, "karyotype") },
    { term: "Serious events", value: serious.length, note: serious.map((event) => [textOf(event, "term"), textOf(event, "grade") && `grade ${textOf(event, "grade")}`].filter(Boolean).join(", ")).slice(0, 2).join("; ") },
  ];
}

function sayCourse(history: RecordEntry | undefined): string | null {
  const [remission, relapse, refractory] = ["firstCrDate", "firstRelapseDate", "refractoryDate"].map((field) => partialDateOf(history, field));
  if (remission && relapse) return `first CR ${sayPartialDate(remission)} to ${sayPartialDate(relapse)}`;
  return refractory ? `resistant since ${sayPartialDate(refractory)}` : null;
}

function dayOnStudy(record: PatientRecord, today: CalendarDate): Definition {
  const first = firstCenersenDayOf(record);
  const died = dayOf(entriesOfForm(record, "death")[0], "deathDate");
  const ended = dayOf(entriesOfForm(record, "end_of_treatment")[0], "endedOn");
  if (first === null) return { term: "Day on study", value: "not started", note: record.randomisedOn && `randomised ${sayDate(record.randomisedOn)}` };
  const says = died ? "died " : ended ? "treatment ended " : "";
  return { term: "Day on study", value: `${says}${sayStudyDay(studyDay(first, died ?? ended ?? today))}`, note: `started ${sayDate(first)}` };
}

/** As measured last before or at course 1. */
const zubrodOf = (record: PatientRecord): string => ["C1", "SCR"].map((visit) => textOf(entriesOfForm(record, "vital_signs", visit)[0], "zubrod")).find((value) => value !== null) ?? "";

function bodySize(record: PatientRecord): Definition {
  const { heightCm, weightKg } = doseBasisOf(record);
  if (heightCm === null || weightKg === null || Number(heightCm) <= 0 || Number(weightKg) <= 0) return { term: "Body surface", value: NOT_RECORDED };
  return { term: "Body surface", value: `${bodySurface(new Decimal(heightCm), new Decimal(weightKg), defaultBodySurfaceFormula).m2.toFixed(2)} m²`, note: `${heightCm} cm, ${weightKg} kg` };
}
