import { expect, test } from "vitest";
import { foldsCookie, isOpen } from "./folds";

test.each([
  [undefined, "doses", false, false], ["doses", "doses", false, true], ["doses.course", "course", true, false], ["doses", "course", true, true], ["<script>", "course", true, true],
])("a part is as it begins, or the other way where the cookie %o names it: %s, begins open %s → open %s", (kept, name, begins, open) => {
  expect(isOpen(kept, name, begins)).toBe(open);
});

test("the cookie names each part that was left otherwise, once", () => {
  expect(foldsCookie("doses", "course", true, false)).toMatch(/^ecrf-folds=doses\.course; path=\/; max-age=31536000; samesite=strict$/);
  expect(foldsCookie("doses.course", "doses", false, true)).toMatch(/^ecrf-folds=course; .*; secure$/);
  expect(foldsCookie("doses", "doses", true, false)).toMatch(/^ecrf-folds=doses;/);
});
