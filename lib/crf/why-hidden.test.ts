import { expect, test } from "vitest";
import { exampleForm } from "./example-form";
import type { Form } from "./define-form";
import { isHidden, sayWhyHidden } from "./why-hidden";

const form = exampleForm as unknown as Form;

test.each([
  ["that applies", "packs", { smoker: "Y" }, false, null],
  ["without a condition", "weight", {}, false, null],
  ["whose condition says no", "packs", { smoker: "N" }, true, "Hidden, because Smoker is No. It is asked when Smoker is Yes."],
  ["whose condition is not known yet", "packs", {}, false, "Hidden, because Smoker is blank. It is asked when Smoker is Yes."],
  ["that the form does not have", "constructor", {}, false, null],
])("a field %s", (_, name, answers, hidden, says) => {
  expect(isHidden(form, name, answers)).toBe(hidden);
  expect(sayWhyHidden(form, name, answers)).toBe(says);
});
