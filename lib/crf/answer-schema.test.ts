import { describe, expect, test } from "vitest";
import { answerSchema } from "./answer-schema";
import { blankAnswers, readAnswers } from "./read-answers";
import type { Form } from "./define-form";
import { exampleForm } from "./example-form";

const schema = answerSchema(exampleForm);
const problems = (answers: unknown) => {
  const parsed = schema.safeParse(answers);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
};

test("a blank form and a form without any answer are storable", () => {
  expect([problems(blankAnswers(exampleForm)), problems({})]).toEqual([[], []]);
});

describe("a reason for a missing value is stored exactly where the field allows it", () => {
  test.each([
    [{ weight: { missing: "not_done" } }, []],
    [{ weight: { missing: "unknown" } }, []],
    [{ weight: { missing: "not_applicable" } }, ["weight"]],
    [{ packs: { missing: "not_done" } }, ["packs"]],
    [{ platelets: { missing: "not_done" } }, []],
    [{ platelets: { missing: "unknown" } }, ["platelets"]],
    [{ seenOn: { missing: "unknown" } }, ["seenOn"]],
    [{ remark: { missing: "unknown" } }, ["remark"]],
    [{ weight: { missing: "lost" } }, ["weight"]],
    [{ weight: { missing: "toString" } }, ["weight"]],
    [{ weight: { missing: ["not_done"] } }, ["weight"]],
    [{ weight: { missing: "not_done", value: "70" } }, ["weight"]],
  ])("%j is refused at %j", (answers, refused) => {
    expect(problems(answers)).toEqual(refused);
  });
});

test("fields that the form does not have are refused, also those of every object [R66 A10]", () => {
  expect(schema.safeParse({ ward: "4b" }).success).toBe(false);
  expect(schema.safeParse({ constructor: "x" }).success).toBe(false);
  expect(schema.safeParse(JSON.parse('{"__proto__": {"weight": "70"}}')).success).toBe(false);
});

test("each impossible value has its own message at its own field", () => {
  const parsed = schema.safeParse({ packs: 11, weight: "heavy", platelets: { value: "82", unit: "g" } });
  expect(parsed.error?.issues.map(({ path, message }) => [path.join("."), message.split(".")[0]])).toEqual([
    ["packs", "11 is not possible"],
    ["weight", "Type a number such as 12"],
    ["platelets", "Choose the unit: /µL, ×10⁹/L"],
  ]);
});

test("what is accepted is stored as it was given [R53]", () => {
  const answers = { ...blankAnswers(exampleForm), seenOn: "2024-10-21", packs: 0, platelets: { value: "82", unit: "10^9/L" } as const };
  expect(schema.parse(answers)).toEqual(answers);
});

test("typed values are read by their fields; names that the form lacks are left for the schema to refuse", () => {
  const read = readAnswers(exampleForm as unknown as Form, { weight: "070.5", packs: "", seenOn: "21oct24", ward: "4b", constructor: "x" });
  expect(read).toEqual({ weight: "70.5", packs: null, seenOn: "2024-10-21", ward: "4b", constructor: "x" });
});
