import { describe, expect, test } from "vitest";
import type { SignatureView } from "@/lib/signatures/read-signatures";
import { screeningOf } from "./screening";

const criterion = (state: string) => ({ id: state, label: state, state: state.replace("waived", "failed"), value: null, on: null, source: null, note: null, waiver: state === "waived" ? { criterion: state, reason: "agreed", byName: "Dana", at: "2024-01-01T00:00:00Z" } : null });
const finding = (value: string, states: readonly string[]) => ({ kind: "eligibility" as const, subject: "", value, trace: { criteria: states.map(criterion) } });
const signature = (valid: boolean): SignatureView => ({
  id: "s", meaning: "eligibility", of: null, visitId: null, entryId: null, difference: false, sha256: "", problem: null, statement: "", name: "Dr A", role: "investigator", at: new Date(0), fields: 3, valid,
  changed: valid ? [] : [{ entryId: "e", field: "age", label: "Age", where: "", href: "", signed: "60", now: "61", rowRemoved: false, at: new Date(0), byName: null, reason: null }],
});
const eligible = finding("eligible", ["met"]);
const facts = { findings: [eligible], held: null, mayConfirmEligibility: true, mayRandomise: true, signatures: { signatures: [signature(true)] } } as const;

test("eligible and confirmed: the patient can be randomised, and there is nothing left to confirm", () => {
  expect(screeningOf(facts)).toMatchObject({ verdict: "eligible", whyNotConfirm: null, whyNotRandomise: null });
});

test("a patient whose only failure is waived can be confirmed and randomised, and what was waived is named", () => {
  const waived = { ...facts, findings: [finding("waived", ["met", "waived"])] };
  expect(screeningOf(waived)).toMatchObject({ verdict: "waived", whyNotRandomise: null, remaining: [], waivable: [], waived: [{ waiver: { byName: "Dana" } }] });
  expect(screeningOf({ ...waived, signatures: { signatures: [] } }).whyNotConfirm).toBeNull();
});

test("of two failures the one that was not waived is in the way, and is what a waiver can be asked for", () => {
  const { remaining, waivable, waived, whyNotRandomise } = screeningOf({ ...facts, findings: [finding("not_eligible", ["waived", "failed", "unknown"])] });
  expect([remaining.length, waivable.length, waived.length]).toEqual([2, 1, 1]);
  expect(whyNotRandomise).toMatch(/1 criterion is not met/);
});

describe("what is in the way of randomisation is said", () => {
  test.each([
    ["a criterion that is not met", { findings: [finding("not_eligible", ["met", "failed"])] }, /Not eligible: 1 criterion is not met/],
    ["criteria that wait", { findings: [finding("unknown", ["unknown", "unknown"])] }, /2 criteria wait for a value/],
    ["no finding at all", { findings: [] }, /Eligibility is not known/],
    ["no confirmation", { signatures: { signatures: [] } }, /has not confirmed/],
    ["a confirmation that fell", { signatures: { signatures: [signature(false)] } }, /has fallen: 1 value changed/],
    ["a lock", { held: "lock" as const }, /locked/],
    ["a role that does not randomise", { mayRandomise: false }, /Only the site/],
  ])("%s", (_, changed, says) => {
    expect(screeningOf({ ...facts, ...changed }).whyNotRandomise).toMatch(says);
  });
});

test("a confirmation that fell can be given again, by an investigator only", () => {
  const fallen = { ...facts, signatures: { signatures: [signature(false)] } };
  expect(screeningOf(fallen).whyNotConfirm).toBeNull();
  expect(screeningOf({ ...fallen, mayConfirmEligibility: false }).whyNotConfirm).toMatch(/Only an investigator/);
});

test("nobody confirms what the rules did not find eligible", () => {
  expect(screeningOf({ ...facts, findings: [finding("unknown", ["unknown"])], signatures: { signatures: [] } }).whyNotConfirm).toMatch(/not known/);
});
