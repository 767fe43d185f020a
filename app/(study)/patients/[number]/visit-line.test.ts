import { expect, test } from "vitest";
import type { EntrySummary } from "@/lib/entries/read-entry-summaries";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { dayOfVisit, logLines, stateOfLines, visitLines } from "./visit-line";

const summary = (formId: string, changes: Partial<EntrySummary> = {}): EntrySummary =>
  ({ id: `id-${formId}`, patientId: "p", visitId: "v", visit: "C1", formId, rowNo: 1, state: "complete", openQueries: 0, answeredQueries: 0, removed: false, ...changes });
const course = (entries: readonly EntrySummary[], arm: "A" | "B" = "A") => visitLines("101-001", exampleRecord([], { arm }), { id: "v", code: "C1", notDoneReason: null, entries });

test("forms that stand once lead to themselves, repeated ones to the visit's log with the number of rows that stand", () => {
  const lines = course([summary("haematology"), summary("idarubicin_dose"), summary("idarubicin_dose", { rowNo: 2, openQueries: 2 }), summary("idarubicin_dose", { rowNo: 3, removed: true })]);
  expect(lines.map(({ formId, href, rows, open }) => [formId, href, rows, open])).toEqual([
    ["haematology", "/entries/id-haematology", null, 0],
    ["infusion_interruption", "/patients/101-001/logs/infusion_interruption?visit=C1", 0, 0],
    ["infusion_bag", "/patients/101-001/logs/infusion_bag?visit=C1", 0, 0],
    ["idarubicin_dose", "/patients/101-001/logs/idarubicin_dose?visit=C1", 2, 2],
  ]);
});

test("cytarabine doses are asked for only in the arms that receive it", () => {
  expect(course([], "A").map(({ formId }) => formId)).not.toContain("cytarabine_dose");
  expect(course([], "B").map(({ formId }) => formId)).toContain("cytarabine_dose");
});

test("a visit shows its least settled form; an interruption that did not happen holds nothing back", () => {
  expect(stateOfLines(course([summary("haematology"), summary("vital_signs"), summary("idarubicin_dose")]))).toBe("complete");
  expect(stateOfLines(course([summary("haematology", { state: "verified" }), summary("vital_signs", { state: "in_progress" })]))).toBe("in_progress");
});

test("a visit without a single dose of a drug that the arm receives is not complete", () => {
  expect(stateOfLines(course([summary("haematology"), summary("vital_signs")]))).toBe("in_progress");
});

test("every log is there, also without a row", () => {
  expect(logLines("101-001", [summary("transfusion", { visitId: null, visit: null })]).map(({ formId, rows }) => `${formId} ${rows}`)).toEqual([
    "concomitant_medication 0", "transfusion 1", "adverse_event 0", "relapse 0", "new_therapy 0", "death 0", "end_of_treatment 0",
  ]);
});

test("the day of a visit is the first that its forms record; a date of the history is none", () => {
  const record = exampleRecord([
    exampleEntry("aml_history", "SCR", { diagnosisDate: "2019-01-01" }), exampleEntry("consent", "SCR", { consentDate: "2024-09-02" }), exampleEntry("marrow", "SCR", { marrowDate: "2024-09-05" }),
  ]);
  expect(dayOfVisit(record, "SCR")).toBe("2024-09-02");
  expect(dayOfVisit(record, "D14")).toBeNull();
});
