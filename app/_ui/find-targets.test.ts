import { describe, expect, test } from "vitest";
import { findTargets } from "./find-targets";

const targets = [
  { label: "101-003", href: "/patients/101-003", detail: "Group 1 · NR" },
  { label: "101-032", href: "/patients/101-032", detail: "Group 3 · CRp" },
  { label: "Questions", href: "/queries", detail: "page" },
];

describe("what is typed into the jump box finds", () => {
  test.each([
    ["32", ["101-032"]],
    ["101 32", ["101-032"]],
    ["03", ["101-003", "101-032"]],
    ["crp", ["101-032"]],
    ["QUEST", ["Questions"]],
    ["", ["101-003", "101-032", "Questions"]],
    ["nobody", []],
  ])("%o → %o", (typed, found) => {
    expect(findTargets(targets, typed).map(({ label }) => label)).toEqual(found);
  });

  test("a match in the label stands before one in the detail", () => {
    const both = [{ label: "Lock", href: "/lock", detail: "page 1" }, { label: "101-001", href: "/p", detail: "" }];
    expect(findTargets(both, "1").map(({ label }) => label)).toEqual(["101-001", "Lock"]);
  });
});
