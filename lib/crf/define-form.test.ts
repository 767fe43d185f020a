import { expect, test } from "vitest";
import { equals, type Truth } from "./condition";
import { formDefiner, sectionsOf, type AnswersOf, type Form, type Today } from "./define-form";
import { choice } from "./fields/choice";
import { integer } from "./fields/integer";
import { exampleForm } from "./example-form";

const defineForm = formDefiner<Today>();
const shell = { id: "shell", title: "Shell", shortTitle: "Sh", version: 1, repeats: false, checks: [] };
const spec = { label: "Field", criticality: "administrative", sdtm: "XX.XX" } as const;
const smoker = choice({ ...spec, options: { Y: "Yes", N: "No" } });
const check = { id: "A", on: ["smoker"], says: "", protocol: "", holds: (): Truth => "yes", asks: () => "" } as const;

test("the fields stand under their headings, in order", () => {
  expect(sectionsOf(exampleForm as unknown as Form)).toEqual([
    { title: "Example", fields: ["seenOn", "smoker", "weight", "platelets", "remark"] },
    { title: "Tobacco", fields: ["packs"] },
  ]);
});

test("a definition that contradicts itself is no form", () => {
  const packs = (when: ReturnType<typeof equals>) => integer({ ...spec, possible: [0, 9], when });
  expect(() => defineForm({ ...shell, fields: { smoker, packs: packs(equals("smoke", "Y")) } })).toThrow("depends on smoke");
  expect(() => defineForm({ ...shell, fields: { smoker, packs: packs(equals("smoker", "yes")) } })).toThrow("smoker = yes");
  expect(() => defineForm({ ...shell, fields: { smoker, packs: packs(equals("packs", 1)) } })).toThrow("depends on packs");
  expect(() => defineForm({ ...shell, fields: { smoker }, checks: [check, check] })).toThrow("check id twice");
  expect(() => defineForm({ ...shell, shortTitle: "Longer", fields: { smoker } })).toThrow("at most 5");
});

test("what must not compile, does not", () => {
  const fields = { smoker, packs: integer({ ...spec, possible: [0, 9] }) };
  // @ts-expect-error a check on a field that the form does not have
  defineForm({ ...shell, fields, checks: [{ ...check, on: ["ward"] }] });
  // @ts-expect-error a check that misreads the type of an answer
  defineForm({ ...shell, fields, checks: [{ ...check, on: ["packs"], holds: ({ packs }) => (packs?.startsWith("1") ? "yes" : "no") }] });
  // @ts-expect-error a check that forgets that an answer may be missing
  defineForm({ ...shell, fields, checks: [{ ...check, on: ["packs"], holds: ({ packs }) => (packs >= 1 ? "yes" : "no") }] });
  // @ts-expect-error a check that questions no field
  defineForm({ ...shell, fields, checks: [{ ...check, on: [] }] });
  // @ts-expect-error a field without its criticality
  integer({ label: "Field", sdtm: "XX.XX", possible: [0, 9] });
  // @ts-expect-error a code that the field does not offer
  const wrong: AnswersOf<typeof exampleForm>["smoker"] = "maybe";
  const right: AnswersOf<typeof exampleForm>["smoker"] = "Y";
  expect([wrong, right]).toEqual(["maybe", "Y"]);
});
