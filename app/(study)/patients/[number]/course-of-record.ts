import { sayNumber } from "@/lib/crf/number-text";
import { addDays, type CalendarDate, daysBetween, sayStudyDay, studyDay } from "@/lib/kernel/calendar-date";
import { earliestDay } from "@/lib/kernel/partial-date";
import { sayDayMonth } from "@/app/_figures/day-axis";
import type { CourseTimelineProps } from "@/app/_figures/course-timeline";
import { courseOf } from "@/lib/review/course";
import { exposureWindowOf, exposureWindows } from "@/lib/study/derive/exposure-windows";
import { cenersenInfusionOf, codeOf, coursesOf, dayOf, entriesOfForm, figureOf, firstCenersenDayOf, known, partialDateOf, quantityOf, textOf } from "@/lib/study/derive/record-reading";
import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import type { ResponseInput } from "@/lib/study/response/response-input";
import { responseProfiles } from "@/lib/study/response/response-profiles";
import { usableCounts } from "@/lib/study/response/usable-counts";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { dosingVisitOf, type Course } from "@/lib/study/visits";
import { armLabel } from "@/lib/study/words";
import { medicationRowsOf } from "./medication-rows";

/** Before D1 at least a week is drawn and at most three; after it at least six weeks and at most seventeen. */
const DAYS_BEFORE = [7, 21] as const;
const DAYS_AFTER = [41, 118] as const;
/** Of a second course, so that its doses lie inside the days drawn. */
const DOSING_DAYS = 8;

const limits = { marrowPct: responseProfiles.SEED.marrowBlastsBelowPct, anc: responseProfiles.SEED.neutrophils.perMicrolitre, platelets: responseProfiles.SEED.platelets.perMicrolitre };

/** The figure of the courses, over days counted from the first, from what is recorded and derived; null until the start of the infusion is recorded. What has no date is not drawn. */
export function courseOfRecord(record: PatientRecord, findings: readonly Finding[], today: CalendarDate): CourseTimelineProps | null {
  const first = firstCenersenDayOf(record);
  if (first === null) return null;
  const marrow = marrowOf(record);
  const counts = countsOf(record);
  const responses = responsesOf(findings);
  const second = firstCenersenDayOf(record, 2);
  const { from, to } = spanOf(first, [...[...marrow, ...counts, ...responses].map(({ day }) => day), ...(second === null ? [] : [addDays(second, DOSING_DAYS)])]);
  const window = exposureWindowOf(record);
  const span = window === null ? null : { from: window.firstDay, to: window.lastDay };
  const laterWindows = exposureWindows(record).flatMap(({ course, window: later }) => (course === 1 || later === null ? [] : [{ course, from: later.firstDay, to: later.lastDay }]));
  const medications = medicationRowsOf(record, findings, first, span).filter((row) => row.from <= to && (row.to ?? today) >= from);
  const drawn = { first, from, to, today, window: span, laterWindows, medications, marrow, counts, responses, limits, transfusions: transfusionsOf(record), events: severeEventsOf(record), ...treatmentOf(record, findings) };
  return { ...drawn, description: describe(drawn) };
}

function spanOf(first: CalendarDate, evidence: readonly CalendarDate[]): { readonly from: CalendarDate; readonly to: CalendarDate } {
  const days = evidence.map((day) => daysBetween(first, day));
  const before = Math.min(DAYS_BEFORE[1], Math.max(DAYS_BEFORE[0], ...days.map((day) => -day)));
  const after = Math.min(DAYS_AFTER[1], Math.max(DAYS_AFTER[0], ...days.map((day) => day + 1)));
  return { from: addDays(first, -before), to: addDays(first, after) };
}

