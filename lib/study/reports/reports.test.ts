import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { enrolmentPlan, plannedAfter } from "@/lib/study/enrolment-plan";
import { doseSummaries, exposureByArm, exposureBySubstance } from "@/lib/study/reports/exposure-counts";
import { enrolmentMonths } from "@/lib/study/reports/enrolment-months";
import { marrowChange } from "@/lib/study/reports/marrow-change";
import { patientCourse } from "@/lib/study/reports/patient-course";
import { eventsOf } from "@/lib/study/reports/treated-events";
import type { ReportSubject, SubjectFinding } from "@/lib/study/reports/report-subject";
import type { FindingKind } from "@/lib/study/patient-record";

const entry = (formId: string, visit: string | null, answers: Readonly<Record<string, unknown>>) => ({ id: `${formId} ${visit ?? ""} ${JSON.stringify(answers)}`, formId, formVersion: 1, visit, rowNo: 1, answers });
const found = (kind: FindingKind, value: string, trace: Readonly<Record<string, unknown>> = {}, subject = ""): SubjectFinding => ({ kind, subject, value, trace });
const patient = (parts: Partial<ReportSubject> = {}): ReportSubject => ({ number: "101-001", site: "101", status: "randomised", arm: "A", randomisedOn: "2024-09-15", findings: [], entries: [], ...parts });

const DOSE = entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00" });
const marrow = (visit: string, marrowDate: unknown, blastPct: unknown) => entry("marrow", visit, { done: "Y", marrowDate, blastPct });

describe("the best change of marrow blasts", () => {
  test.each<[string, readonly ReturnType<typeof entry>[], unknown]>([
    ["is the least count after treatment against the last before", [DOSE, marrow("SCR", "2024-09-10", "40"), marrow("D14", "2024-09-30", "20"), marrow("D28", "2024-10-14", "5")], { baseline: "40", best: "5", visit: "D28", changePct: "-87.5" }],
    ["takes the later of two counts before", [DOSE, marrow("UNS1", "2024-09-01", "80"), marrow("SCR", "2024-09-16", "40"), marrow("D14", "2024-09-30", "20")], { baseline: "40", changePct: "-50.0" }],
    ["may be a rise", [DOSE, marrow("SCR", "2024-09-10", "30"), marrow("D14", "2024-09-30", "64")], { changePct: "113.3" }],
    ["is rounded half up by its amount", [DOSE, marrow("SCR", "2024-09-10", "80"), marrow("D14", "2024-09-30", "79.96")], { changePct: "-0.1" }],
    ["keeps the earliest of equal counts", [DOSE, marrow("SCR", "2024-09-10", "40"), marrow("D28", "2024-10-14", "2"), marrow("D14", "2024-09-30", "2.0")], { visit: "D14" }],
    ["counts nothing after new therapy", [DOSE, marrow("SCR", "2024-09-10", "40"), marrow("D14", "2024-09-30", "30"), marrow("D28", "2024-10-14", "1"), entry("new_therapy", null, { startDate: "2024-10-01" })], { best: "30", changePct: "-25.0" }],
    ["needs a count before treatment", [DOSE, marrow("D14", "2024-09-30", "30")], { missing: "no marrow blasts before treatment" }],
    ["needs a count after treatment", [DOSE, marrow("SCR", "2024-09-10", "40"), marrow("D14", "2024-09-30", { missing: "not_done" })], { missing: "no marrow blasts after treatment" }],
    ["has no per cent of nothing", [DOSE, marrow("SCR", "2024-09-10", "0"), marrow("D14", "2024-09-30", "3")], { missing: "no blasts before treatment" }],
    ["begins with treatment", [marrow("SCR", "2024-09-10", "40")], { missing: "no cenersen yet" }],
  ])("%s", (_says, entries, asked) => expect(marrowChange(patient({ entries }))).toMatchObject(asked as object));

  test("does not depend on the order in which marrows are entered", () => {
    const rows = [marrow("SCR", "2024-09-10", "40"), marrow("D14", "2024-09-30", "20"), marrow("D28", "2024-10-14", "5"), marrow("UNS1", "2024-10-02", "9")];
    fc.assert(fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (some) => { expect(marrowChange(patient({ entries: [DOSE, ...some] }))).toEqual(marrowChange(patient({ entries: [DOSE, ...rows] }))); }));
  });
});

describe("the course of a patient", () => {
  test("is told in days from randomisation", () => {
    const subject = patient({
      findings: [found("overall_survival", "event", { days: 200 }), found("disease_free_survival", "event", { from: "2024-10-15", to: "2025-01-15" })],
      entries: [DOSE, entry("cenersen_infusion", "C2", { startAt: "2024-11-04T08:00" }), entry("relapse", null, { relapseDate: "2025-01-15" }), entry("new_therapy", null, { startDate: "2025-01-20" })],
    });
    expect(patientCourse(subject)).toEqual({ until: 200, died: true, remission: { from: 30, to: 122 }, courses: [1, 50], relapse: 122, newTherapy: 127 });
  });

  test("leaves out what is not recorded", () => {
    expect(patientCourse(patient({ findings: [found("overall_survival", "waiting", { days: null }), found("disease_free_survival", "not_applicable", { from: null, to: null })] })))
      .toEqual({ until: null, died: false, remission: null, courses: [], relapse: null, newTherapy: null });
    expect(patientCourse(patient({ status: "screening", randomisedOn: null }))).toBeNull();
  });
});

