import { describe, expect, test } from "vitest";
import { addressOfCell, cellAt, isWhole, joinSheets, sayCell, type Sheet, type SheetCell, type SheetRow } from "./sheet";
import { addressOf, countStates, nextSort, rowsOf, WHOLE_SHEET, type SheetView } from "./sheet-view";
import { readSheetView } from "./read-sheet-view";

const cell = (icon: SheetCell["icon"], more: Partial<SheetCell> = {}): SheetCell => ({ icon, says: icon, due: false, open: 0, answered: 0, ...more });
const CELLS = [cell("complete"), cell("overdue"), cell("not_started", { due: true }), cell("complete", { open: 2 }), cell("in_progress"), cell("signed", { answered: 1 })];
const row = (number: string, cells: readonly number[], more: Partial<SheetRow> = {}): SheetRow =>
  ({ number, arm: "A", disease: "relapsed", day: 10, died: false, best: null, exposure: null, status: "randomised", eligibility: null, cells, ...more });
const sheet: Sheet = {
  total: 4, groups: [], visit: null, cells: CELLS, columns: ["D14", "D28"].map((code) => ({ code, title: code, fullTitle: `Visit ${code}`, narrow: false })),
  rows: [
    row("102-019", [0, 1], { arm: "C", best: "CRp", day: 200 }), row("101-119", [3, -1], { exposure: "possible", disease: "refractory" }),
    row("101-019", [4, 2], { arm: "B", best: "CR", day: 40 }), row("101-003", [5, 0], { status: "screening", arm: null, day: null }),
  ],
};
const shown = (part: Partial<SheetView>) => rowsOf(sheet, { ...WHOLE_SHEET, ...part }).map(({ number }) => number);

describe("a filter shows", () => {
  test.each<[Partial<SheetView>, readonly string[]]>([
    [{}, ["102-019", "101-119", "101-019", "101-003"]],
    [{ show: "overdue" }, ["102-019"]], [{ show: "due" }, ["101-019"]], [{ show: "queries" }, ["101-119"]], [{ show: "progress" }, ["101-019"]],
    [{ show: "exposure" }, ["101-119"]], [{ show: "responders" }, ["102-019", "101-019"]], [{ show: "screening" }, ["101-003"]],
    [{ number: "019" }, ["102-019", "101-019"]], [{ number: "101019" }, ["101-019"]], [{ number: "101-0" }, ["101-019", "101-003"]], [{ number: "x" }, []],
    [{ site: "102" }, ["102-019"]], [{ arm: "B" }, ["101-019"]], [{ disease: "refractory" }, ["101-119"]], [{ best: "CR" }, ["101-019"]],
    [{ exposure: "possible" }, ["101-119"]], [{ exposure: "none", arm: "C" }, ["102-019"]],
    [{ at: "D28:overdue" }, ["102-019"]], [{ at: "D28:due" }, ["101-019"]], [{ at: "D14:query_open" }, ["101-119"]], [{ at: "D14:query_answered" }, ["101-003"]],
    [{ at: "D28:not_planned" }, ["101-119"]], [{ at: "gone:overdue" }, ["102-019", "101-119", "101-019", "101-003"]],
  ])("%j → %j", (part, numbers) => expect(shown(part)).toEqual(numbers));
});

describe("an order puts", () => {
  test.each([
    ["number", ["101-003", "101-019", "101-119", "102-019"]], ["-number", ["102-019", "101-119", "101-019", "101-003"]],
    ["arm", ["101-119", "101-019", "102-019", "101-003"]], ["day", ["101-119", "101-019", "102-019", "101-003"]], ["best", ["101-019", "102-019", "101-119", "101-003"]],
    ["exposure", ["101-119", "102-019", "101-019", "101-003"]],
    ["D28", ["102-019", "101-019", "101-003", "101-119"]], ["D14", ["101-019", "101-119", "102-019", "101-003"]], ["-D14", ["101-003", "102-019", "101-119", "101-019"]],
  ])("%s: %j", (sort, numbers) => expect(shown({ sort })).toEqual(numbers));

  test("a head is clicked up, down and away", () => {
    expect(["", "day", "-day", "arm"].map((sort) => nextSort(sort, "day"))).toEqual(["day", "-day", "", "day"]);
  });
});

