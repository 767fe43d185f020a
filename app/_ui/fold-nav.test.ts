import { expect, test } from "vitest";
import { foldOf } from "./fold-nav";

const folds = (count: number) => Array.from({ length: count }, (_, index) => foldOf(index, count));

test.each([
  [3, ["never", "never", "never"]],
  [4, ["never", "never", "never", "never"]],
  [6, ["never", "never", "narrow", "narrow", "narrow", "narrow"]],
  [8, ["never", "never", "narrow", "narrow", "narrow", "medium", "medium", "medium"]],
  [10, ["never", "never", "narrow", "narrow", "narrow", "medium", "medium", "always", "always", "always"]],
])("of %i pages those that come later fold first", (count, expected) => {
  expect(folds(count)).toEqual(expected);
});

test("no menu ever holds a single page", () => {
  for (let count = 1; count <= 20; count++) {
    for (const shown of [["never"], ["never", "narrow"], ["never", "narrow", "medium"]]) {
      expect([count, folds(count).filter((fold) => !shown.includes(fold)).length]).not.toEqual([count, 1]);
    }
  }
});
