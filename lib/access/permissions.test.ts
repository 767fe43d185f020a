import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ROLES, type Actor, type Role } from "@/lib/kernel/actor";
import { can, EVERYBODY, MAY, sitesOf, STUDY_WIDE, type Verb } from "./permissions";

const verbs = [...new Set(ROLES.flatMap((role) => MAY[role] as readonly Verb[]))].toSorted();
const at = (role: Role, siteId = "101"): Actor => ({ id: "a", name: "A", grants: [{ role, siteId }] });

/** A change of policy shows as a changed table. After a wanted change: UPDATE_GOLDEN=1 npx vitest run -c ops/vitest.config.ts --project unit lib/access */
test("who may do what is exactly this table [R25]", () => {
  const row = (verb: Verb) => `| ${verb} | ${ROLES.map((role) => (can(at(role), verb) ? "x" : can(at(role, "all"), verb) ? "all" : "")).join(" | ")} |`;
  const printed = `# Who may do what\n\nPrinted from the policy. x: at the sites where the role is held, or at all of them. all: only if it is held everywhere. Everybody who is signed in: ${EVERYBODY.join(", ")}.\n\n| | ${ROLES.join(" | ")} |\n|---|${ROLES.map(() => "---|").join("")}\n${verbs.map(row).join("\n")}\n`;
  const golden = path.join(import.meta.dirname, "permissions.golden.md");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, printed);
  expect(readFileSync(golden, "utf8")).toBe(printed);
});

test("a role at one site reaches no other site, nor the study as a whole [R27]", () => {
  expect(can(at("coordinator"), "entry.save", { siteId: "101" })).toBe(true);
  expect(can(at("coordinator"), "entry.save", { siteId: "102" })).toBe(false);
  expect(can(at("data_manager"), "cut.make", { siteId: "all" })).toBe(false);
  expect(can(at("data_manager", "all"), "cut.make", { siteId: "all" })).toBe(true);
  for (const verb of STUDY_WIDE) for (const role of ROLES) expect([can(at(role), verb), can(at(role), verb, { siteId: "101" })], `${role} ${verb}`).toEqual([false, false]);
});

test("the sites where somebody may are those of the roles that allow it [R27]", () => {
  const actor: Actor = { id: "a", name: "A", grants: [{ role: "coordinator", siteId: "101" }, { role: "monitor", siteId: "102" }, { role: "statistician", siteId: "all" }] };
  expect([sitesOf(actor, "entry.save"), sitesOf(actor, "entry.verify"), sitesOf(actor, "entry.read"), sitesOf(actor, "cut.read"), sitesOf(actor, "cut.make")]).toEqual([["101"], ["102"], ["101", "102"], "all", []]);
  expect([sitesOf(at("coordinator"), "session.read"), sitesOf({ id: "a", name: "A", grants: [] }, "session.read")]).toEqual([["101"], []]);
});

test("nobody may anything without a role [R24]", () => {
  expect(verbs.filter((verb) => can({ id: "a", name: "A", grants: [] }, verb))).toEqual([]);
});

test.each(ROLES)("%s does not both enter and verify, and the administrator sees no clinical data [R30 R31]", (role) => {
  const may = (verb: Verb) => can(at(role), verb);
  expect(may("entry.save") && may("entry.verify")).toBe(false);
  // of the trail the administrator reads what belongs to no site: row security leaves the patients out
  if (role === "administrator" || role === "statistician") expect(verbs.filter((verb) => /^(patient|entry|discrepancy|exposure|safety|deviation)\./.test(verb) && may(verb))).toEqual([]);
});