describe("enrolment by month", () => {
  test("counts each patient once, fills months without any, and goes on to the end of the plan", () => {
    const months = enrolmentMonths([{ on: "2024-01-31", patients: 2 }, { on: "2024-03-01", patients: 1 }], "2024-03-15", { patients: 12, months: 12 });
    expect(months.slice(0, 4).map(({ label, randomised, total, isPast }) => [label, randomised, total, isPast])).toEqual([["Jan 2024", 2, 2, true], ["Feb 2024", 0, 2, true], ["Mar 2024", 1, 3, true], ["Apr 2024", 0, 3, false]]);
    expect([months.at(-1)?.label, months.at(-1)?.planned]).toEqual(["Jan 2025", 12]);
  });

  test("goes on to today while patients are wanting, and ends with the plan when they are all there", () => {
    const lastOf = (patients: number) => enrolmentMonths([{ on: "2024-01-31", patients }], "2026-11-22", { patients: 12, months: 12 }).at(-1)?.label;
    expect([lastOf(11), lastOf(12)]).toEqual(["Nov 2026", "Jan 2025"]);
  });

  test("is nothing without anybody", () => expect(enrolmentMonths([], "2024-03-15")).toEqual([]));

  test("the plan begins with the first patient, never falls and ends at all of them", () => {
    expect([plannedAfter(-1), plannedAfter(0), plannedAfter(100_000)]).toEqual([0, 0, enrolmentPlan.patients]);
    fc.assert(fc.property(fc.nat(2000), (days) => { expect(plannedAfter(days + 1)).toBeGreaterThanOrEqual(plannedAfter(days)); }));
  });
});

describe("exposure", () => {
  const row = (value: string, label: string, answer: string) => found("exposure", value, { substances: [{ id: label, label, answer }] }, `${value} ${label} ${answer}`);
  const subjects = [
    patient({ number: "1", findings: [found("patient_exposure", "exposed"), row("possible", "vitamin C", "POSSIBLE"), row("exposed", "vitamin C", "YES"), row("exposed", "acetaminophen", "YES"), found("course_dose", "80.0", {}, "C1:idarubicin")] }),
    patient({ number: "2", findings: [found("patient_exposure", "possible"), row("possible", "vitamin C", "POSSIBLE"), found("course_dose", "79.9", {}, "C1:idarubicin")] }),
    patient({ number: "3", arm: "B", findings: [found("patient_exposure", "not_exposed"), row("outside", "acetaminophen", "YES"), found("course_dose", "waiting", {}, "C1:idarubicin")] }),
    patient({ number: "4", arm: null, status: "screening", findings: [found("patient_exposure", "exposed"), row("exposed", "vitamin E", "YES")] }),
  ];

  test("counts randomised patients by arm", () => {
    expect(exposureByArm(subjects)).toEqual([{ arm: "A", patients: 2, exposed: 1, possible: 1, none: 0 }, { arm: "B", patients: 1, exposed: 0, possible: 0, none: 1 }, { arm: "C", patients: 0, exposed: 0, possible: 0, none: 0 }]);
  });

  test("counts a patient once for a substance, as exposed if any row is sure", () => {
    expect(exposureBySubstance(subjects)).toEqual([{ label: "vitamin C", exposed: 1, possible: 1 }, { label: "acetaminophen", exposed: 1, possible: 0 }]);
  });

  test("sums up dose intensity by drug and arm, with what is still to come", () => {
    expect(doseSummaries(subjects)).toEqual([
      { drug: "idarubicin", arm: "A", known: 2, waiting: 0, median: "80.0", least: "79.9", most: "80.0", below80: 1 }, { drug: "idarubicin", arm: "B", known: 0, waiting: 1, median: null, least: null, most: null, below80: 0 },
    ]);
  });
});

test("events are those of treated patients, from the first cenersen on", () => {
  const { patients, events } = eventsOf([patient({ entries: [DOSE, entry("adverse_event", null, { term: "Nausea", grade: "2", startDate: "2024-09-17" }), entry("adverse_event", null, { term: "Fatigue", grade: "1", startDate: "2024-09-01" })] })]);
  expect(patients).toMatchObject([{ firstDay: "2024-09-16", exposure: null }]);
  expect(events.map(({ term, grade, emergent }) => [term, grade, emergent])).toEqual([["Nausea", 2, true], ["Fatigue", 1, false]]);
});
