import { ANSWERS_PREFIX, type EventWords } from "@/lib/audit/trail-event";
import type { Wording } from "@/lib/crf/condition";
import { wordingOf, type Form } from "@/lib/crf/define-form";
import { ROLE_LABELS, type Role } from "@/lib/kernel/actor";
import { isCalendarDate, sayDate } from "@/lib/kernel/calendar-date";
import { MEANING_LABELS, type SignatureMeaning } from "@/lib/signatures/statements";
import type { Arm, ExposureVerdict, FindingKind } from "@/lib/study/patient-record";
import { formById, forms } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { armLabel } from "@/lib/study/words";
import type { TrailRecord } from "./trail-rows";

const VERDICTS: Readonly<Record<ExposureVerdict, string>> = {
  inhibitor_exposure: "an inhibitor exposure", not_an_inhibitor: "not an inhibitor", need_more_information: "more information is needed",
};

const FINDINGS: Readonly<Record<FindingKind, (about: string) => string>> = {
  eligibility: () => "eligibility",
  planned_dose: (about) => `the planned doses of ${about}`,
  dose_given: (about) => `the check of the dose in ${about}`,
  course_dose: (about) => `the dose intensity of ${about}`,
  lab: (about) => `the laboratory flags of ${about}`,
  response: (about) => `response, ${about}`,
  agreement: (about) => `the comparison of both assessments, ${about}`,
  treatment_outcome: () => "the outcome of treatment",
  overall_survival: () => "overall survival",
  event_free_survival: () => "event-free survival",
  disease_free_survival: () => "disease-free survival",
  remission_duration: () => "the duration of remission",
  early_death: () => "early death",
  population: (about) => `the analysis population ${about}`,
  deviation: (about) => `a deviation, ${about}`,
  best_response: () => "best response",
  exposure_window: (about) => `the exposure window of ${about}`,
  exposure: (about) => `inhibitor exposure by ${about}`,
  patient_exposure: () => "inhibitor exposure of the patient",
};

const sayVisit = (code: string): string => visitByCode(code)?.title ?? code;

/** Days as days, codes as words; anything else as it is stored. */
function showStored(value: unknown): string {
  if (typeof value !== "string") return typeof value === "object" ? JSON.stringify(value) : String(value);
  return value.split("/").every(isCalendarDate) ? value.split("/").map(sayDate).join(" to ") : value;
}

/** How columns outside the forms show their values. */
const SHOWN: Readonly<Record<string, (value: string, record: TrailRecord) => string>> = {
  "app.patient.arm": (arm, { protocolVersion }) => (protocolVersion === null ? arm : armLabel(protocolVersion, arm as Arm)),
  "app.patient.status": (status) => status.replaceAll("_", " "),
  "app.finding.value": (value) => showStored(value.replaceAll("_", " ")),
  "app.membership.role": (role) => ROLE_LABELS[role as Role]?.toLowerCase() ?? role,
  "app.exposure_review.verdict": (verdict) => VERDICTS[verdict as ExposureVerdict] ?? verdict,
  "app.signature.meaning": (meaning) => MEANING_LABELS[meaning as SignatureMeaning]?.toLowerCase() ?? meaning,
};

function wordingFor(record: TrailRecord, form: Form | undefined): Wording {
  const columns: Wording = {
    label: (column) => column.replaceAll("_", " "),
    show: (column, value) => (typeof value === "string" ? SHOWN[`${record.table}.${column}`]?.(value, record) : undefined) ?? showStored(value),
  };
  if (!["app.entry", "app.import_entry"].includes(record.table) || form === undefined) return columns;
  // a field that the entry's version of the form no longer has is told in the words of the version that had it
  const wording = (name: string) => { const had = name in form.fields ? form : earlierForms(form).find(({ fields }) => name in fields); return had ? wordingOf(had) : columns; };
  return { label: (name) => wording(name).label(name), show: (name, value) => wording(name).show(name, value) };
}

/** Other versions of a form, the newest first. */
const earlierForms = ({ id, version }: Form): readonly Form[] =>
  (forms as unknown as readonly Form[]).filter((other) => other.id === id && other.version !== version).toSorted((one, other) => other.version - one.version);

/** "Haematology, Day 28 to 42" or "Concomitant medication, row 3". */
function entryPlace({ formId, visitCode, rowNo }: TrailRecord, form: Form | undefined): string {
  return [form?.title ?? formId, visitCode === null ? null : sayVisit(visitCode), form?.repeats ? `row ${rowNo}` : null].filter((part) => part !== null).join(", ");
}

function placeOf(record: TrailRecord, form: Form | undefined): string | null {
  const { table, entryId, visitCode, patientNumber, siteCode } = record;
  if (table === "app.membership") return siteCode === null ? "all sites" : `site ${siteCode}`;
  if (entryId !== null) return entryPlace(record, form);
  if (visitCode !== null) return `the visit ${sayVisit(visitCode)}`;
  if (patientNumber !== null) return `patient ${patientNumber}`;
  if (siteCode !== null) return `site ${siteCode}`;
  return table === "app.lock" ? "the study" : null;
}

function findingSubject({ findingKind, findingSubject: about, medication, ...record }: TrailRecord, form: Form | undefined): string {
  const say = FINDINGS[findingKind as FindingKind] as ((about: string) => string) | undefined;
  const place = record.entryId === null ? (about ?? "").split(":").map(sayVisit).join(", ") : (medication ?? entryPlace({ ...record, medication, findingKind, findingSubject: about }, form));
  return say?.(place) ?? findingKind ?? "a result";
}

function subjectOf(record: TrailRecord, form: Form | undefined): string | null {
  if (record.table === "app.finding") return findingSubject(record, form);
  if (record.table === "app.exposure_review") return record.medication ?? "a medication";
  if (record.table === "auth.account" || record.table === "app.membership") return record.personName ?? "an account";
  return record.field === null ? null : (form?.fields[record.field]?.label ?? record.field);
}

/** The words that the trail itself does not hold: of the form in the version it was filled under, of visits, roles and results. */
export function wordsOf(record: TrailRecord): EventWords {
  const form = record.formId === null ? undefined : (formById(record.formId, record.formVersion ?? undefined) as unknown as Form | undefined);
  return { place: placeOf(record, form), subject: subjectOf(record, form), wording: wordingFor(record, form) };
}

/** The field that a link to the record should open at; null when it is the record as a whole. */
export const fieldOfRecord = ({ field, fields }: TrailRecord): string | null =>
  field ?? fields.find((path) => path.startsWith(ANSWERS_PREFIX))?.slice(ANSWERS_PREFIX.length) ?? null;
