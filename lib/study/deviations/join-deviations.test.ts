import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinDeviations, type DerivedDeviation, type RecordedDeviation } from "./join-deviations";

const derived = (subject: string, category = "dose", on: string | null = "2024-09-17"): DerivedDeviation =>
  ({ subject, category, trace: { says: `said of ${subject}`, on, source: { entryId: "e", field: "doseMg" }, protocol: "Dosing", reason: null } });
const recorded = (rowNo: number, answers: RecordedDeviation["answers"]): RecordedDeviation => ({ entryId: `row${rowNo}`, rowNo, answers });

describe("a deviation that the rules found", () => {
  test("stands without the site's word until the site records it", () => {
    expect(joinDeviations([derived("dose:1")], [])).toMatchObject([{ subject: "dose:1", category: "dose", on: "2024-09-17", says: "said of dose:1", recorded: null }]);
  });
  test("is told once with the row that answers it, under the site's category and day", () => {
    const row = recorded(3, { answers: "dose:1", category: "other", happenedOn: "2024-09-18", important: "Y", reported: "Y", reportedOn: "2024-09-20", description: "the pump stopped" });
    expect(joinDeviations([derived("dose:1")], [row])).toMatchObject([
      { subject: "dose:1", category: "other", on: "2024-09-18", says: "said of dose:1", recorded: { entryId: "row3", important: "Y", reportedOn: "2024-09-20", description: "the pump stopped", outlived: false } },
    ]);
  });
  test("whose fact was corrected leaves the site's row standing, which says so", () => {
    const [left, ...more] = joinDeviations([], [recorded(1, { answers: "dose:1", category: "dose", description: "the pump stopped" })]);
    expect([left?.subject, left?.says, left?.recorded?.outlived, more]).toEqual([null, "the pump stopped", true, []]);
  });
});

test("a row of the site's own is a deviation, with the words that it has so far", () => {
  expect(joinDeviations([], [recorded(1, { category: "missed_assessment", description: { missing: "unknown" } })]))
    .toMatchObject([{ subject: null, category: "missed_assessment", on: null, says: "Not described yet", recorded: { important: null, outlived: false } }]);
});

test("nothing is lost and nothing is doubled, in whatever order it comes", () => {
  const subjects = ["dose:1", "dose:2", "visit:1", "waiver:AGE"];
  const rows = fc.uniqueArray(fc.record({ rowNo: fc.integer({ min: 1, max: 30 }), answers: fc.record({ answers: fc.constantFrom(...subjects, null, "gone:1"), category: fc.constantFrom("dose", "no such", null) }) }), { selector: ({ rowNo }) => rowNo })
    .map((all) => all.map(({ rowNo, answers }) => recorded(rowNo, answers)));
  fc.assert(fc.property(fc.subarray(subjects), rows, fc.nat(), (found, site, seed) => {
    const all = joinDeviations(found.map((subject) => derived(subject)), site);
    expect(all.flatMap(({ subject }) => subject ?? []).toSorted()).toEqual(found.toSorted());
    expect(all.flatMap(({ recorded: row }) => row?.entryId ?? []).toSorted()).toEqual(site.map(({ entryId }) => entryId).toSorted());
    const turned = site.toSorted((one, other) => ((one.rowNo * seed) % 7) - ((other.rowNo * seed) % 7));
    expect(joinDeviations(found.toReversed().map((subject) => derived(subject)), turned)).toEqual(all);
  }), { numRuns: 300 });
});
