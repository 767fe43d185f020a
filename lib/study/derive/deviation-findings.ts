import { sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { sayPartialDate } from "@/lib/kernel/partial-date";
import type { TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import { cenersenInfusionOf, codeOf, dayOf, entriesOfForm, firstCenersenDayOf, isStarted, partialDateOf, sourceOf, textOf } from "@/lib/study/derive/record-reading";
import type { DeviationCategory } from "@/lib/study/deviations/deviation-categories";
import type { Finding, PatientRecord, RecordEntry, Source } from "@/lib/study/patient-record";
import { visitByCode, windowDates } from "@/lib/study/visits";

/** A departure that the rules found: what was asked and what was done, when, and where it stands. */
export interface DeviationTrace {
  readonly says: string;
  readonly on: CalendarDate | null;
  readonly source: Source | null;
  /** The part of the protocol that was departed from. */
  readonly protocol: string;
  /** What the site or the sponsor gave as the reason; null where none was given. */
  readonly reason: string | null;
}

const found = (subject: string, value: DeviationCategory, trace: DeviationTrace): Finding => ({ kind: "deviation", subject, value, trace });

/**
 * Departures from the protocol, one for each fact, read from what was found and entered elsewhere. None of them rests on a clock: what
 * is merely not there yet is not missed. A value that is corrected takes its deviation away.
 */
export function deviationFindings(record: PatientRecord, others: readonly Finding[]): readonly Finding[] {
  return [
    ...eligibilityDeviations(record, others),
    ...consentDeviations(record),
    ...earlyTreatment(record),
    ...doseDeviations(record, others),
    ...medicationDeviations(record, others),
    ...visitDeviations(record),
  ];
}

/** What stands under consent is not said again under eligibility. */
const SAID_ELSEWHERE: readonly string[] = ["CONSENT_FIRST"];

/** Each waiver of a criterion that still fails; and after randomisation each criterion that fails without one. */
function eligibilityDeviations(record: PatientRecord, others: readonly Finding[]): readonly Finding[] {
  const trace = others.find(({ kind }) => kind === "eligibility")?.trace as { readonly criteria: readonly TracedEligibility[] } | undefined;
  const failed = (trace?.criteria ?? []).filter(({ state }) => state === "failed");
  return failed.flatMap(({ id, label, note, on, source, waiver }) => {
    const at = { on: on ?? record.randomisedOn, source, protocol: "Eligibility" };
    if (waiver !== null) return [found(`waiver:${id}`, "eligibility", { ...at, says: `${label}: ${note ?? "not met"}`, reason: waiver.reason })];
    if (record.randomisedOn === null || SAID_ELSEWHERE.includes(id)) return [];
    return [found(`eligibility:${id}`, "eligibility", { ...at, says: `Randomised on ${sayDate(record.randomisedOn)}, and as recorded now not eligible. ${label}: ${note ?? "not met"}`, reason: null })];
  });
}

/** Examinations and acts of the study, by the field of their day, and what they are called. */
const PROCEDURES: Readonly<Record<string, readonly [field: string, says: string]>> = {
  vital_signs: ["measuredOn", "vital signs"],
  chemistry: ["sampleDate", "chemistry"],
  cardiac: ["examinedOn", "cardiac function"],
  haematology: ["sampleDate", "haematology"],
  marrow: ["marrowDate", "bone marrow"],
  extramedullary: ["examinedOn", "extramedullary disease"],
  cenersen_infusion: ["startAt", "cenersen"],
};

/** Consent after anything of the study: one deviation, of the consent, whatever came before it. */
function consentDeviations(record: PatientRecord): readonly Finding[] {
  const consent = entriesOfForm(record, "consent")[0];
  const consented = dayOf(consent, "consentDate");
  if (consent === undefined || consented === null) return [];
  const early = Object.entries(PROCEDURES).flatMap(([formId, [field, says]]) => entriesOfForm(record, formId).flatMap((entry) => {
    const day = dayOf(entry, field);
    return day !== null && day < consented ? [`${says} on ${sayDate(day)}`] : [];
  }));
  if (record.randomisedOn !== null && record.randomisedOn < consented) early.push(`randomisation on ${sayDate(record.randomisedOn)}`);
  if (early.length === 0) return [];
  const says = `Consent is dated ${sayDate(consented)}, after ${early.join(", ")}`;
  return [found(`consent:${consent.id}`, "consent", { says, on: consented, source: sourceOf(consent, "consentDate"), protocol: "Consent and randomisation", reason: null })];
}

function earlyTreatment(record: PatientRecord): readonly Finding[] {
  const [infusion, first, drawn] = [cenersenInfusionOf(record), firstCenersenDayOf(record), record.randomisedOn];
  if (infusion === undefined || first === null || drawn === null || first >= drawn) return [];
  const says = `Cenersen was started on ${sayDate(first)}, before randomisation on ${sayDate(drawn)}`;
  return [found(`treatment:${infusion.id}`, "randomisation", { says, on: first, source: sourceOf(infusion, "startAt"), protocol: "Consent and randomisation", reason: null })];
}

interface DoseTrace { readonly drug: string; readonly planned: string | null; readonly says: string; readonly deviationReason?: string | null }

/** Where the dose of each form stands, and its day. */
const DOSE_FIELDS: Readonly<Record<string, readonly [field: string, day: string]>> = {
  cenersen_infusion: ["rateMgPerHour", "startAt"], idarubicin_dose: ["doseMg", "doseDate"], cytarabine_dose: ["doseMg", "doseDate"],
};

/** Doses beyond the tolerance; a drug that the arm does not receive departs from the randomisation. */
function doseDeviations(record: PatientRecord, others: readonly Finding[]): readonly Finding[] {
  return others.filter(({ kind, value }) => kind === "dose_given" && value === "deviation").flatMap(({ subject, trace }) => {
    const entry = record.entries.find(({ id }) => id === subject);
    const [field, day] = DOSE_FIELDS[entry?.formId ?? ""] ?? [];
    if (entry === undefined || field === undefined || day === undefined) return [];
    const { drug, planned, says, deviationReason = null } = trace as DoseTrace;
    const notOfTheArm = planned === null;
    const at = { on: dayOf(entry, day), source: sourceOf(entry, field), reason: deviationReason };
    return [notOfTheArm
      ? found(`arm:${entry.id}`, "randomisation", { ...at, says, protocol: "Treatment by arm" })
      : found(`dose:${entry.id}`, "dose", { ...at, says: `${drug}: ${says}`, protocol: `Dosing, ${drug}` })];
  });
}

/** Inhibitors in the window of a course, as derived or as a monitor decided; a decision counts while the medication stands as it was. */
function medicationDeviations(record: PatientRecord, others: readonly Finding[]): readonly Finding[] {
  return others.filter(({ kind }) => kind === "exposure").flatMap(({ subject, value, trace }) => {
    const { inputsHash } = trace as { readonly inputsHash?: string };
    const decided = record.exposureReviews.find((review) => review.entryId === subject && review.inputsHash === inputsHash)?.verdict;
    const counts = decided === "inhibitor_exposure" || (value === "exposed" && decided !== "not_an_inhibitor");
    const entry = record.entries.find(({ id }) => id === subject);
    if (!counts || entry === undefined) return [];
    const [from, to] = [partialDateOf(entry, "startDate"), partialDateOf(entry, "stopDate")];
    const says = `${textOf(entry, "medication") ?? "A medication"}${from === null ? "" : ` from ${sayPartialDate(from)}`}${to === null ? "" : ` to ${sayPartialDate(to)}`}: an inhibitor of cenersen inside the exposure window`;
    return [found(`medication:${entry.id}`, "prohibited_medication", {
      says, on: dayOf(entry, "startDate"), source: sourceOf(entry, "medication"), protocol: "Prohibited medication", reason: textOf(entry, "indication"),
    })];
  });
}

/** Assessments that a visit's window is for. What is measured for dosing may come before its day 1. */
const WINDOWED: Readonly<Record<string, readonly [field: string, says: string]>> = {
  haematology: ["sampleDate", "Haematology"], marrow: ["marrowDate", "Bone marrow"], extramedullary: ["examinedOn", "Extramedullary disease"],
  response_assessment: ["assessedOn", "Response assessment"], follow_up: ["contactDate", "Contact"],
};

function visitDeviations(record: PatientRecord): readonly Finding[] {
  return record.entries.filter(({ formId, visit }) => visit !== null && visit !== "SCR" && WINDOWED[formId] !== undefined).filter(isStarted)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1)).flatMap((entry) => outsideWindow(record, entry));
}

function outsideWindow(record: PatientRecord, entry: RecordEntry): readonly Finding[] {
  const [field, what] = WINDOWED[entry.formId] ?? ["", ""];
  const visit = visitByCode(entry.visit ?? "", record.protocolVersion);
  const first = visit?.course == null ? null : firstCenersenDayOf(record, visit.course);
  const [day, days] = [dayOf(entry, field), visit === undefined || first === null ? null : windowDates(visit, first)];
  if (day === null || days === null || first === null || visit === undefined || (days.from <= day && day <= days.to)) return [];
  if (codeOf(entry, "done", ["N"]) === "N") return [];
  const says = `${what}, ${visit.title.toLowerCase()}: done on ${sayDate(day)} (${sayStudyDay(studyDay(first, day))}), planned ${sayDate(days.from)} to ${sayDate(days.to)}`;
  return [found(`visit:${entry.id}`, "visit_window", { says, on: day, source: sourceOf(entry, field), protocol: "Schedule of assessments", reason: textOf(entry, "comment") })];
}