test("the address has what was chosen and nothing else, and says it again when it is opened", () => {
  const view: SheetView = { ...WHOLE_SHEET, show: "overdue", site: "101", at: "D28:due", sort: "-day" };
  expect(addressOf(view, null)).toBe("/patients?show=overdue&site=101&at=D28%3Adue&sort=-day");
  expect(addressOf(WHOLE_SHEET, "D28")).toBe("/patients?visit=D28");
  expect(readSheetView(Object.fromEntries(new URL(`http://x${addressOf(view, null)}`).searchParams))).toEqual(view);
  expect(readSheetView({ show: "everything", number: ["1", "2"], exposure: "maybe" })).toEqual(WHOLE_SHEET);
});

test("the legend counts cells by state, and questions beside them", () => {
  expect(countStates(sheet, sheet.rows)).toEqual({ complete: 3, overdue: 1, not_planned: 1, in_progress: 1, not_started: 1, signed: 1, due: 1, query_open: 2, query_answered: 1 });
});

test("a cell names patient, visit and state, and leads to the visit, or in the columns of one visit to the form", () => {
  const [first] = sheet.rows;
  if (!first) throw new Error("no row");
  expect(sayCell(sheet, first, 1)).toBe("102-019 · Visit D28, overdue");
  expect(addressOfCell(sheet, first, 1)).toBe("/patients/102-019#D28");
  expect(addressOfCell({ ...sheet, visit: "D28" }, first, 0)).toBe("/patients/102-019/visits/D28?form=D14");
});

test("500 patients are filtered and ordered well within a tenth of a second", () => {
  const many: Sheet = { ...sheet, rows: Array.from({ length: 500 }, (_, index) => row(`101-${String(index).padStart(3, "0")}`, [index % 6, (index * 7) % 6], { day: (index * 37) % 300 })) };
  const begun = performance.now();
  for (const sort of ["day", "-D28", "number"]) rowsOf(many, { ...WHOLE_SHEET, sort, number: "1" });
  expect(performance.now() - begun).toBeLessThan(100);
});

describe("a sheet that is read part by part", () => {
  const part = (visit: string, columns: readonly string[], rows: readonly SheetRow[]): Sheet =>
    ({ groups: [{ title: "Day 14", span: columns.length }], visit, cells: [cell("complete"), cell("overdue")], columns: columns.map((code) => ({ code, title: code, fullTitle: code, narrow: false })), rows, total: 2 });
  const [first, rest] = [part("D14", ["marrow", "haematology"], [row("101-002", [0, 1])]), part("D14", ["haematology", "chemistry"], [row("101-001", [0, 1])])];
  const joined = joinSheets(first, rest);
  const saysOf = (at: number) => joined.columns.map((_, column) => cellAt(joined, joined.rows[at]!, column).icon);

  test("is whole when every patient is in it", () => expect([first, joined].map(isWhole)).toEqual([false, true]));
  test("keeps each cell under its own column; one that only later patients have comes last", () => {
    expect(joined.columns.map(({ code }) => code)).toEqual(["marrow", "haematology", "chemistry"]);
    expect(joined.groups).toEqual([{ title: "Day 14", span: 3 }]);
    expect([saysOf(0), saysOf(1)]).toEqual([["complete", "overdue", "not_planned"], ["not_planned", "complete", "overdue"]]);
  });
  test("asks no more when nobody follows", () => expect(isWhole(joinSheets(first, { ...rest, rows: [], total: 2 }))).toBe(true));
});
