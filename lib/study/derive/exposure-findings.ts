import { rememberedOf } from "@/lib/kernel/remembered-of";
import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { cenersenInfusionOf, dayOf, entriesOfForm, isStarted, sourceOf, textOf } from "@/lib/study/derive/record-reading";
import { exposureWindows, sensitivityWindows } from "@/lib/study/derive/exposure-windows";
import type { ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import { readMedication, type ExposureTrace, type ExposureValue, type ReadMedication } from "@/lib/study/inhibitors/exposure-of";
import { exposureOverCourses, type CourseWindow, type ExposureOverCourses } from "@/lib/study/inhibitors/exposure-over-courses";
import { patientExposure } from "@/lib/study/inhibitors/patient-exposure";
import { LONGEST_INFUSION_DAYS } from "@/lib/study/inhibitors/window-choice";

function waitsFor(startAt: string | null, stopAt: string | null): readonly string[] {
  if (startAt === null) return ["the start of the infusion"];
  return [stopAt === null ? "the end of the infusion" : `an end of the infusion after its start and within ${LONGEST_INFUSION_DAYS} days`];
}

function windowFinding(record: PatientRecord, { course, window }: CourseWindow): Finding {
  const infusion = cenersenInfusionOf(record, course);
  const waitingFor = window === null ? waitsFor(dayOf(infusion, "startAt"), dayOf(infusion, "stopAt")) : [];
  return {
    kind: "exposure_window",
    subject: `C${course}`,
    value: window === null ? "waiting" : `${window.firstDay}/${window.lastDay}`,
    trace: {
      startAt: textOf(infusion, "startAt"),
      stopAt: textOf(infusion, "stopAt"),
      waitingFor,
      sources: { startAt: sourceOf(infusion, "startAt"), stopAt: sourceOf(infusion, "stopAt") },
    },
  };
}

/** Only rows that hold the same substance add to each other's dose. */
const sharesSubstance = (one: ReadMedication, other: ReadMedication): boolean => one.match.substances.some(({ id }) => other.match.substances.some((held) => held.id === id));

/** A decision stands on the row itself and on what it was found to be: another row that raises the day's sum of a substance re-opens it. */
const restsOn = ({ inputs, substances }: ExposureTrace): string => [inputs, ...substances.map(({ id, answer }) => `${id}=${answer}`)].join(" ");

/** One medication row over all courses, with what it would be in the window of the sensitivity analysis. */
export interface RowExposure {
  readonly entryId: string;
  readonly value: ExposureValue;
  readonly trace: ExposureOverCourses["trace"] & { readonly sensitivity: { readonly window: ExposureWindow | null; readonly value: ExposureValue } };
}

interface ReadRow extends ReadMedication {
  readonly id: string;
}

type Row = Pick<RecordEntry, "id" | "answers">;

/** Read once for each row and dictionary: every row is held against all others. */
const readerWith = rememberedOf((ingredientsOf: PatientRecord["ingredientsOf"]) => rememberedOf(({ id, answers }: Row): ReadRow => ({ id, ...readMedication(answers, ingredientsOf) })));
const readRow = (row: Row, { ingredientsOf }: PatientRecord): ReadRow => readerWith(ingredientsOf)(row);

const readRows = (record: PatientRecord): readonly ReadRow[] => entriesOfForm(record, "concomitant_medication").filter(isStarted).map((row) => readRow(row, record));

const besides = (row: ReadRow, rows: readonly ReadRow[]): readonly ReadRow[] => rows.filter((other) => other.id !== row.id && sharesSubstance(other, row));

/** What each medication that was started to be typed is, with the doses of the others that hold the same substance. */
export function exposuresOfRows(record: PatientRecord): readonly RowExposure[] {
  const [windows, wider] = [exposureWindows(record), sensitivityWindows(record)];
  const rows = readRows(record);
  return rows.map((row) => {
    const others = besides(row, rows);
    const { value, trace } = exposureOverCourses(row, others, windows);
    const { value: inWider, decidedBy } = exposureOverCourses(row, others, wider);
    return { entryId: row.id, value, trace: { ...trace, sensitivity: { window: decidedBy.window, value: inWider } } };
  });
}

/** What one row is that is not, or not so, in the record. */
export function exposureOfRow(record: PatientRecord, entry: Row): ExposureOverCourses {
  const row = readRow(entry, record);
  return exposureOverCourses(row, besides(row, readRows(record)), exposureWindows(record));
}

/**
 * The windows, what each medication row means in them, and whether the patient was exposed after what monitors decided. Beside each
 * result stands what it would be in the sensitivity window, `sensitivity` in its trace.
 */
export function exposureFindings(record: PatientRecord, hashOf: (text: string) => string): readonly Finding[] {
  const [windows, wider] = [exposureWindows(record), sensitivityWindows(record)];
  const rows = exposuresOfRows(record);
  const patientIn = (valueOf: (row: RowExposure) => ExposureValue) =>
    patientExposure(rows.map((row) => ({ entryId: row.entryId, value: valueOf(row), inputs: restsOn(row.trace) })), record.exposureReviews, hashOf);
  const patient = patientIn(({ value }) => value);
  const sensitivity = { window: wider[0]?.window ?? null, windows: wider, value: patientIn(({ trace }) => trace.sensitivity.value).value };
  return [
    ...windows.map((window) => windowFinding(record, window)),
    ...rows.map(({ entryId, value, trace }): Finding => ({ kind: "exposure", subject: entryId, value, trace: { ...trace, inputsHash: hashOf(restsOn(trace)) } })),
    { kind: "patient_exposure", subject: "", value: patient.value, trace: { ...patient.trace, window: windows[0]?.window ?? null, windows, sensitivity } },
  ];
}