function treatmentOf(record: PatientRecord, findings: readonly Finding[]): Pick<CourseTimelineProps, "infusion" | "doses"> {
  const courses = coursesOf(record).map((course) => ({ course, given: givenIn(record, course) }));
  const notes = courses.map(({ course }) => sayInfusion(record, findings, course)).filter((note) => note !== null);
  return {
    // beside two courses there is room for their amounts only
    infusion: { segments: courses.flatMap(({ given }) => given.infusion), note: notes.length > 1 ? notes.map(({ total }) => total).join(" + ") : notes[0]?.says ?? "" },
    doses: [
      { label: "Idarubicin", substance: "idarubicin", days: courses.flatMap(({ given }) => given.idarubicin), note: sayDoses(record, "idarubicin") },
      { label: "Cytarabine", substance: "cytarabine", days: courses.flatMap(({ given }) => given.cytarabine), note: sayDoses(record, "cytarabine") },
    ],
  };
}

/** The infusion and the days of doses of one course. */
function givenIn(record: PatientRecord, course: Course) {
  const infusion = cenersenInfusionOf(record, course);
  const startAt = textOf(infusion, "startAt");
  const given = record.entries.filter((entry) => entry.visit === dosingVisitOf(course));
  const read = courseOf({ startAt: startAt ?? "", stopAt: textOf(infusion, "stopAt"), given });
  return { ...read, infusion: startAt === null ? [] : read.infusion };
}

function sayInfusion(record: PatientRecord, findings: readonly Finding[], course: Course): { readonly says: string; readonly total: string } | null {
  const infusion = cenersenInfusionOf(record, course);
  if (textOf(infusion, "startAt") === null) return null;
  const [stopAt, rate] = [textOf(infusion, "stopAt"), figureOf(infusion, "rateMgPerHour")];
  const total = findings.find(({ kind, subject }) => kind === "dose_given" && subject === infusion?.id)?.trace as { readonly given?: string | null } | undefined;
  const stop = stopAt === null ? "running, no stop recorded" : `stopped ${sayDayMonth(stopAt.slice(0, 10))} ${stopAt.slice(11)}`;
  return { says: [rate && `${rate} mg/h`, total?.given && `${total.given} mg in all`, stop].filter(Boolean).join(", "), total: total?.given ? `${total.given} mg` : stopAt === null ? "running" : "unknown" };
}

/** "24.2 mg × 3", or each dose where they differ; "none in Group 1" where the arm has none. */
function sayDoses(record: PatientRecord, drug: "idarubicin" | "cytarabine"): string {
  const given = entriesOfForm(record, `${drug}_dose`).map((row) => ({ on: dayOf(row, "doseDate") ?? "", mg: figureOf(row, "doseMg") })).filter(({ mg }) => mg !== null && mg !== "0");
  if (given.length > 0) return sayRuns(given.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0)).map(({ mg }) => mg ?? ""));
  const planned = record.arm !== null && protocolVersions[record.protocolVersion].arms[record.arm].chemotherapy.some((dose) => dose.drug === drug);
  return planned ? "none recorded yet" : `none in ${armLabel(record.protocolVersion, record.arm)}`;
}

/** "25.5 mg × 3, 25 mg × 3": equal doses that follow each other are said once. */
function sayRuns(doses: readonly string[]): string {
  const runs: { readonly mg: string; times: number }[] = [];
  for (const mg of doses) {
    const last = runs.at(-1);
    if (last?.mg === mg) last.times += 1;
    else runs.push({ mg, times: 1 });
  }
  return runs.map(({ mg, times }) => (`${sayNumber(mg)} mg${times === 1 ? "" : ` × ${times}`}`)).join(", ");
}

const dated = <Point extends { readonly day: CalendarDate }>(points: readonly Point[]): readonly Point[] => points.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));

const marrowOf = (record: PatientRecord): CourseTimelineProps["marrow"] => dated(entriesOfForm(record, "marrow").flatMap((entry) => {
  const [day, pct] = [dayOf(entry, "marrowDate"), figureOf(entry, "blastPct")];
  return day === null || pct === null || codeOf(entry, "done", ["N"]) === "N" ? [] : [{ day, pct: Number(pct), label: `${pct} %` }];
}));

/** Counts per µL by the same conversion that the response rules use, neutrophils from the white cells where they were not reported. */
const countsOf = (record: PatientRecord): CourseTimelineProps["counts"] => dated(entriesOfForm(record, "haematology").flatMap((sample) => {
  const day = dayOf(sample, "sampleDate");
  const { neutrophils, platelets } = readCounts(sample);
  return day === null || (neutrophils === null && platelets === null) ? [] : [{ day, anc: neutrophils?.toNumber() ?? null, platelets: platelets?.toNumber() ?? null }];
}));

