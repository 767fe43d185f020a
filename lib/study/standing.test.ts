import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/kernel/calendar-date";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord } from "@/lib/study/patient-record";
import { sayStanding } from "@/lib/study/say-standing";
import { scheduledVisit, scheduleOf } from "@/lib/study/schedule";
import { ENTRY_GRACE, missingForms, standingOf, type VisitEntry, type VisitFacts } from "@/lib/study/standing";
import { forms } from "@/lib/study/study";
import { DAY_FIELDS, dayOfEntry } from "@/lib/study/visit-day";
import { visitByCode, visits } from "@/lib/study/visits";

const D1 = "2024-09-17";
const treated = exampleRecord([exampleEntry("cenersen_infusion", "C1", { startAt: `${D1}T09:00` })]);
const inCourse2 = exampleRecord([...treated.entries, exampleEntry("response_assessment", "D28", { assessedOn: "2024-10-20", secondCourse: "Y" }), exampleEntry("cenersen_infusion", "C2", { startAt: "2024-11-05T09:00" })]);

const entry = (formId: string, day: string | null = null, more: Partial<VisitEntry> = {}): VisitEntry => ({ formId, recorded: day !== null, optional: false, day, ...more });
const D14_FORMS = ["haematology", "marrow", "extramedullary", "response_assessment"];
const nothing = D14_FORMS.map((formId) => entry(formId));
const all = (day: string) => D14_FORMS.map((formId) => entry(formId, day));
const standing = (record: PatientRecord, code: string, entries: readonly VisitEntry[], today: string, more: Partial<VisitFacts> = {}) => {
  const scheduled = scheduledVisit(scheduleOf(record), code);
  if (!scheduled) throw new Error(`No visit ${code}`);
  return sayStanding(standingOf(scheduled, { notDoneReason: null, entries, rows: [], ...more }, today));
};

/* D14 to D21 of this patient: 30-Sep to 07-Oct; entered by 14-Oct. */
describe("a visit stands", () => {
  test.each<[string, readonly VisitEntry[], string, string]>([
    ["not due the day before its first", nothing, "2024-09-29", "not due before 30-Sep-2024"],
    ["due on its first day", nothing, "2024-09-30", "due until 07-Oct-2024"],
    ["due on its last day", nothing, "2024-10-07", "due until 07-Oct-2024"],
    ["due on the last day of grace", nothing, "2024-10-14", "due until 07-Oct-2024"],
    ["overdue the day after, counted from its last day", nothing, "2024-10-15", "overdue since 08-Oct-2024, 8 days"],
    ["done in time on its first day", all("2024-09-30"), "2024-10-20", "done, 30-Sep-2024, in time"],
    ["done in time on its last day", all("2024-10-07"), "2024-10-20", "done, 07-Oct-2024, in time"],
    ["done early", all("2024-09-29"), "2024-10-20", "done, 29-Sep-2024, 1 day early"],
    ["done late", all("2024-10-09"), "2024-10-20", "done, 09-Oct-2024, 2 days late"],
    ["done over several days, the farthest of which is told", [...all("2024-10-07").slice(1), entry("haematology", "2024-10-10")], "2024-10-20", "done, 07-Oct-2024 to 10-Oct-2024, 3 days late"],
    ["done, also before today is within its days", all("2024-09-29"), "2024-09-29", "done, 29-Sep-2024, 1 day early"],
    ["done without a day, when no form says one", D14_FORMS.map((formId) => entry(formId, null, { recorded: true })), "2024-10-20", "done"],
    ["not done, when every form of it was marked so", D14_FORMS.map((formId) => entry(formId, null, { recorded: true, notDone: true })), "2024-10-20", "not done: none of its forms was"],
    ["done, when one of its forms was", [entry("haematology", "2024-10-01"), ...D14_FORMS.slice(1).map((formId) => entry(formId, null, { recorded: true, notDone: true }))], "2024-10-20", "done, 01-Oct-2024, in time"],
    ["due while a form is missing", [...all("2024-10-01").slice(1), entry("haematology")], "2024-10-14", "due until 07-Oct-2024"],
    ["overdue while a form is missing", [...all("2024-10-01").slice(1), entry("haematology")], "2024-10-15", "overdue since 08-Oct-2024, 8 days"],
    ["done without a form that may be left out", [...all("2024-10-01"), entry("chemistry", null, { optional: true })], "2024-10-20", "done, 01-Oct-2024, in time"],
    ["done on the days of the forms it needs", [...all("2024-10-01"), entry("chemistry", "2024-09-20", { optional: true })], "2024-10-20", "done, 01-Oct-2024, in time"],
  ])("%s", (_, entries, today, says) => expect(standing(treated, "D14", entries, today)).toBe(says));

  test("not done with its reason, and then never overdue", () => {
    expect(standing(treated, "D14", nothing, "2030-01-01", { notDoneReason: "too ill to travel" })).toBe("not done: too ill to travel");
  });
  test("not due while day 1 of its course is not known, however late it is", () => {
    expect(standing(exampleRecord([]), "D14", nothing, "2030-01-01")).toBe("not due before day 1 is known");
    expect(standing(treated, "C2D14", nothing, "2030-01-01")).toBe("not called for");
  });
});

