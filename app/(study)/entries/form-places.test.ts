import { describe, expect, test } from "vitest";
import type { EntrySummary } from "@/lib/entries/read-entry-summaries";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { onwardsOf, placesOf, type FormPlace } from "./form-places";

const place = (visit: string | null, formId: string, state: "open" | "done", isVisitDue = true): FormPlace =>
  ({ visit, visitTitle: visit, formId, title: formId, href: `/${visit}/${formId}`, state: state === "open" ? "not_started" : "complete", open: 0, answered: 0, rows: null, ifDone: false, isOpen: state === "open", isVisitDue });

const casebook = [
  place("SCR", "consent", "done"), place("SCR", "demography", "open"), place("SCR", "chemistry", "done"), place("SCR", "cardiac", "open"),
  place("C1", "vital_signs", "open"), place("FU3", "follow_up", "open", false), place("FU6", "follow_up", "open"), place(null, "transfusion", "done"),
];

describe("from one form to another", () => {
  test.each([
    ["the next open form of the visit, done ones passed over", casebook, "SCR", "demography", "cardiac"],
    ["from the last form of a visit the one left out before it", casebook, "SCR", "cardiac", "demography"],
    ["then the next visit", casebook.filter(({ formId }) => formId !== "demography"), "SCR", "cardiac", "C1: vital_signs"],
    ["a visit that has not come is passed over", casebook, "C1", "vital_signs", "FU6: follow_up"],
    ["a form of the visit itself is due though its days have not come", [place("FU3", "follow_up", "done", false), place("FU3", "comment", "open", false)], "FU3", "follow_up", "comment"],
    ["nothing after the last", casebook, "FU6", "follow_up", null],
    ["nothing from a log of the patient", casebook, null, "transfusion", null],
    ["nothing from a form that the casebook does not have", casebook, "D14", "marrow", null],
  ])("%s", (_says, places, visit, formId, title) => expect(onwardsOf(places, { visit, formId }).due?.title ?? null).toBe(title));

  test("before and after stand all forms, also those that are done", () => {
    const { previous, next } = onwardsOf(casebook, { visit: "SCR", formId: "demography" });
    expect([previous?.title, next?.title]).toEqual(["consent", "chemistry"]);
    expect([onwardsOf(casebook, { visit: "SCR", formId: "consent" }).previous, onwardsOf(casebook, { visit: null, formId: "transfusion" }).next]).toEqual([null, null]);
  });
});

describe("the places of a casebook", () => {
  const summary = (formId: string, visit: string | null, changes: Partial<EntrySummary> = {}): EntrySummary => ({
    id: `${visit} ${formId}`, patientId: "p", visitId: visit, visit, formId, rowNo: 1, state: "not_started", recorded: false, notDone: false, optional: false, openQueries: 0, answeredQueries: 0, removed: false, ...changes,
  });
  const record = exampleRecord([exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:00" })]);
  const placesOn = (today: string, summaries: readonly EntrySummary[]) => placesOf({ number: "101-001", record, summaries, today });

  test("are in the order of the protocol, rows that the arm is given among them, logs last", () => {
    const places = placesOn("2024-09-20", [summary("marrow", "D14"), summary("vital_signs", "C1"), summary("haematology", "C1", { removed: true })]);
    const forms = places.map(({ visit, formId }) => `${visit} ${formId}`);
    expect(forms.slice(0, 6)).toEqual(["C1 vital_signs", "C1 infusion_interruption", "C1 infusion_bag", "C1 idarubicin_dose", "C1 cytarabine_dose", "D14 marrow"]);
    expect(forms.slice(6)).toContain("null concomitant_medication");
  });

  test("what is missed is open: not what is done, not done, or only there if it was done", () => {
    const places = placesOn("2024-09-20", [
      summary("vital_signs", "C1"), summary("haematology", "C1", { state: "complete", recorded: true }), summary("chemistry", "C1", { optional: true }), summary("cenersen_infusion", "C1", { state: "not_done", recorded: true, notDone: true }),
    ]);
    expect(places.filter((one) => one.isOpen).map(({ formId }) => formId)).toEqual(["vital_signs", "idarubicin_dose", "cytarabine_dose"]);
  });

  test.each([["2024-09-29", false], ["2024-09-30", true]])("a visit has come on its first planned day: %s %s", (today, isDue) => {
    expect(placesOn(today, [summary("marrow", "D14")])[0]?.isVisitDue).toBe(isDue);
  });
});
