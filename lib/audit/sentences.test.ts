import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { EVERYBODY, MAY } from "@/lib/access/permissions";
import { ACTS, sayAct } from "@/lib/audit/acts";
import { TABLES_WITH_DEEDS } from "@/lib/audit/deeds";
import { reasonBeside, saySentence } from "@/lib/audit/sentences";
import type { Changes, EventWords, TrailEvent } from "@/lib/audit/trail-event";
import { TRAIL_KINDS } from "@/lib/audit/trail-kinds";
import { sayFromTo } from "@/lib/audit/value-changes";
import { wordingOf } from "@/lib/crf/define-form";
import { exampleForm } from "@/lib/crf/example-form";

const count = (value: string) => ({ value, unit: "10^9/L" });
const plain: EventWords["wording"] = { label: (field) => field, show: (_field, value) => String(value) };
const ofForm = { place: "Haematology, Day 28 to 42", subject: "Platelets", wording: wordingOf(exampleForm as never) };

function event(table: string, op: TrailEvent["op"], changes: Changes | null, rest: Partial<TrailEvent> = {}): TrailEvent {
  return { table, op, action: "entry.save", who: "Dr Ines Varga", role: "investigator", reason: null, changes, fields: Object.keys(changes ?? {}), ...rest };
}
const became = (fields: Readonly<Record<string, unknown>>): Changes => Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { old: null, new: value }]));

describe("answers", () => {
  test.each<readonly [string, Changes, string]>([
    ["a correction", { "answers.platelets": { old: count("98"), new: count("101") } }, "changed Platelets 98 → 101 ×10⁹/L in Haematology, Day 28 to 42"],
    ["a change of unit", { "answers.platelets": { old: { value: "98", unit: "/uL" }, new: count("98") } }, "changed Platelets 98 /µL → 98 ×10⁹/L in Haematology, Day 28 to 42"],
    ["a first entry", became({ "answers.smoker": "Y", "answers.packs": 2 }), "entered Smoker Yes, Packs a day 2 in Haematology, Day 28 to 42"],
    ["a value taken out", { "answers.seenOn": { old: "2024-10-21", new: null } }, "cleared Seen on (was 21-Oct-2024) in Haematology, Day 28 to 42"],
    ["a reason for a missing value", { "answers.weight": { old: "71.5", new: { missing: "not_done" } } }, "changed Weight 71.5 kg → not done in Haematology, Day 28 to 42"],
    ["a correction before an entry", { "answers.smoker": { old: null, new: "N" }, "answers.packs": { old: 1, new: 2 } }, "changed Packs a day 1 → 2; entered Smoker No in Haematology, Day 28 to 42"],
    ["a removal", became({ removed_at: "2024-10-21T10:00:00Z", removed_reason: "entered twice" }), "removed Haematology, Day 28 to 42"],
    ["not done", became({ not_done_reason: "machine broken" }), "marked Haematology, Day 28 to 42 as not done: “machine broken”"],
    ["done after all", { not_done_reason: { old: "machine broken", new: null } }, "took back that Haematology, Day 28 to 42 was not done"],
  ])("%s", (_what, changes, says) => {
    expect(saySentence(event("app.entry", "U", changes), ofForm)).toBe(`Dr Ines Varga ${says}`);
  });

  test("the reason ends the sentence, and is not said twice where the deed quotes it", () => {
    const correction = event("app.entry", "U", { "answers.platelets": { old: count("98"), new: count("101") } }, { reason: "transcription error" });
    expect(saySentence(correction, ofForm)).toBe("Dr Ines Varga changed Platelets 98 → 101 ×10⁹/L in Haematology, Day 28 to 42: transcription error");
    const notDone = event("app.entry", "U", became({ not_done_reason: "machine broken" }), { reason: "machine broken" });
    expect(saySentence(notDone, ofForm)).toBe("Dr Ines Varga marked Haematology, Day 28 to 42 as not done: “machine broken”");
    expect([reasonBeside(correction), reasonBeside(notDone)]).toEqual(["transcription error", null]);
  });

  test("redacted values are said to be redacted, with the names of their fields", () => {
    expect(saySentence(event("app.entry", "U", null, { fields: ["answers.platelets", "answers.smoker"] }), ofForm))
      .toBe("Dr Ines Varga changed Platelets, Smoker in Haematology, Day 28 to 42 (values redacted)");
  });

  test("a new row says what it holds, and nothing of its keys", () => {
    expect(saySentence(event("app.entry", "I", became({ form_id: "example", site_id: "5", "answers.smoker": "N" }), { action: "entry.add" }), { ...ofForm, place: "Example, row 3" }))
      .toBe("Dr Ines Varga added Example, row 3 and entered Smoker No");
  });
});

