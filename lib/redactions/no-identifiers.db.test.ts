import { afterAll, beforeAll, expect, test } from "vitest";
import { forms } from "@/lib/study/study";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { PROSE_COLUMNS } from "./redaction";

let study: TestStudy;
beforeAll(async () => { study = await openTestStudy(); });
afterAll(() => study.close());

const IDENTIFYING = /name|initial|birth|\bdob\b|address|phone|mobile|e-?mail|\bfax\b|\bmrn\b|\bssn\b|passport|insurance|postcode|zip|hospital ?(no|number)|social security|next of kin|photo/i;
/** Fields that only sound like it, each with what it asks. */
const HARMLESS = new Set(["adverse_event.seriousCongenital"]); // whether an event was a birth defect

const column = async (sql: string) => (await study.admin.query<{ name: string }>(sql)).rows.map(({ name }) => name);

test("no field of any form asks who the patient is: no name, initials, birth date, number, address, telephone or e-mail [R84]", () => {
  const asked = forms.flatMap((form) => Object.entries(form.fields).map(([field, { label }]) => ({ at: `${form.id}.${field}`, says: `${field.replaceAll(/([A-Z])/g, " $1")} ${label}` })));
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter(({ at, says }) => IDENTIFYING.test(says) && !HARMLESS.has(at))).toEqual([]);
});

test("no column of a patient's table holds it; a name is that of somebody who works on the study [R84]", async () => {
  const columns = await column(`SELECT a.attrelid::regclass || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND (c.relname = 'patient' OR EXISTS (SELECT FROM pg_attribute y WHERE y.attrelid = c.oid AND y.attname = 'patient_id')) ORDER BY 1`);
  expect(columns.length).toBeGreaterThan(100);
  expect(columns.filter((name) => IDENTIFYING.test(name.replaceAll("_", " ")) && !/\.(by|released_by|decided_by|assigned)_name$/.test(name))).toEqual([]);
});

test("every column of a patient's table in which people write is one that a redaction looks through; the rest holds codes and hashes [R21]", async () => {
  const CODES = new Set(("adjudication.inputs_hash adjudication.verdict adjudication.statement discrepancy.field discrepancy.form_id discrepancy.origin discrepancy.rule_id discrepancy.state discrepancy_message.step eligibility_waiver.criterion eligibility_waiver.statement "
    + "entry.form_id entry.progress explanation.rule_id exposure_review.inputs_hash exposure_review.statement exposure_review.verdict finding.digest finding.inputs_hash finding.kind finding.rule_version finding.subject finding.value lock.kind lock.scope patient_summary.arm patient_summary.compared patient_summary.disease patient_summary.figures patient_summary.noted patient_summary.number patient_summary.otherwise patient_summary.results patient_version.from_version patient_version.version "
    + "reviewed_line.list reviewed_line.subject reviewed_line.seen_hash redaction.field redaction.state redaction.what redaction.cuts redaction.places screen_failure.cause screen_failure.step signature.entries signature.manifest signature.manifest_sha256 signature.meaning signature.statement signature_void.field "
    + "verification.act verification.field verification.value_hash visit.code").split(" "));
  const LOOKED_THROUGH = new Set([...PROSE_COLUMNS, "answers", "checked", "criteria", "trace"] as readonly string[]); // the trace is derived anew
  const texts = await column(`SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND a.atttypid IN ('text'::regtype, 'jsonb'::regtype, 'text[]'::regtype) AND EXISTS (SELECT FROM pg_attribute y WHERE y.attrelid = c.oid AND y.attname = 'patient_id') ORDER BY 1`);
  expect(texts.filter((name) => !CODES.has(name) && !LOOKED_THROUGH.has(name.split(".")[1] ?? "") && !/\.(by_name|by_role|released_by_name|decided_by_name|decided_by_role|assigned_name|assigned_by)$/.test(name))).toEqual([]);
  expect((await study.admin.query<{ prose: string[] }>("SELECT ctx.prose() AS prose")).rows[0]?.prose).toEqual([...PROSE_COLUMNS]);
});
