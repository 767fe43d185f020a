import { describe, expect, test } from "vitest";
import { exampleEntry } from "@/lib/study/example-record";
import type { Arm } from "@/lib/study/patient-record";
import { countByWorstGrade, percentOfTreated } from "./count-by-worst-grade";
import { ctcae5 } from "./ctcae-5";
import { isBleeding, isInfection } from "./label-rates";
import { NOT_CODED, safetyEvent, type SafetyPatient } from "./safety-event";

const patient = (number: string, arm: Arm | null, firstDay: string | null = "2024-09-16"): SafetyPatient => ({ number, arm, firstDay, exposure: null });
const [anna, bert, cleo, dora] = [patient("1", "A"), patient("2", "B"), patient("3", "B"), patient("4", "C", null)];
const event = (of: SafetyPatient, term: string, grade: string | null, more: Readonly<Record<string, unknown>> = {}) =>
  safetyEvent(exampleEntry("adverse_event", null, { term, grade, startDate: "2024-09-20", ...more }), of, ctcae5);

const table = countByWorstGrade([anna, bert, cleo, dora], [
  event(anna, "Sepsis", "3"), event(anna, "sepsis", "4", { serious: "Y" }), event(anna, "Lung infection", "2", { related: "Y" }),
  event(bert, "Sepsis", null, { relatedIdarubicin: "U" }), event(cleo, "Nausea", "1"), event(dora, "Sepsis", "5"),
]);
const infections = table.groups.find(({ group }) => group === "Infections and infestations");
const sepsis = infections?.terms.find(({ term }) => term === "Sepsis");

describe("a patient counts once, at the worst grade", () => {
  test("for a term", () => {
    expect(sepsis?.counts.A).toEqual({ any: 1, severe: 1, related: 0, serious: 1, worst: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 0, unknown: 0 } });
  });
  test("for a class, over its terms", () => expect([infections?.counts.A.any, infections?.counts.A.worst[4], infections?.counts.A.related]).toEqual([1, 1, 1]));
  test("in all", () => expect([table.all.all.any, table.all.A.any, table.all.B.any, table.all.all.worst[1]]).toEqual([3, 1, 2, 1]));
  test("without a grade as unknown, never as severe", () => expect([sepsis?.counts.B.worst.unknown, sepsis?.counts.B.severe]).toEqual([1, 0]));
});

test("only the treated are counted, above and below the line", () => {
  expect(table.treated).toEqual({ A: 1, B: 2, C: 0, all: 3 });
  expect([sepsis?.counts.C.any, sepsis?.counts.all.worst[5]]).toEqual([0, 0]);
});

test("the worst grades add up to the patients, and the arms to all", () => {
  for (const { counts } of [{ counts: table.all }, ...table.groups, ...table.groups.flatMap(({ terms }) => terms)]) {
    for (const count of Object.values(counts)) expect(Object.values(count.worst).reduce((sum, n) => sum + n, 0)).toBe(count.any);
    expect(counts.A.any + counts.B.any + counts.C.any).toBe(counts.all.any);
  }
});

test("what most patients had comes first, then by name", () => {
  expect(table.groups.map(({ group }) => group)).toEqual(["Infections and infestations", "Gastrointestinal disorders"]);
  expect(infections?.terms.map(({ term }) => term)).toEqual(["Sepsis", "Lung infection"]);
});

describe("an event is counted under", () => {
  const coded = ctcae5.find("Alopecia");
  test.each([
    ["the term chosen, whatever the words", { term: "hair falling out", ctcaeTerm: coded }, "Alopecia", "Skin and subcutaneous tissue disorders"],
    ["the term that its words are, when none was chosen", { term: "ALOPECIA" }, "Alopecia", "Skin and subcutaneous tissue disorders"],
    ["its words, when they are no term", { term: "felt odd" }, "felt odd", NOT_CODED],
    ["what was specified, in the class of the term", { ctcaeTerm: ctcae5.find("Eye disorders - Other, specify"), ctcaeOther: "ectropion" }, "Other: ectropion", "Eye disorders"],
    ["nothing yet", {}, "no term yet", NOT_CODED],
  ])("%s", (_says, answers, term, group) => expect(safetyEvent(exampleEntry("adverse_event", null, answers), anna, ctcae5)).toMatchObject({ term, group }));
});

test.each([["2024-09-16", true], ["2024-09-15", false], ["2024-09", true], ["2024-08", false], [null, true]])("an event that started %s is treatment-emergent: %s", (startDate, emergent) => {
  expect(event(anna, "Nausea", "1", { startDate }).emergent).toBe(emergent);
});

test("an event of an untreated patient is never treatment-emergent", () => expect(event(dora, "Nausea", "1").emergent).toBe(false));

test("a relation that is not known counts as related, and says so", () => {
  expect(event(anna, "Nausea", "1", { related: "Y", relatedIdarubicin: "U", relatedCytarabine: { missing: "not_applicable" } })).toMatchObject({ related: true, relation: "cenersen, idarubicin not known" });
  expect(event(anna, "Nausea", "1", { related: "N" })).toMatchObject({ related: false, relation: "none stated" });
});

test("percentages have one decimal, half up, and none without patients", () => {
  expect([percentOfTreated(1, 3), percentOfTreated(1, 8), percentOfTreated(1, 16), percentOfTreated(0, 5), percentOfTreated(0, 0)]).toEqual(["33.3", "12.5", "6.3", "0.0", "–"]);
});

test("bleeding and infection gather what has no term in common", () => {
  const named = (is: (term: { readonly term: string; readonly group: string }) => boolean) => ctcae5.terms.filter(is).map(({ term }) => term);
  expect(named(isBleeding)).toEqual(expect.arrayContaining(["Epistaxis", "Intracranial hemorrhage", "Hematuria", "Purpura"]));
  expect(named(isBleeding).filter((term) => /hemorrhoids$|thrombo/i.test(term))).toEqual([]);
  expect(named(isInfection)).toEqual(expect.arrayContaining(["Sepsis", "Lung infection", "Febrile neutropenia"]));
});
