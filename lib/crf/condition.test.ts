import { describe, expect, test } from "vitest";
import { allOf, answered, anyOf, atLeast, equals, isOneOf, not } from "./condition";
import { wordingOf, type Form } from "./define-form";
import { exampleForm } from "./example-form";

const MISSING = { missing: "unknown" };

describe("each condition has a yes, a no and an unknown", () => {
  test.each([
    [equals("smoker", "Y"), { smoker: "Y" }, "yes"],
    [equals("smoker", "Y"), { smoker: "N" }, "no"],
    [equals("smoker", "Y"), { smoker: null }, "unknown"],
    [equals("smoker", "Y"), { smoker: MISSING }, "unknown"],
    [equals("smoker", "Y"), {}, "unknown"],
    [isOneOf("grade", ["3", "4"]), { grade: "4" }, "yes"],
    [isOneOf("grade", ["3", "4"]), { grade: "2" }, "no"],
    [isOneOf("grade", ["3", "4"]), {}, "unknown"],
    [atLeast("packs", 2), { packs: 2 }, "yes"],
    [atLeast("packs", 2), { packs: 1 }, "no"],
    [atLeast("packs", 0), { packs: null }, "unknown"],
    [atLeast("weight", "70.1"), { weight: "70.1" }, "yes"],
    [atLeast("weight", "70.1"), { weight: "70.09" }, "no"],
    [atLeast("weight", "9"), { weight: "10" }, "yes"],
    [atLeast("weight", "9"), { weight: "heavy" }, "unknown"],
    [answered("packs"), { packs: 0 }, "yes"],
    [answered("packs"), { packs: null }, "no"],
    [answered("packs"), { packs: MISSING }, "no"],
    [not(equals("smoker", "Y")), { smoker: "N" }, "yes"],
    [not(equals("smoker", "Y")), { smoker: "Y" }, "no"],
    [not(equals("smoker", "Y")), {}, "unknown"],
    [anyOf(equals("smoker", "Y"), atLeast("packs", 1)), { smoker: "Y" }, "yes"],
    [anyOf(equals("smoker", "Y"), atLeast("packs", 1)), { smoker: "N", packs: 0 }, "no"],
    [anyOf(equals("smoker", "Y"), atLeast("packs", 1)), { smoker: "N" }, "unknown"],
    [allOf(equals("smoker", "Y"), atLeast("packs", 1)), { smoker: "Y", packs: 1 }, "yes"],
    [allOf(equals("smoker", "Y"), atLeast("packs", 1)), { smoker: "N" }, "no"],
    [allOf(equals("smoker", "Y"), atLeast("packs", 1)), { smoker: "Y" }, "unknown"],
  ])("%#: %o with %j is %s", (condition, answers, truth) => {
    expect(condition.holds(answers)).toBe(truth);
  });
});

test("a condition says itself in the form's own words, and lists what it reads", () => {
  const condition = anyOf(equals("smoker", "Y"), allOf(atLeast("packs", 1), not(answered("remark"))));
  expect(condition.says()).toBe("smoker is Y or (packs ≥ 1 and not (remark is answered))");
  expect(condition.says(wordingOf(exampleForm as unknown as Form))).toBe("Smoker is Yes or (Packs a day ≥ 1 and not (Remark is answered))");
  expect(condition.reads).toEqual(["smoker", "packs", "remark"]);
});
