import { expect, test } from "vitest";
import { nextAct, type ActingAs } from "./next-act";
import type { FormLine } from "./visit-line";

const nobody: ActingAs = { mayEnter: false, maySign: false, mayVerify: false, mayClose: false };
const site = { ...nobody, mayEnter: true };
const line = (title: string, state: FormLine["state"], more: Partial<FormLine> = {}): FormLine =>
  ({ formId: title, title, href: `/${title}`, state, open: 0, answered: 0, entryIds: [], rows: null, last: null, ifDone: false, ...more });

test.each<[string, readonly FormLine[], ActingAs, string | null]>([
  ["what was begun comes before what was not", [line("Marrow", "not_started"), line("Haematology", "in_progress")], site, "Go on with Haematology"],
  ["an empty form is entered", [line("Haematology", "complete"), line("Marrow", "not_started")], site, "Enter Marrow"],
  ["a form that the visit can do without is nobody's next", [line("Chemistry", "not_started", { ifDone: true })], site, null],
  ["a query comes when everything is entered", [line("Haematology", "complete", { open: 1 })], site, "Answer the query in Haematology"],
  ["an answer waits for whoever may close it", [line("Haematology", "verified", { answered: 1 })], { ...nobody, mayClose: true, mayVerify: true }, "Judge the answer in Haematology"],
  ["a monitor verifies what is complete", [line("Haematology", "verified"), line("Marrow", "complete")], { ...nobody, mayVerify: true }, "Verify Marrow"],
  ["an investigator signs when all is complete", [line("Haematology", "complete"), line("Marrow", "not_done")], { ...site, maySign: true }, "Sign the visit"],
  ["and not before", [line("Haematology", "complete"), line("Marrow", "in_progress")], { ...nobody, maySign: true }, null],
  ["nor again", [line("Haematology", "signed")], { ...nobody, maySign: true }, null],
  ["who only reads has nothing to do", [line("Haematology", "not_started", { open: 3 })], nobody, null],
])("%s", (_, lines, acting, says) => expect(nextAct(lines, acting, "101-001")?.says ?? null).toBe(says));
