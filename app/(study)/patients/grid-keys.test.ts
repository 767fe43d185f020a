import { describe, expect, test } from "vitest";
import { placeAfter, rowOfTyped } from "./grid-keys";

/** Three facts in one cell of the body, four visits, ten patients. */
const size = { rows: 10, facts: 3, columns: 4, page: 4 };
const after = (row: number, column: number, key: string, isCtrl = false) => { const to = placeAfter({ row, column }, key, isCtrl, size); return to && [to.row, to.column]; };

describe("a key moves", () => {
  test.each([
    ["right from the patient to the first visit", 0, 0, "ArrowRight", false, [0, 3]], ["left from the first visit to the patient", 0, 3, "ArrowLeft", false, [0, 0]],
    ["up from the first row into the head", 0, 4, "ArrowUp", false, [-1, 4]], ["down from a fact of the head to the patient", -1, 2, "ArrowDown", false, [0, 0]],
    ["through the facts of the head one by one", -1, 0, "ArrowRight", false, [-1, 1]], ["not beyond the last visit", 5, 6, "ArrowRight", false, [5, 6]], ["not below the last row", 9, 3, "ArrowDown", false, [9, 3]],
    ["to the ends of a row", 5, 4, "End", false, [5, 6]], ["to its start", 5, 4, "Home", false, [5, 0]],
    ["to the first patient", 5, 4, "Home", true, [0, 0]], ["to the last cell", 5, 4, "End", true, [9, 6]],
    ["a page down", 1, 4, "PageDown", false, [5, 4]], ["a page up, not into the head", 2, 4, "PageUp", false, [0, 4]],
  ])("%s", (_, row, column, key, isCtrl, to) => expect(after(row, column, key, isCtrl)).toEqual(to));

  test("and others do not", () => expect(["Enter", "a", "Tab"].map((key) => after(0, 0, key))).toEqual([null, null, null]));
});

describe("digits typed in the grid jump to", () => {
  const numbers = ["103-019", "101-119", "101-019", "101-003"];
  test.each([["19", 0], ["101-19", 2], ["101019", 2], ["3", 3], ["119", 1], ["1011", 1], ["555", -1], ["", -1], ["-", -1]])("%o: row %d", (typed, row) => expect(rowOfTyped(numbers, typed)).toBe(row));
});
