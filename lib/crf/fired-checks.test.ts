import { expect, test } from "vitest";
import { exampleForm } from "./example-form";
import { checksOf, firedChecks } from "./fired-checks";
import type { Form } from "./define-form";

const context = { today: "2024-10-21" };
const fired = (answers: Readonly<Record<string, unknown>>) => firedChecks(exampleForm, answers, context);

test("a check asks when it does not hold, at its field, with the value", () => {
  expect(fired({ smoker: "Y", packs: 4 })).toEqual([{ id: "EX01", field: "packs", message: "4 packs a day is a lot. Confirm.", checked: { packs: 4 } }]);
});

test.each([[{}], [{ smoker: "Y", packs: 3 }], [{ smoker: "Y", packs: null }], [{ smoker: "Y", packs: { missing: "unknown" } }], [{ smoker: "Y", packs: "many" }]])(
  "%j asks nothing", (answers) => expect(fired(answers)).toEqual([]));

test.each([["2024-10-21", []], ["2024-10-22", ["example.seenOn.future"]], ["2024-02-31", []], [null, []]])("a date of %s asks %j today", (seenOn, ids) => {
  expect(fired({ seenOn }).map(({ id }) => id)).toEqual(ids);
});

test("an answer that no longer applies is asked about, and only then", () => {
  expect(fired({ smoker: "N", packs: 2 })).toEqual([
    { id: "example.packs.applies", field: "packs", message: "Packs a day is 2, but it applies only when Smoker is Yes. Clear it, or correct what it depends on.", checked: { packs: 2 } },
  ]);
  expect([fired({ smoker: null, packs: 2 }), fired({ smoker: "N", packs: { missing: "unknown" } })]).toEqual([[], []]);
});

test("at a field that is not asked only the answer left there is asked about", () => {
  expect(fired({ smoker: "N", packs: 4 }).map(({ id }) => id)).toEqual(["example.packs.applies"]);
});

test("the list of checks holds those that follow from the fields", () => {
  expect(checksOf(exampleForm as unknown as Form).map(({ id }) => id)).toEqual(["EX01", "example.seenOn.future", "example.packs.applies"]);
});
