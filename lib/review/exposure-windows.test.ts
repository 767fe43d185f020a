import { describe, expect, test } from "vitest";
import { exposuresOfRows } from "@/lib/study/derive/exposure-findings";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { infusionHoursOn } from "./course";
import type { MedicationRow } from "./exposure-rows";
import { AskedWindow, countsIn, flagsIn, sayChoice } from "./exposure-windows";

const infusion = exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" });
const taken = (medication: string, day: string, row: number, dose = "300") => exampleEntry("concomitant_medication", null, { medication, startDate: day, stopDate: day, ongoing: "N", doseValue: dose, doseUnit: "mg", frequency: "daily", route: "oral" }, row);
const log = [taken("Tylenol", "2024-09-23", 1), taken("Vitamin C", "2024-09-18", 2), taken("Vitamin C", "2024-09-18", 3), taken("Xyzzol", "2024-09-23", 4), taken("Zofran", "2024-09-18", 5)].map((row, at) => ({ ...row, id: `row ${at + 1}` }));
const record = exampleRecord([infusion, ...log]);
const stored = exposuresOfRows(record).map(({ entryId, value, trace }): MedicationRow => ({
  entryId, patientId: "p", rowNo: 1, answers: log.find(({ id }) => id === entryId)!.answers, flag: value, trace: JSON.parse(JSON.stringify(trace)), inputsHash: "x", held: false, verdicts: [], queries: [],
}));
const flagsUntil = (lastDay: string) => Object.fromEntries(flagsIn(stored, [{ course: 1, window: { firstDay: "2024-09-15", lastDay } }]));

describe("another window is judged from what is stored, without reading a name again", () => {
  test("in the protocol's own every medication is what its finding says", () => {
    expect(flagsUntil("2024-09-21")).toEqual(Object.fromEntries(stored.map(({ entryId, flag }) => [entryId, flag])));
  });
  test("a later end takes in what lay outside, and two low doses of a day still add up", () => {
    expect(flagsUntil("2024-09-21")).toMatchObject({ "row 1": "outside", "row 2": "exposed", "row 3": "exposed", "row 4": "outside", "row 5": "none" });
    expect(flagsUntil("2024-09-24")).toMatchObject({ "row 1": "exposed", "row 2": "exposed", "row 4": "uncoded", "row 5": "none" });
    expect(flagsUntil("2024-09-17")).toMatchObject({ "row 1": "outside", "row 2": "outside" });
  });
});

test("a verdict reaches as far as the medication was taken", () => {
  expect(countsIn("exposed", "exposure", "exposed")).toBe(true);
  expect(countsIn("exposed", "exposure", "outside")).toBe(false);
  expect(countsIn("outside", "exposure", "outside"), "somebody counted it although it lies outside").toBe(true);
  expect(countsIn("outside", "not_needed", "exposed")).toBe(true);
  expect(countsIn("exposed", "no_exposure", "exposed")).toBe(false);
  expect(countsIn("outside", "not_needed", "uncoded")).toBe(false);
});

test("an address that makes no sense asks for the declared window", () => {
  expect(AskedWindow.parse({ before: "-1", after: "99", until: "ever" })).toEqual({ before: 1, after: 1, until: "chemotherapy" });
  expect(sayChoice(AskedWindow.parse({ before: "0", after: "0", until: "infusion" }))).toBe("from the first infusion day to the last infusion day");
});

test("hours are those that the infusion ran on the days, without its interruptions", () => {
  const stretches = [{ from: "2024-09-16T09:00", to: "2024-09-17T06:30" }, { from: "2024-09-17T12:00", to: "2024-09-18T09:00" }];
  expect(infusionHoursOn(stretches, ["2024-09-17"], "America/Chicago")).toBe(18.5);
  expect(infusionHoursOn(stretches, ["2024-09-15", "2024-09-16"], "America/Chicago")).toBe(15);
  expect(infusionHoursOn([{ from: "2024-09-16T09:00", to: null }], ["2024-09-16"], "America/Chicago")).toBe(0);
});

test.each([
  ["are put forward", "2024-03-09", "2024-03-10", "2024-03-11", [15, 23, 9, 47]],
  ["are put back", "2024-11-02", "2024-11-03", "2024-11-04", [15, 25, 9, 49]],
  ["stay as they are", "2024-09-16", "2024-09-17", "2024-09-18", [15, 24, 9, 48]],
])("of an infusion during which the clocks of the site %s, the hours are those that passed", (_, before, on, after, hours) => {
  const infusion = [{ from: `${before}T09:00`, to: `${after}T09:00` }];
  expect([[before], [on], [after], [before, on, after]].map((days) => infusionHoursOn(infusion, days, "America/Chicago"))).toEqual(hours);
});

test("the night itself: an hour that the clocks skip did not run, one that comes twice ran twice", () => {
  const ran = (day: string) => infusionHoursOn([{ from: `${day}T00:30`, to: `${day}T03:30` }], [day], "America/Chicago");
  expect([ran("2024-03-10"), ran("2024-11-03"), ran("2024-11-10")]).toEqual([2, 4, 3]);
});
