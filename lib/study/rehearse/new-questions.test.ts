import { expect, test } from "vitest";
import { exampleForms } from "@/lib/study/rehearse/example-version";
import { newQuestions } from "@/lib/study/rehearse/new-questions";
import { formById } from "@/lib/study/study";

const vitals = (version: number) => {
  const form = formById("vital_signs", version, exampleForms);
  if (!form) throw new Error(`No version ${version}`);
  return form;
};
const whole = { measuredOn: "2024-09-05", weightKg: "70", heightCm: "170", zubrod: "1" };

test.each([
  ["only what is new, when all else is answered", whole, [], ["saturation"]],
  ["nothing once it is answered", { ...whole, saturation: 97 }, [], []],
  ["not what was open before the move", { measuredOn: "2024-09-05" }, [], ["saturation"]],
  ["again what had no place in the new version", { measuredOn: "2024-09-05", weightKg: "70", heightCm: "170" }, ["zubrod"], ["zubrod", "saturation"]],
  ["nothing for a field that is gone", whole, ["pulse"], ["saturation"]],
])("asks %s", (_, answers, left, expected) => {
  expect(newQuestions(vitals(1), vitals(2), answers, left)).toEqual({ expected, others: [] });
});
