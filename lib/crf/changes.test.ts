import fc from "fast-check";
import { expect, test } from "vitest";
import { changesBetween, sameAnswer } from "./changes";

test.each([
  [{ a: 1 }, { a: 1 }, []],
  [{}, { a: null }, []],
  [{ a: null }, {}, []],
  [{ a: 120 }, { a: 130 }, [{ field: "a", from: 120, to: 130 }]],
  [{ a: 120 }, { a: null }, [{ field: "a", from: 120, to: null }]],
  [{ a: 120 }, {}, [{ field: "a", from: 120, to: null }]],
  [{}, { a: 0 }, [{ field: "a", from: null, to: 0 }]],
  [{ a: 1 }, { a: "1" }, [{ field: "a", from: 1, to: "1" }]],
  [{ a: { value: "82", unit: "/uL" } }, { a: { unit: "/uL", value: "82" } }, []],
  [{ a: { value: "82", unit: "/uL" } }, { a: { value: "82", unit: "10^9/L" } }, [{ field: "a", from: { value: "82", unit: "/uL" }, to: { value: "82", unit: "10^9/L" } }]],
  [{ a: { missing: "not_done" } }, { a: { missing: "unknown" } }, [{ field: "a", from: { missing: "not_done" }, to: { missing: "unknown" } }]],
  [{ a: [1] }, { a: { 0: 1 } }, [{ field: "a", from: [1], to: { 0: 1 } }]],
])("from %j to %j changes %j", (before, after, changes) => {
  expect(changesBetween(before, after)).toEqual(changes);
});

const answers = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue());

test("nothing changes into itself, and changes back are the same fields", () => {
  fc.assert(fc.property(answers, answers, (before, after) => {
    expect(changesBetween(before, structuredClone(before))).toEqual([]);
    expect(changesBetween(after, before).map(({ field }) => field).toSorted()).toEqual(changesBetween(before, after).map(({ field }) => field).toSorted());
  }));
});

test("the order of keys never matters", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => sameAnswer(value, Object.fromEntries(Object.entries(value).toReversed()))));
});