describe("everything else", () => {
  const words = (place: string | null, subject: string | null = null): EventWords => ({ place, subject, wording: plain });
  test.each<readonly [string, TrailEvent, EventWords, string]>([
    ["randomisation", event("app.patient", "U", became({ status: "randomised", arm: "Group 2", stratum: "refractory" })), words("patient 101-001"), "randomised patient 101-001 to Group 2, stratum refractory"],
    ["a consent to another version", event("app.patient_version", "I", became({ version: "review", from_version: "2007", consented_on: "20-Oct-2024", reason: "Amendment 2" })), words("patient 101-001"), "recorded that patient 101-001 consented to protocol version review on 20-Oct-2024: “Amendment 2”"],
    ["what follows from it", event("app.patient", "U", { protocol_version: { old: "2007", new: "review" } }), words("patient 101-001"), "moved patient 101-001 from protocol version 2007 to review"],
    ["a form that moves with it", event("app.entry", "U", { form_version: { old: 1, new: 2 } }), words("Vital signs, Screening"), "moved Vital signs, Screening to version 2 of its form"],
    ["an activation at a site", event("app.site_version", "I", became({ version: "review", activated_on: "01-Oct-2024", reason: "approved" })), words("site 101"), "activated protocol version review at site 101 from 01-Oct-2024"],
    ["an opening", event("app.study", "U", { open_version: { old: "2007", new: "review" } }), words(null), "opened protocol version review for enrolment, instead of 2007"],
    ["a new result", event("app.finding", "I", became({ value: "CR" })), words(null, "Response, Day 28 to 42"), "thereby had Response, Day 28 to 42 derived: CR"],
    ["a changed result", event("app.finding", "U", { value: { old: "NR", new: "CR" } }), words(null, "Response, Day 28 to 42"), "thereby changed Response, Day 28 to 42: NR → CR"],
    ["a result that is gone", event("app.finding", "U", { value: { old: "CR", new: null } }), words(null, "Response, Day 28 to 42"), "thereby changed Response, Day 28 to 42: CR → not derivable"],
    ["a check's query", event("app.discrepancy", "I", became({ origin: "system", rule_id: "HE01", question: "Check the unit." })), words("Haematology", "Platelets"), "thereby raised a query by check HE01 at Platelets in Haematology: “Check the unit.”"],
    ["a person's query", event("app.discrepancy", "I", became({ origin: "manual", question: "Source?" })), words("Haematology", "Platelets"), "raised a query at Platelets in Haematology: “Source?”"],
    ["an assigned query", event("app.discrepancy", "U", { assigned_to: { old: null, new: "7a" }, assigned_name: { old: null, new: "Mona Lindqvist" } }), words("Haematology", "Platelets"), "assigned the query at Platelets in Haematology to Mona Lindqvist"],
    ["a query assigned to nobody any more", event("app.discrepancy", "U", { assigned_to: { old: "7a", new: null }, assigned_name: { old: "Mona Lindqvist", new: null } }), words("Haematology", "Platelets"), "took back whom the query at Platelets in Haematology was assigned to"],
    ["a closed query", event("app.discrepancy", "U", { state: { old: "answered", new: "closed" } }), words("Haematology", "Platelets"), "closed the query at Platelets in Haematology"],
    ["a verification", event("app.verification", "I", became({ value_hash: "ab" })), words("Haematology", "Platelets"), "verified Platelets in Haematology against the source"],
    ["a fallen verification", event("app.verification", "U", became({ fallen_at: "2024-10-21" })), words("Haematology", "Platelets"), "thereby ended the verification of Platelets in Haematology, whose value changed"],
    ["a verification taken back", event("app.verification", "U", became({ fallen_at: "2024-10-21", withdrawn_at: "2024-10-21" })), words("Haematology", "Platelets"), "took back the verification of Platelets in Haematology"],
    ["a lock", event("app.lock", "I", became({ kind: "lock", reason: "done" }), { reason: "done" }), words("site 101"), "locked site 101: “done”"],
    ["a release", event("app.lock", "U", became({ released_at: "x", release_reason: "late value" }), { reason: "late value" }), words("site 101"), "released the lock on site 101: “late value”"],
    ["a request for a redaction", event("app.redaction", "I", became({ what: "name", reason: "Copied from the letter." }), { reason: "Copied from the letter." }), words("Haematology"), "asked for a redaction in Haematology: “Copied from the letter.”"],
    ["a redaction", event("app.redaction", "U", became({ state: "done", decision_reason: "Seen, it was a name." }), { reason: "Seen, it was a name." }), words("Haematology"), "redacted what was typed by mistake in Haematology: “Seen, it was a name.”"],
    ["a redaction declined", event("app.redaction", "U", became({ state: "declined", decision_reason: "A place, no person." }), { reason: "A place, no person." }), words("Haematology"), "declined a redaction in Haematology: “A place, no person.”"],
    ["what a redaction did to the trail", event("audit.payload", "R", became({ payload_hash: "00" })), words("Haematology"), "thereby took values out of an earlier line of the trail about Haematology"],
    ["a release with its approver", event("app.lock", "U", became({ released_at: "x", release_reason: "late value", release_approved_by: "Pia Holm, sponsor" }), { reason: "late value" }), words("site 101"), "released the lock on site 101, approved by Pia Holm, sponsor: “late value”"],
    ["a pending role", event("app.membership", "I", became({ role: "Monitor" })), words("site 101", "Ada Lund"), "gave Ada Lund the role Monitor at site 101, of no effect until a training is recorded"],
    ["signing in", event("auth.session", "E", {}, { action: "session.open" }), words(null), "signed in"],
    ["a wrong password", event("auth.security", "E", became({ person: "Ada Lund", address: "203.0.113.9" }), { action: "sign_in.failed" }), words(null), "failed to sign in to the account of Ada Lund from 203.0.113.9"],
    ["an unknown name", event("auth.security", "E", became({ address: "203.0.113.9" }), { action: "sign_in.failed" }), words(null), "failed to sign in under a name that opens nothing from 203.0.113.9"],
    ["an export that failed", event("app.export", "E", became({ format: "csv", cut: "Interim 1", problem: "It was broken off again and again." }), { action: "export.fail" }), words(null), "failed to write the data cut Interim 1 in the format csv: It was broken off again and again."],
    ["a lockout", event("auth.security", "E", became({ person: "Ada Lund", minutes: "2" }), { action: "sign_in.closed" }), words(null), "thereby had the account of Ada Lund closed for 2 min"],
    ["a second factor taken away", event("auth.security", "E", became({ person: "Ada Lund" }), { action: "factor.reset" }), words(null), "took the second factor of Ada Lund away"],
    ["a table nobody described", event("app.novel", "U", { colour: { old: 1, new: 2 } }), words(null), "changed colour in app.novel"],
  ])("%s", (_what, told, told_words, says) => {
    expect(saySentence(told, told_words)).toBe(`Dr Ines Varga ${says}`);
  });
});