/** Counts held against nothing but themselves. */
const ALONE: Omit<ResponseInput, "blood"> = {
  marrow: { done: "N", date: null, blastPct: null, spicules: "U", nucleatedCells: null, biopsyCellularityPct: null, auerRods: "U" },
  extramedullaryDisease: "U", redCellsTransfused: "U", plateletsTransfused: "U", baselineMarrowBlastPct: null, priorBest: null, regenerationSuspected: false,
};

function readCounts(sample: RecordEntry) {
  const [wbc, anc, platelets] = ["wbc", "anc", "platelets"].map((field) => quantityOf(sample, field));
  const [neutrophilsPct, bandsPct] = ["neutrophilsPct", "bandsPct"].map((field) => figureOf(sample, field));
  const blood = { date: null, blastsPct: null, wbc: wbc ?? null, anc: anc ?? null, platelets: platelets ?? null, neutrophilsPct: neutrophilsPct ?? null, bandsPct: bandsPct ?? null };
  return usableCounts({ ...ALONE, blood }, responseProfiles.SEED.neutrophils);
}

const transfusionsOf = (record: PatientRecord): CourseTimelineProps["transfusions"] => dated(entriesOfForm(record, "transfusion").flatMap((row) => {
  const [day, product, units] = [dayOf(row, "givenOn"), codeOf(row, "product", ["rbc", "platelets"]), known(row, "units")];
  return day === null || product === null ? [] : [{ day, product, units: typeof units === "number" ? units : 1 }];
}));

/** Of grade 3 and more, by the first day that a partial date allows. */
const severeEventsOf = (record: PatientRecord): CourseTimelineProps["events"] => dated(entriesOfForm(record, "adverse_event").flatMap((row) => {
  const [term, grade, start] = [textOf(row, "term"), codeOf(row, "grade", ["3", "4", "5"]), partialDateOf(row, "startDate")];
  return term === null || grade === null || start === null ? [] : [{ term, grade, day: earliestDay(start) }];
}));

const responsesOf = (findings: readonly Finding[]): CourseTimelineProps["responses"] => dated(findings.flatMap(({ kind, value, trace }) => {
  const { on } = trace as { readonly on?: CalendarDate | null };
  return kind === "response" && on ? [{ day: on, status: value }] : [];
}));

/** The drawing in sentences. */
function describe({ first, window, laterWindows, medications, marrow, counts, responses, infusion, doses, events }: Omit<CourseTimelineProps, "description">): string {
  const at = (day: CalendarDate) => sayStudyDay(studyDay(first, day));
  const inhibitors = medications.filter(({ mark }) => mark !== "none");
  const last = counts.at(-1);
  return [
    `Cenersen: ${infusion.note}.`,
    ...doses.map(({ label, note }) => `${label}: ${note}.`),
    window === null ? "No exposure window yet." : `Exposure window ${at(window.from)} to ${at(window.to ?? window.from)}; ${inhibitors.length === 0 ? "no inhibitor recorded" : inhibitors.map(({ label, note }) => `${label}, ${note}`).join("; ")}.`,
    ...laterWindows.map(({ course, from, to }) => `Exposure window of course ${course}: ${at(from)} to ${at(to ?? from)}.`),
    ...(marrow.length === 0 ? [] : [`Marrow blasts: ${marrow.map(({ day, label }) => `${label} on ${at(day)}`).join(", ")}.`]),
    ...(last ? [`Last counts on ${at(last.day)}: ANC ${last.anc ?? "unknown"}, platelets ${last.platelets ?? "unknown"} per µL.`] : []),
    ...(events.length === 0 ? [] : [`Adverse events of grade 3 or more: ${events.map(({ term, grade, day }) => `${term}, grade ${grade}, from ${at(day)}`).join("; ")}.`]),
    ...responses.map(({ day, status }) => `${status} on ${at(day)}.`),
  ].join(" ");
}
