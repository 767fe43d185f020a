import { expect, test } from "vitest";
import { completeness, applies } from "./completeness";
import type { Form } from "./define-form";
import { exampleForm } from "./example-form";

const form = exampleForm as unknown as Form;

test.each([
  [{}, 3, ["seenOn", "smoker", "weight"]],
  [{ smoker: "N" }, 3, ["seenOn", "weight"]],
  [{ smoker: "Y" }, 4, ["seenOn", "packs", "weight"]],
  [{ smoker: "Y", packs: 0, weight: { missing: "not_done" }, seenOn: "2024-10-21" }, 4, []],
  [{ smoker: "N", weight: "70", seenOn: "2024-10-21", remark: null }, 3, []],
])("%j: %i fields are expected and %j are missing", (answers, expected, missing) => {
  expect(completeness(form, answers)).toEqual({ expected, answered: expected - missing.length, missing });
});

test.each([
  [{ smoker: "Y" }, true],
  [{ smoker: "N" }, false],
  [{}, false],
  [{ smoker: "N", packs: 2 }, false],
])("with %j the dependent field applies: %s", (answers, expected) => {
  expect(applies(form, "packs", answers)).toBe(expected);
});
