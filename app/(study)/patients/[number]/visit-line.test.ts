import { expect, test } from "vitest";
import type { EntrySummary } from "@/lib/entries/read-entry-summaries";
import { exampleRecord } from "@/lib/study/example-record";
import { logLines, stateOfLines, visitLines } from "./visit-line";

const summary = (formId: string, changes: Partial<EntrySummary> = {}): EntrySummary => ({
  id: `id-${formId}`, patientId: "p", visitId: "v", visit: "C1", formId, rowNo: 1, state: "complete", recorded: changes.state !== "not_started", notDone: changes.state === "not_done", optional: false, openQueries: 0, answeredQueries: 0, removed: false, ...changes,
});
const course = (entries: readonly EntrySummary[], arm: "A" | "B" = "A") => visitLines("101-001", exampleRecord([], { arm }), { code: "C1", entries });
const dosed = [summary("haematology"), summary("vital_signs"), summary("cenersen_infusion"), summary("idarubicin_dose")];

test("forms that stand once lead to themselves, repeated ones to the visit's log with the number of rows that stand", () => {
  const lines = course([summary("haematology"), summary("idarubicin_dose"), summary("idarubicin_dose", { rowNo: 2, openQueries: 2 }), summary("idarubicin_dose", { rowNo: 3, removed: true })]);
  expect(lines.filter(({ ifDone }) => !ifDone).map(({ formId, href, rows, open }) => [formId, href, rows, open])).toEqual([
    ["haematology", "/entries/id-haematology", null, 0],
    ["idarubicin_dose", "/patients/101-001/logs/idarubicin_dose?visit=C1", 2, 2],
  ]);
});

test("cytarabine doses are asked for only in the arms that receive it, in either course", () => {
  expect(course([], "A").map(({ formId }) => formId)).not.toContain("cytarabine_dose");
  expect(course([], "B").map(({ formId }) => formId)).toContain("cytarabine_dose");
  expect(visitLines("101-001", exampleRecord([], { arm: "C" }), { code: "C2", entries: [] }).map(({ href }) => href)).toContain("/patients/101-001/logs/cytarabine_dose?visit=C2");
});

test("a visit shows its least settled form", () => {
  expect(stateOfLines(course(dosed))).toBe("complete");
  expect(stateOfLines(course([summary("haematology", { state: "verified" }), summary("vital_signs", { state: "in_progress" })]))).toBe("in_progress");
});

test("a visit without a single dose of a drug that the arm receives is not complete", () => {
  expect(stateOfLines(course(dosed.filter(({ formId }) => formId !== "idarubicin_dose")))).toBe("in_progress");
});

test("a form that the visit can do without stands apart and holds nothing back, until something is entered in it", () => {
  const chemistry = (changes: Partial<EntrySummary>) => course([...dosed, summary("chemistry", { optional: true, ...changes })]);
  expect(chemistry({ state: "not_started" }).filter(({ ifDone }) => ifDone).map(({ formId }) => formId)).toEqual(["chemistry", "infusion_interruption", "infusion_bag"]);
  expect(stateOfLines(chemistry({ state: "not_started" }))).toBe("complete");
  expect(chemistry({ state: "in_progress" }).map(({ formId, ifDone }) => `${formId} ${ifDone}`)).toContain("chemistry false");
  expect(stateOfLines(chemistry({ state: "in_progress" }))).toBe("in_progress");
  expect(stateOfLines(visitLines("101-001", exampleRecord([]), { code: "UNS1", entries: [summary("marrow", { state: "not_started", optional: true })] }))).toBe("not_started");
});

test("every log is there, also without a row", () => {
  const lines = logLines("101-001", [summary("transfusion", { visitId: null, visit: null })]);
  expect(lines.map(({ formId, rows }) => `${formId} ${rows}`)).toEqual(expect.arrayContaining(["concomitant_medication 0", "transfusion 1", "adverse_event 0", "death 0"]));
});
