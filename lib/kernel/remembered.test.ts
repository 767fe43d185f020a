import { expect, test } from "vitest";
import { remembered } from "./remembered";

test("works each answer out once, for as many keys as are kept", () => {
  const asked: string[] = [];
  const upper = remembered((text: string) => text, (text) => { asked.push(text); return text.toUpperCase(); }, 2);
  expect(["a", "a", "b", "a"].map((text) => upper(text))).toEqual(["A", "A", "B", "A"]);
  expect(asked).toEqual(["a", "b"]);
  expect(["c", "a"].map((text) => upper(text))).toEqual(["C", "A"]);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});
