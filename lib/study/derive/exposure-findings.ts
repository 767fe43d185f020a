import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { cenersenInfusionOf, dayOf, entriesOfForm, isStarted, sourceOf, textOf } from "@/lib/study/derive/record-reading";
import type { ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import { exposureOf } from "@/lib/study/inhibitors/exposure-of";
import { windowOf } from "@/lib/study/inhibitors/exposure-window";
import { patientExposure } from "@/lib/study/inhibitors/patient-exposure";

/** The days on which an inhibitor counts: of the infusion as it was recorded. Null until its start and its end are. */
export function exposureWindowOf(record: PatientRecord): ExposureWindow | null {
  const infusion = cenersenInfusionOf(record);
  const [first, last] = [dayOf(infusion, "startAt"), dayOf(infusion, "stopAt")];
  return first === null || last === null || last < first ? null : windowOf(first, last);
}

function windowFinding(record: PatientRecord, window: ExposureWindow | null): Finding {
  const infusion = cenersenInfusionOf(record);
  const waitingFor = window !== null ? [] : dayOf(infusion, "startAt") === null ? ["start of the infusion"] : ["end of the infusion"];
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

/** The window, what each medication row means in it, and whether the patient was exposed after what monitors decided. */
export function exposureFindings(record: PatientRecord, hashOf: (text: string) => string): readonly Finding[] {
  const window = exposureWindowOf(record);
  const medications = entriesOfForm(record, "concomitant_medication").filter(isStarted);
  const rows = medications.map(({ id, answers }) => {
    const others = medications.filter((other) => other.id !== id).map((other) => other.answers);
    return { entryId: id, ...exposureOf({ medication: answers, window, otherMedications: others }) };
  });
  const patient = patientExposure(rows.map(({ entryId, value, trace }) => ({ entryId, value, inputs: trace.inputs })), record.exposureReviews, hashOf);
  return [
    windowFinding(record, window),
    ...rows.map(({ entryId, value, trace }): Finding => ({ kind: "exposure", subject: entryId, value, trace: { ...trace, inputsHash: hashOf(trace.inputs) } })),
    { kind: "patient_exposure", subject: "", value: patient.value, trace: { ...patient.trace, window } },
  ];
}
