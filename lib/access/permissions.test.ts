import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ROLES, type Actor, type Role } from "@/lib/kernel/actor";
import { can, EVERYBODY, MAY, type Verb } from "./permissions";

const verbs = [...new Set(ROLES.flatMap((role) => MAY[role] as readonly Verb[]))].toSorted();
const at = (role: Role, siteId = "101"): Actor => ({ id: "a", name: "A", grants: [{ role, siteId }] });

/** A change of policy shows as a changed table. After a wanted change: UPDATE_GOLDEN=1 npx vitest run -c ops/vitest.config.ts --project unit lib/access */
test("who may do what is exactly this table", () => {
  const row = (verb: Verb) => `| ${verb} | ${ROLES.map((role) => (can(at(role), verb) ? "x" : "")).join(" | ")} |`;
  const printed = `# Who may do what\n\nPrinted from the policy. Everybody who is signed in: ${EVERYBODY.join(", ")}.\n\n| | ${ROLES.join(" | ")} |\n|---|${ROLES.map(() => "---|").join("")}\n${verbs.map(row).join("\n")}\n`;
  const golden = path.join(import.meta.dirname, "permissions.golden.md");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, printed);
  expect(readFileSync(golden, "utf8")).toBe(printed);
});

test("a role at one site reaches no other site, nor the study as a whole", () => {
  expect(can(at("coordinator"), "entry.save", { siteId: "101" })).toBe(true);
  expect(can(at("coordinator"), "entry.save", { siteId: "102" })).toBe(false);
  expect(can(at("data_manager"), "cut.make", { siteId: "all" })).toBe(false);
  expect(can(at("data_manager", "all"), "cut.make", { siteId: "all" })).toBe(true);
});

test("nobody may anything without a role", () => {
  expect(verbs.filter((verb) => can({ id: "a", name: "A", grants: [] }, verb))).toEqual([]);
});

test.each(ROLES)("%s does not both enter and verify, and the administrator sees no clinical data", (role) => {
  const may = (verb: Verb) => can(at(role), verb);
  expect(may("entry.save") && may("entry.verify")).toBe(false);
  // of the trail the administrator reads what belongs to no site: row security leaves the patients out
  if (role === "administrator" || role === "statistician") expect(verbs.filter((verb) => /^(patient|entry|discrepancy|exposure|safety|deviation)\./.test(verb) && may(verb))).toEqual([]);
});
