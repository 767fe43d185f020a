import { addDays, daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import { figure, perMicrolitre } from "@/lib/study/response/blood-count";
import { codeOf, dayOf, entriesOfForm, figureOf, firstCenersenDayOf, isStarted, quantityOf, sourceOf } from "@/lib/study/derive/record-reading";
import type { BestUnderProfile } from "@/lib/study/derive/response-findings";
import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import type { OutcomeParameters } from "@/lib/study/outcome/outcome-parameters";
import type { OutcomeFacts } from "@/lib/study/outcome/treatment-outcome";
import { responseProfiles } from "@/lib/study/response/response-profiles";
import type { YesNoUnknown } from "@/lib/study/response/response-input";
import { earliest, firstOf, lastDiseaseAssessment, lastKnownAlive, type DatedFact } from "@/lib/study/survival/dated-facts";
import { versionOn } from "@/lib/study/version-on";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { COURSES, dosingVisitOf, visitByCode, windowDates, type Course } from "@/lib/study/visits";

/** The days and facts that every outcome is reckoned from, read once. */
export interface OutcomeRecord extends OutcomeFacts {
  readonly randomised: DatedFact | null;
  readonly newTherapy: DatedFact | null;
  readonly lastKnownAlive: DatedFact | null;
  readonly lastDiseaseAssessment: DatedFact | null;
}

const latestOf = (facts: readonly (DatedFact | null)[]): DatedFact | null => facts.filter((fact) => fact !== null).toSorted((one, other) => (one.on < other.on ? -1 : 1)).at(-1) ?? null;

export function outcomeRecordOf(record: PatientRecord, findings: readonly Finding[], parameters: OutcomeParameters): OutcomeRecord {
  const best = bestOf(record, findings);
  const course = lastCourse(record);
  const firstDay = firstCenersenDayOf(record);
  const death = firstOf(record, "death", "deathDate", "death");
  const alive = lastKnownAlive(record);
  const endOfTreatment = endOfTreatmentOf(record, findings, course);
  return {
    best: best.status,
    remission: best.firstRemissionOn === null ? null : { on: best.firstRemissionOn, what: "first remission", source: null },
    relapse: relapseOf(record, best),
    randomised: record.randomisedOn === null ? null : { on: record.randomisedOn, what: "randomised", source: null },
    firstDose: firstDay === null ? null : { on: firstDay, what: "first cenersen", source: null },
    neverTreated: neverTreated(record),
    death, endOfTreatment, lastKnownAlive: alive,
    newTherapy: firstOf(record, "new_therapy", "startDate", "new therapy"),
    lastDiseaseAssessment: lastDiseaseAssessment(record),
    settledBy: settledBy(record, course),
    openAssessment: openAssessment(record, findings, course, death),
    course: {
      responded: best.firstRemissionOn !== null,
      therapyCompleted: death === null ? null : diedBeforeTheEnd(record, course, death) ? false : endOfTreatment === null ? null : true,
      daysFromEndOfTreatmentToDeath: death === null || endOfTreatment === null ? null : daysBetween(endOfTreatment.on, death.on),
      aliveDaysAfterTreatment: death !== null || endOfTreatment === null || alive === null ? null : daysBetween(endOfTreatment.on, alive.on),
      ...diseaseAfter(record, endOfTreatment, death, parameters),
    },
  };
}

const NONE: BestUnderProfile = { status: "NE", on: null, studyDay: null, visit: null, firstRemissionOn: null, relapseOn: null };

function bestOf(record: PatientRecord, findings: readonly Finding[]): BestUnderProfile {
  const trace = findings.find(({ kind }) => kind === "best_response")?.trace as { readonly profiles?: Readonly<Record<string, BestUnderProfile>> } | undefined;
  return trace?.profiles?.[record.profile] ?? NONE;
}

/** Reported on its form, or shown by an assessment; the earlier of the two, after a remission only. */
function relapseOf(record: PatientRecord, { firstRemissionOn, relapseOn }: BestUnderProfile): DatedFact | null {
  const assessed = relapseOn === null ? null : { on: relapseOn, what: "assessed as relapse", source: null };
  return firstRemissionOn === null ? null : earliest([firstOf(record, "relapse", "relapseDate", "relapse"), assessed]);
}

const lastCourse = (record: PatientRecord): Course => COURSES.findLast((course) => firstCenersenDayOf(record, course) !== null) ?? 1;

const DOSING_FORMS = ["cenersen_infusion", "infusion_bag", "idarubicin_dose", "cytarabine_dose"] as const;

const neverTreated = (record: PatientRecord): DatedFact | null =>
  DOSING_FORMS.some((form) => entriesOfForm(record, form).some(isStarted)) ? null : firstOf(record, "end_of_treatment", "endedOn", "end of treatment");

/** The last day on which study drug was given, once every planned dose is accounted for, or the form End of treatment names the day. */
function endOfTreatmentOf(record: PatientRecord, findings: readonly Finding[], course: Course): DatedFact | null {
  const visit = dosingVisitOf(course);
  const named = firstOf(record, "end_of_treatment", "lastDoseOn", "last dose");
  const doses = findings.filter(({ kind, subject }) => kind === "course_dose" && subject.startsWith(`${visit}:`));
  const isComplete = doses.length > 0 && doses.every(({ trace }) => (trace as { readonly given?: string | null }).given != null);
  if (named === null && !isComplete) return null;
  const given = (["idarubicin_dose", "cytarabine_dose"] as const).flatMap((form) => entriesOfForm(record, form, visit).filter((row) => figure(figureOf(row, "doseMg"))?.greaterThan(0)).map((row) => dated(row, "doseDate", "last dose")));
  return latestOf([named, ...given, ...entriesOfForm(record, "cenersen_infusion", visit).map((row) => dated(row, "stopAt", "end of cenersen"))]);
}

function dated(row: RecordEntry, field: string, what: string): DatedFact | null {
  const on = dayOf(row, field);
  return on === null ? null : { on, what, source: sourceOf(row, field) };
}

/** Death on or before the last day on which the arm still receives a drug. */
function diedBeforeTheEnd(record: PatientRecord, course: Course, death: DatedFact): boolean {
  const first = firstCenersenDayOf(record, course);
  if (first === null || record.arm === null) return false;
  const { cenersen, arms } = protocolVersions[versionOn(record, course)];
  const lastDay = Math.max(Math.ceil(cenersen.hours / 24), ...arms[record.arm].chemotherapy.map(({ fromDay, days }) => fromDay + days - 1));
  return death.on < addDays(first, lastDay - 1);
}

/** The first day on which the last assessment of the course is due. */
function lastAssessmentDue(record: PatientRecord, course: Course): CalendarDate | null {
  const first = firstCenersenDayOf(record, course);
  const window = visitByCode(course === 1 ? "D28" : "C2D28", record.protocolVersion);
  return first === null || window === undefined ? null : windowDates(window, first)?.from ?? null;
}

/** Induction is over when its last assessment was due and something was examined from then on, or when other treatment followed. */
function settledBy(record: PatientRecord, course: Course): DatedFact | null {
  const from = lastAssessmentDue(record, course);
  const examined = ([["marrow", "marrowDate", "marrow"], ["haematology", "sampleDate", "blood counts"]] as const).flatMap(([form, field, what]) =>
    entriesOfForm(record, form).map((entry) => dated(entry, field, what)).filter((fact) => fact !== null && from !== null && fact.on >= from));
  const givenUp = entriesOfForm(record, "end_of_treatment").filter((entry) => codeOf(entry, "reason", ["progression"]) !== null).map((entry) => dated(entry, "endedOn", "treatment given up"));
  return earliest([...examined, firstOf(record, "new_therapy", "startDate", "new therapy"), ...givenUp]);
}

/** What keeps a failure from being told from a gap in the record: an assessment with blanks, or none where one was due before death. */
function openAssessment(record: PatientRecord, findings: readonly Finding[], course: Course, death: DatedFact | null): string | null {
  const open = findings.find(({ kind, trace }) => kind === "response" && (trace as { readonly isOpen?: boolean }).isOpen);
  if (open !== undefined) return `the blanks in the assessment of ${visitByCode(open.subject)?.shortTitle ?? open.subject}`;
  const from = lastAssessmentDue(record, course);
  if (death === null || from === null || death.on < from || settledBy(record, course) !== null) return null;
  return entriesOfForm(record, "marrow").some((entry) => codeOf(entry, "done", ["N"]) !== null && entry.visit !== "SCR") ? null : "the assessment at the end of the course, or that no marrow was taken";
}

type DiseaseAfter = Pick<OutcomeFacts["course"], "bloodBlasts" | "cytopenic" | "lastMarrowDaysBeforeDeath" | "lastMarrow" | "evidenceOfPersistentLeukaemia">;

/** The disease as last seen after the end of treatment. What was not looked at is unknown. */
function diseaseAfter(record: PatientRecord, end: DatedFact | null, death: DatedFact | null, parameters: OutcomeParameters): DiseaseAfter {
  const after = (form: string, field: string) => entriesOfForm(record, form).filter((entry) => { const on = dayOf(entry, field); return on !== null && end !== null && on > end.on; })
    .toSorted((one, other) => ((dayOf(one, field) ?? "") < (dayOf(other, field) ?? "") ? -1 : 1));
  const counts = after("haematology", "sampleDate");
  const marrow = after("marrow", "marrowDate").findLast((entry) => marrowState(entry, parameters) !== null);
  const lastMarrow = marrow === undefined ? null : marrowState(marrow, parameters);
  const blasts = figure(figureOf(counts.findLast((entry) => figureOf(entry, "blastsPct") !== null), "blastsPct"));
  const bloodBlasts: YesNoUnknown = blasts === null ? "U" : blasts.greaterThan(0) ? "Y" : "N";
  const elsewhere = codeOf(after("extramedullary", "examinedOn").at(-1), "disease", ["Y", "N"]);
  const marrowOn = dayOf(marrow, "marrowDate");
  return {
    bloodBlasts, lastMarrow, cytopenic: cytopenicIn(counts),
    lastMarrowDaysBeforeDeath: death === null || marrowOn === null ? null : daysBetween(marrowOn, death.on),
    evidenceOfPersistentLeukaemia: lastMarrow === "persistent" || bloodBlasts === "Y" || elsewhere === "Y" ? true : lastMarrow !== null && bloodBlasts === "N" ? false : null,
  };
}

/** Null for a marrow that says neither how many blasts nor how many cells there were. */
function marrowState(entry: RecordEntry, { persistentMarrowBlastsPct, hypoplasticBelowPct }: OutcomeParameters): "persistent" | "aplastic" | "hypoplastic" | "cellular" | null {
  const blasts = figure(figureOf(entry, "blastPct"));
  if (blasts?.greaterThanOrEqualTo(persistentMarrowBlastsPct)) return "persistent";
  const said = codeOf(entry, "cellularity", ["aplastic", "hypoplastic"]);
  const cellularity = figure(figureOf(entry, "biopsyCellularityPct"));
  if (said !== null) return said;
  if (cellularity !== null) return cellularity.lessThan(hypoplasticBelowPct) ? "hypoplastic" : "cellular";
  return blasts === null && codeOf(entry, "cellularity", ["normal", "hypercellular"]) === null ? null : "cellular";
}

/** By the bounds of a remission: a count below one of them. Unknown until both are known to be above or one to be below. */
function cytopenicIn(counts: readonly RecordEntry[]): boolean | null {
  const last = (field: string) => perMicrolitre(quantityOf(counts.findLast((entry) => quantityOf(entry, field) !== null), field));
  const { neutrophils, platelets } = responseProfiles.SEED;
  const low = [last("anc")?.lessThan(neutrophils.perMicrolitre) ?? null, last("platelets")?.lessThan(platelets.perMicrolitre) ?? null];
  return low.includes(true) ? true : low.includes(null) ? null : false;
}

