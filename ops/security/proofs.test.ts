import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { contradictions, readProofs, ROWS, withTable, type Proof } from "./proofs";

const root = path.resolve(import.meta.dirname, "../..");
const proofs = readProofs(root);

describe("what SECURITY.md promises", () => {
  test("every id has one row, in order, and none is left out [R88]", () => {
    const ids = ROWS.map(([id]) => id);
    const upTo = (letter: string, last: number) => Array.from({ length: last }, (_, index) => `${letter}${String(index + 1).padStart(2, "0")}`);
    const parts = [..."abcdefghijkl"].map((part) => `R79${part}`);
    const wanted = [...upTo("R", 90).flatMap((id) => (id === "R79" ? parts : id)).filter((id) => id !== "R79"), ...upTo("A", 38), ...upTo("D", 12), ...upTo("F", 18)];
    expect(ids.toSorted()).toEqual(wanted.toSorted());
  });
  test("what is said to be shown by a test has one, and what a test shows is asked for [R88]", () => {
    expect(contradictions(ROWS, proofs)).toEqual([]);
  });
  test("the table is of today: else run npm run security [R88]", () => {
    const page = readFileSync(path.join(root, "SECURITY.md"), "utf8");
    expect(withTable(page, ROWS, proofs)).toBe(page);
  });
});

describe("a contradiction is found", () => {
  const proof = (ids: string): Proof => ({ file: "x.test.ts", title: "x", ids: ids.split(" ") });
  test.each<[string, Parameters<typeof contradictions>, RegExp]>([
    ["a tag nobody asked for", [[], [proof("R01")]], /nobody asked for/], ["a promise without a test", [[["R01", "test", "x"]], []], /none names it/],
    ["a row without its reason", [[["R01", "procedural", "x"]], []], /says why/],
  ])("%s", (_, given, says) => expect(contradictions(...given).join()).toMatch(says));
});
