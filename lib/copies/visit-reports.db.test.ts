import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, save, sent, type Person } from "@/ops/testing/test-patient";

let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/discrepancies/raise-discrepancy")), ...(await import("@/lib/review/verify-fields")),
  ...(await import("./file-visit-report")), ...(await import("./read-visit-reports")), ...(await import("@/lib/kernel/instant")),
});
const file = (more: object = {}, who: Person = "monitor") => {
  const day = acts.dayIn(new Date().toISOString(), "America/Chicago");
  return acts.perform(acts.fileVisitReport, study.tokens[who], sent({ siteId: study.sites["101"], kind: "on_site", beganOn: day, endedOn: day, findings: [{ says: "The consent form of version 1 is missing", action: "Coordinator, next visit" }], password: TEST_PASSWORD, ...more }));
};
const stored = async (id: string) => (await study.admin.query("SELECT * FROM app.visit_report WHERE id = $1", [id])).rows[0] as { content: { tables: { title: string; rows: string[][] }[]; facts: { value: string }[] }; pdf: Buffer; pdf_sha256: string; number: number; patients: number };

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());

test("a report says what was verified, asked and changed at the visit, holds no value, and is kept with the bytes that were filed", async () => {
  const patient = await newPatient(study);
  await fill(study, patient, "vital_signs", { pulse: 71, systolic: 123 });
  const entryId = patient.entries["vital_signs"];
  done(await acts.perform(acts.verifyFields, study.tokens.monitor, sent({ entryId, seen: { pulse: 71, systolic: 123 } })));
  done(await save(study, entryId, { pulse: [71, 117] }, { reason: "Read from the wrong line" }));
  done(await acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, sent({ entryId, field: "systolic", question: "Which arm?" })));

  const { id, number } = done(await file());
  const report = await stored(id);
  const rows = (title: string) => report.content.tables.find((table) => table.title.startsWith(title))?.rows;
  expect([number, report.patients]).toEqual([1, 1]);
  expect(rows("Patients looked at")).toEqual([[patient.number, "2", expect.stringMatching(/^\d+ of \d+$/), expect.any(String), "1", "0"]]);
  expect(rows("Changed since verified")?.map(([who, what]) => [who, what])).toEqual([[patient.number, expect.stringContaining("Pulse")]]);
  expect(rows("Queries raised at the visit")).toMatchObject([[patient.number, expect.stringContaining("Systolic"), "open", expect.any(String)]]);
  expect(JSON.stringify(report.content)).not.toMatch(/117|wrong line|Which arm/);
  expect(report.pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(createHash("sha256").update(report.pdf).digest("hex")).toBe(report.pdf_sha256);
  expect(done(await file()).number, "numbered site by site").toBe(2);
  await expect(inSql(study.tokens.monitor, "UPDATE app.visit_report SET findings = 0")).rejects.toThrow(/permission denied/);
}, 120_000);

test("a monitor of the site files it, with the own password; who reads the site's verification reads it", async () => {
  for (const [who, expected] of [["coordinator", "not_permitted"], ["data_manager", "not_permitted"], ["monitor_elsewhere", "not_found"]] as const) expect(said(await file({}, who)), who).toBe(expected);
  expect(said(await file({ password: "not this one" }))).toBe("wrong_password");
  expect(said(await file({ beganOn: "2024-02-02", endedOn: "2024-02-01" }))).toBe("invalid");
  const read = (who: Person) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, async (tx, actor) => (await acts.readVisitReports(tx, actor, new Date())).reports.length);
  expect([await read("inspector"), await read("data_manager"), await read("monitor_elsewhere"), await read("coordinator")]).toEqual([2, 2, 0, 0]);
}, 120_000);