describe("dosing", () => {
  const needs = { rows: ["idarubicin_dose"] };
  const forms = [entry("vital_signs", "2024-09-16"), entry("haematology", "2024-09-16"), entry("cenersen_infusion", D1)];
  test("is due from randomisation, expected within a week, overdue after the days of grace", () => {
    expect(standing(exampleRecord([]), "C1", [entry("cenersen_infusion")], "2024-09-24", needs)).toBe("due until 17-Sep-2024");
    expect(standing(exampleRecord([]), "C1", [entry("cenersen_infusion")], "2024-09-25", needs)).toBe("overdue since 18-Sep-2024, 8 days");
  });
  test("is overdue without a dose of a drug that the arm receives, and done with one", () => {
    expect(standing(treated, "C1", forms, "2024-10-02", needs)).toBe("overdue since 25-Sep-2024, 8 days");
    expect(missingForms({ entries: forms, rows: ["idarubicin_dose"] })).toEqual(["idarubicin_dose"]);
    expect(standing(treated, "C1", [...forms, entry("idarubicin_dose", "2024-09-18")], "2024-10-02", needs)).toBe("done, 17-Sep-2024 to 18-Sep-2024, in time");
  });
  test("of a second course is due once it is planned, without a last day, and counts its own days afterwards", () => {
    const planned = exampleRecord([...treated.entries, exampleEntry("response_assessment", "D28", { assessedOn: "2024-10-20", secondCourse: "Y" })]);
    expect(standing(planned, "C2", [entry("cenersen_infusion")], "2030-01-01", needs)).toBe("due");
    expect(standing(planned, "C2D14", nothing, "2030-01-01")).toBe("not due before day 1 is known");
    expect(standing(inCourse2, "C2D14", nothing, "2024-11-17")).toBe("not due before 18-Nov-2024");
    expect(standing(inCourse2, "C2D14", nothing, "2024-12-03")).toBe("overdue since 26-Nov-2024, 8 days");
  });
});

test("screening is due until day 1 gives it days, and overdue when it is still not complete a week later", () => {
  const forms = [entry("demography", null, { recorded: true }), entry("marrow")];
  expect(standing(exampleRecord([], { arm: null, randomisedOn: null }), "SCR", forms, "2030-01-01")).toBe("due");
  expect(standing(treated, "SCR", forms, "2024-09-24")).toBe("due until 17-Sep-2024");
  expect(standing(treated, "SCR", forms, "2024-09-25")).toBe("overdue since 18-Sep-2024, 8 days");
});

test("after death nothing is awaited whose days had not passed; what was begun is still asked for", () => {
  const dead = exampleRecord([...treated.entries, exampleEntry("death", null, { deathDate: "2024-10-03" })]);
  expect(standing(dead, "D14", nothing, "2025-01-01")).toBe("not called for");
  expect(standing(dead, "FU3", [entry("follow_up")], "2025-06-01")).toBe("not called for");
  expect(standing(dead, "D14", [entry("haematology", "2024-10-01"), entry("marrow")], "2025-01-01")).toBe("overdue since 08-Oct-2024, 86 days");
});

test("an unscheduled visit is due, without a last day, until one of its forms is recorded", () => {
  const optional = { optional: true };
  expect(standing(treated, "UNS1", [entry("marrow", null, optional), entry("haematology", null, optional)], "2030-01-01")).toBe("due");
  expect(standing(treated, "UNS1", [entry("marrow", "2024-11-01", optional), entry("haematology", null, optional)], "2030-01-01")).toBe("done, 01-Nov-2024");
});

test("nothing is ever overdue before the last planned day and the days of grace have passed", () => {
  for (const record of [treated, inCourse2, exampleRecord([])]) {
    for (const scheduled of scheduleOf(record)) {
      const last = scheduled.days?.to ?? scheduled.startBy;
      const entries = scheduled.visit.forms.map(({ formId, optional = false }) => entry(formId, null, { optional }));
      for (let after = -60; after <= 800; after += 1) {
        const today = addDays(D1, after);
        const overdue = standingOf(scheduled, { notDoneReason: null, entries, rows: [] }, today).state === "overdue";
        if (overdue) expect(last !== null && today > addDays(last, ENTRY_GRACE.days), `${scheduled.visit.code} on ${today}`).toBe(true);
      }
    }
  }
});

test("every form of a visit that records a date says which of them is its day, but for consent", () => {
  const placed = new Set([...visits, visitByCode("UNS1")].flatMap((visit) => visit?.forms.map(({ formId }) => formId) ?? []));
  const dated = forms.filter(({ id, fields }) => placed.has(id) && Object.values(fields).some(({ kind }) => kind === "date" || kind === "dateTime")).map(({ id }) => id);
  expect(new Set(Object.keys(DAY_FIELDS))).toEqual(new Set(dated.filter((id) => id !== "consent")));
  for (const form of forms.filter(({ id }) => id in DAY_FIELDS)) expect(["date", "dateTime"]).toContain(form.fields[DAY_FIELDS[form.id] ?? ""]?.kind);
  expect(dayOfEntry(exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:00" }))).toBe(D1);
  expect(dayOfEntry(exampleEntry("haematology", "D14", { sampleDate: { missing: "not_done" } }))).toBeNull();
});
