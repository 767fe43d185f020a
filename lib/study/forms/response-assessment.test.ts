import { describe, expect, test } from "vitest";
import { firedChecks } from "@/lib/crf/fired-checks";
import { contextFor } from "@/lib/study/checks/check-context";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { formById } from "@/lib/study/study";

const count = (value: string) => ({ value, unit: "10^9/L" });
const MARROW = { done: "Y", marrowDate: "2024-10-21", blastPct: "2", spicules: "Y", nucleatedCells: 300, auerRods: "N" };
const COMPLETE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  marrow: MARROW,
  haematology: { sampleDate: "2024-10-21", anc: count("1.5"), platelets: count("150"), blastsPct: "0" },
  extramedullary: { examinedOn: "2024-10-21", disease: "N" },
  response_assessment: { assessedOn: "2024-10-22", investigatorResponse: "CR" },
};

/** Every question at any form of the visit. */
function fired(changes: typeof COMPLETE) {
  const entries = Object.entries({ ...COMPLETE, ...changes }).map(([formId, answers]) => exampleEntry(formId, "D28", answers));
  const record = exampleRecord([exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" }), ...entries]);
  return entries.flatMap((entry) => {
    const form = formById(entry.formId);
    if (form === undefined) throw new Error(`no form ${entry.formId}`);
    return firedChecks(form, entry.answers, contextFor(record, entry, "2025-01-31"));
  });
}
const asked = (changes: typeof COMPLETE) => fired(changes).map(({ id }) => id);

describe("a remission that the data do not show is asked about once", () => {
  test.each([
    ["nothing stands against it", {}, []],
    ["extramedullary disease was not looked for", { extramedullary: { disease: "U" } }, ["RA01"]],
    ["extramedullary disease is present", { extramedullary: { examinedOn: "2024-10-21", disease: "Y", site: "gums" } }, ["RA01"]],
    ["no marrow was examined", { marrow: { done: "N" } }, ["RA01"]],
    ["the marrow is full of blasts", { marrow: { ...MARROW, blastPct: "20" } }, ["RA01"]],
    ["the marrow is not adequate, which the criteria leave open", { marrow: { ...MARROW, nucleatedCells: 100 } }, ["MA05"]],
    ["what decides is still to be entered", { extramedullary: { disease: "U" }, haematology: { sampleDate: "2024-10-21" } }, []],
  ])("%s", (_, changes, questions) => {
    expect(asked(changes)).toEqual(questions);
  });
});

test("an explanation of a disagreement rests on the response that the data showed, not on every value behind it", () => {
  const restsOn = (platelets: string, blastPct = "20") => fired({ marrow: { ...MARROW, blastPct }, haematology: { ...COMPLETE["haematology"], platelets: count(platelets) } }).find(({ id }) => id === "RA01")?.checked;
  expect(restsOn("150")).toEqual({ investigatorResponse: "CR", derived: "NR" });
  expect(restsOn("151")).toEqual(restsOn("150"));
  expect(restsOn("98", "2")).toEqual({ investigatorResponse: "CR", derived: "CRp" });
});
