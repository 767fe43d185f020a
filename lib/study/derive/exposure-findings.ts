import { daysBetween } from "@/lib/kernel/calendar-date";
import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { cenersenInfusionOf, dayOf, entriesOfForm, isStarted, sourceOf, textOf } from "@/lib/study/derive/record-reading";
import type { ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import { exposureOf, type ExposureTrace } from "@/lib/study/inhibitors/exposure-of";
import { windowOf } from "@/lib/study/inhibitors/exposure-window";
import { patientExposure } from "@/lib/study/inhibitors/patient-exposure";
import { recogniseInhibitor } from "@/lib/study/inhibitors/recognise-inhibitor";

/** No version infuses for longer than a week; dates further apart are a mistake, and no window is drawn from them. */
const LONGEST_INFUSION_DAYS = 31;

/** The days on which an inhibitor counts: of the infusion as it was recorded. Null until its start and its end are, in order. */
export function exposureWindowOf(record: PatientRecord): ExposureWindow | null {
  const infusion = cenersenInfusionOf(record);
  const [first, last] = [dayOf(infusion, "startAt"), dayOf(infusion, "stopAt")];
  if (first === null || last === null || last < first || daysBetween(first, last) > LONGEST_INFUSION_DAYS) return null;
  return windowOf(first, last);
}

function waitsFor(startAt: string | null, stopAt: string | null): readonly string[] {
  if (startAt === null) return ["the start of the infusion"];
  return [stopAt === null ? "the end of the infusion" : `an end of the infusion after its start and within ${LONGEST_INFUSION_DAYS} days`];
}

function windowFinding(record: PatientRecord, window: ExposureWindow | null): Finding {
  const infusion = cenersenInfusionOf(record);
  const waitingFor = window === null ? waitsFor(dayOf(infusion, "startAt"), dayOf(infusion, "stopAt")) : [];
  return {
    kind: "exposure_window",
    subject: "C1",
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
const substancesIn = (medication: RecordEntry): readonly string[] => recogniseInhibitor(textOf(medication, "medication") ?? "").substances.map(({ id }) => id);

/** A decision stands on the row itself and on what it was found to be: another row that raises the day's sum of a substance re-opens it. */
const restsOn = ({ inputs, substances }: ExposureTrace): string => [inputs, ...substances.map(({ id, answer }) => `${id}=${answer}`)].join(" ");

/** The window, what each medication row means in it, and whether the patient was exposed after what monitors decided. */
export function exposureFindings(record: PatientRecord, hashOf: (text: string) => string): readonly Finding[] {
  const window = exposureWindowOf(record);
  const medications = entriesOfForm(record, "concomitant_medication").filter(isStarted).map((entry) => ({ ...entry, holds: substancesIn(entry) }));
  const rows = medications.map(({ id, answers, holds }) => {
    const others = medications.filter((other) => other.id !== id && other.holds.some((substance) => holds.includes(substance))).map((other) => other.answers);
    return { entryId: id, ...exposureOf({ medication: answers, window, otherMedications: others }) };
  });
  const patient = patientExposure(rows.map(({ entryId, value, trace }) => ({ entryId, value, inputs: restsOn(trace) })), record.exposureReviews, hashOf);
  return [
    windowFinding(record, window),
    ...rows.map(({ entryId, value, trace }): Finding => ({ kind: "exposure", subject: entryId, value, trace: { ...trace, inputsHash: hashOf(restsOn(trace)) } })),
    { kind: "patient_exposure", subject: "", value: patient.value, trace: { ...patient.trace, window } },
  ];
}