test.each([["98 ×10⁹/L", "101 ×10⁹/L", "98 → 101 ×10⁹/L"], ["98 /µL", "98 G/L", "98 /µL → 98 G/L"], ["Not known", "Not done", "Not known → Not done"], ["", "5", " → 5"]])(
  "%j to %j is said %j", (from, to, says) => expect(sayFromTo(from, to)).toBe(says));

describe("nothing that is trailed is without words", () => {
  const folder = path.resolve(import.meta.dirname, "../../prisma/migrations");
  const sql = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => readFileSync(path.join(folder, name, "migration.sql"), "utf8")).join("\n");

  test("every act that a role may carry out, and every act that the database logs by itself", () => {
    const logged = [...sql.matchAll(/(?:ctx\.(?:log|log_security|log_unsigned|fail_try)\(|v_action text := )'([a-z_.]+)'/g)].map(([, action]) => action ?? "");
    const verbs = [...Object.values(MAY).flat(), ...EVERYBODY, ...logged, "study.begin", "dictionary.load"];
    expect(logged.length).toBeGreaterThan(3);
    expect([...new Set(verbs)].filter((verb) => !Object.hasOwn(ACTS, verb))).toEqual([]);
    expect(sayAct("no.such_act")).toBe("no.such_act");
  });

  test("every table with a trail trigger has a sentence and exactly one kind", () => {
    const inLoop = [...sql.matchAll(/'([a-z_]+):[a-z_]*:[a-z_]*'/g)].map(([, table]) => `app.${table}`);
    const named = [...sql.matchAll(/CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON (app\.[a-z_]+) /g)].map(([, table]) => table!);
    const looped = [...sql.matchAll(/IN ARRAY ARRAY\[([a-z_', ]+)\] LOOP(?:(?!END LOOP)[^])*?z_audit AFTER/g)].flatMap(([, tables]) => [...tables!.matchAll(/'([a-z_]+)'/g)].map(([, table]) => `app.${table}`));
    const trailed = [...new Set([...inLoop, ...named, ...looped, "auth.account", "auth.session", "auth.security", "audit.payload", "audit.verification"])];
    expect(inLoop.length).toBeGreaterThan(10);
    expect(trailed.filter((table) => !TABLES_WITH_DEEDS.includes(table))).toEqual([]);
    expect(Object.values(TRAIL_KINDS).flatMap(({ tables }): readonly string[] => tables).toSorted()).toEqual(trailed.toSorted());
  });
});
