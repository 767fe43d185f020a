import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const SENTINEL = "Mrs Wilhelmina Quackenbush";
let study: TestStudy;
let patient: TestPatient;
let acts: Awaited<ReturnType<typeof loadActs>>;
const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("./ask-redaction")), ...(await import("./decide-redaction")), ...(await import("./read-redactions")), ...(await import("./read-typed-values")),
  ...(await import("@/lib/discrepancies/raise-discrepancy")), ...(await import("@/lib/discrepancies/answer-discrepancy")), ...(await import("@/lib/signatures/sign-casebook")), ...(await import("@/lib/entries/mark-not-done")),
  ...(await import("@/lib/locks/place-lock")), ...(await import("@/lib/locks/release-lock")),
});

const rows = async <Row extends object>(query: string, values: readonly unknown[] = []): Promise<readonly Row[]> => (await study.admin.query<Row>(query, [...values])).rows;
const problems = async () => (await rows<{ problem: string }>("SELECT problem FROM audit.verify()")).map(({ problem }) => problem);
const eventsOf = (field: string, value: string) => rows<{ id: string }>("SELECT e.id::text FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.patient_id = $1 AND p.changes #>> ARRAY[$2, 'new'] = $3 ORDER BY e.id", [patient.id, field, value]);
const eventOf = async (field: string, value: string): Promise<string> => (await eventsOf(field, value))[0]?.id ?? "";
const ask = (who: Person, eventId: string, field: string, reason = "Copied over from the letter of referral.") => acts.perform(acts.askRedaction, study.tokens[who], { ...sent({ eventId, field, what: "name" }), reason });
const decide = (token: string, redactionId: string, approve = true, reason = "Looked at it: it says who the patient is.") => acts.perform(acts.decideRedaction, token, { ...sent({ redactionId, approve, password: TEST_PASSWORD }), reason });

/** Every row of every table in which the text stands, "app.entry 1". The dump of a database holds nothing else. */
async function standsIn(text: string): Promise<readonly string[]> {
  const tables = await rows<{ name: string }>("SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('app', 'auth', 'audit', 'ctx') AND tablename NOT LIKE 'data_cut%' ORDER BY 1");
  const found = await Promise.all(tables.map(async ({ name }) => ({ name, count: (await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${name} x WHERE strpos(lower(x::text), lower($1)) > 0`, [text]))[0]?.count ?? 0 })));
  return found.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`);
}

/** A second data manager, for the two-person rule. */
async function anotherDataManager(): Promise<string> {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'system', true), set_config('app.action', 'test.fill', true)");
  await study.admin.query("INSERT INTO auth.account (id, username, full_name, password_hash) SELECT '00000000-0000-4000-8000-0000000000d2', 'dora', 'Dora Second', password_hash FROM auth.account WHERE username = 'data_manager'");
  await study.admin.query("INSERT INTO app.membership (account_id, role, trained_on) VALUES ('00000000-0000-4000-8000-0000000000d2', 'data_manager', current_date)");
  await study.admin.query("INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at) VALUES (sha256('token-dora'), '00000000-0000-4000-8000-0000000000d2', now() + interval '1 hour', now() + interval '2 hours')");
  await study.admin.query("SELECT set_config('app.session_token', 'token-dora', true)");
  await study.admin.query("INSERT INTO app.signature_declaration (version, text) VALUES (1, 'My electronic signature is binding.')");
  await study.admin.query("COMMIT");
  return "token-dora";
}

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  patient = await newPatient(study);
});
afterAll(() => study.close());

describe("a name typed into a form, quoted in a query, in an answer to it and in a reason", () => {
  let redactionId: string;
  test("goes from every table and from the trail, which stays valid and says so [R21 D10]", async () => {
    await fill(study, patient, "eligibility", { comment: `${SENTINEL} is on holiday` });
    await fill(study, patient, "vital_signs", { pulse: 70 });
    const { id } = done(await acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, sent({ entryId: patient.entries["eligibility"] ?? "", field: "comment", question: `Is “${SENTINEL} is on holiday” the right field?` })));
    done(await acts.perform(acts.answerDiscrepancy, study.tokens.coordinator, sent({ discrepancyId: id, body: `Yes, ${SENTINEL} is on holiday, says the ward` })));
    done(await save(study, patient.entries["vital_signs"], { pulse: [70, 71] }, { reason: `${SENTINEL} is on holiday, pulse read again` }));
    done(await acts.perform(acts.signCasebook, study.tokens.investigator, sent({ patientId: patient.id, password: TEST_PASSWORD })));
    expect((await standsIn(SENTINEL)).length).toBeGreaterThan(4);

    const typed = await eventOf("answers.comment", `${SENTINEL} is on holiday`);
    redactionId = done(await ask("coordinator", typed, "answers.comment")).redactionId;
    const decided = done(await decide(study.tokens.data_manager, redactionId));
    expect(decided).toMatchObject({ state: "done", cuts: [] });
    expect(decided.events).toBeGreaterThanOrEqual(5);

    expect(await standsIn(SENTINEL)).toEqual([]);
    expect(await standsIn("Quackenbush")).toEqual([]);
    expect(await problems()).toEqual([]);
  });
  test("leaves 'redacted' in its place, takes the signature of that value and of no other, and keeps the names of the fields", async () => {
    const [entry] = await rows<{ answers: Record<string, unknown> }>("SELECT answers FROM app.entry WHERE id = $1", [patient.entries["eligibility"]]);
    expect(entry?.answers["comment"]).toEqual({ missing: "redacted" });
    expect(await rows("SELECT field FROM app.signature_void WHERE patient_id = $1", [patient.id])).toEqual([{ field: "comment" }]);
    const typed = await rows<{ fields: string[]; value: unknown }>("SELECT e.fields, p.changes #> '{answers.comment,new}' AS value FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.patient_id = $1 AND e.op = 'U' AND 'answers.comment' = ANY (e.fields)", [patient.id]);
    expect(typed.length).toBeGreaterThanOrEqual(2);
    expect(typed.every(({ value }) => JSON.stringify(value) === '{"missing":"redacted"}')).toBe(true);
    expect(await rows("SELECT state, decided_by_name AS by, places -> 'reasons' AS reasons FROM app.redaction WHERE id = $1", [redactionId])).toEqual([{ state: "done", by: "Test data_manager", reasons: 1 }]);
    expect(await rows("SELECT DISTINCT full_name AS by FROM audit.event WHERE op = 'R'")).toEqual([{ by: "Test data_manager" }]);
  });
  test("can be answered anew; 'redacted' itself is typed by nobody, not past the application either", async () => {
    expect(said(await save(study, patient.entries["vital_signs"], { pulse: [71, { missing: "redacted" }] }, { reason: "x" }))).toBe("invalid");
    await expect(inSql(study.tokens.coordinator, `UPDATE app.entry SET answers = answers || '{"pulse": {"missing": "redacted"}}', version = version + 1 WHERE id = $1`, [patient.entries["vital_signs"]])).rejects.toThrow(/only a redaction/);
    expect(said(await save(study, patient.entries["eligibility"], { comment: [{ missing: "redacted" }, "on holiday"] }, { reason: "without the name" }))).toBe("done");
    expect(await problems()).toEqual([]);
  });
});

describe("two people", () => {
  let eventId: string;
  beforeAll(async () => {
    patient = await newPatient(study);
    await fill(study, patient, "eligibility", { comment: "Call 0171 555 0199 first" });
    eventId = await eventOf("answers.comment", "Call 0171 555 0199 first");
  });
  test("nobody decides on their own request, in SQL either; only data management decides on those of others [R21 R30]", async () => {
    const own = done(await ask("data_manager", eventId, "answers.comment")).redactionId;
    expect(said(await decide(study.tokens.data_manager, own))).toBe("redaction_own");
    for (const call of ["begin_redaction($1, 'because it is so', NULL)", "decline_redaction($1, 'because')"]) await expect(inSql(study.tokens.data_manager, `SELECT ctx.${call}`, [own])).rejects.toThrow(/of their own/);
    await expect(inSql(study.tokens.data_manager, "UPDATE app.redaction SET state = 'done'")).rejects.toThrow(/permission denied/);
    for (const who of ["coordinator", "monitor", "inspector", "elsewhere"] as const) expect(said(await decide(study.tokens[who], own))).toMatch(/not_permitted|not_found/);
    expect(said(await ask("coordinator", eventId, "answers.comment"))).toBe("redaction_asked");
    expect(done(await decide(study.tokens.investigator, own, false, "It is the number of the ward."))).toMatchObject({ state: "declined" });
    expect(await standsIn("0171 555 0199")).not.toEqual([]);

    const asked = done(await ask("investigator", eventId, "answers.comment")).redactionId;
    await expect(inSql(study.tokens.investigator, "SELECT ctx.begin_redaction($1, 'because it is so', NULL)", [asked])).rejects.toThrow(/data management decides/);
    expect(said(await decide(await anotherDataManager(), asked))).toBe("done");
    expect(await standsIn("0171 555 0199")).toEqual([]);
    expect(said(await decide(study.tokens.data_manager, asked))).toBe("redaction_moved_on");
  });
  test("a wrong password decides nothing, and neither reason repeats what is to go", async () => {
    await fill(study, patient, "vital_signs", { pulse: 72 });
    done(await save(study, patient.entries["vital_signs"], { pulse: [72, 73] }, { reason: "Read by nurse Hildegard Baumann" }));
    const [event] = await rows<{ id: string }>("SELECT id::text FROM audit.event WHERE patient_id = $1 AND reason = 'Read by nurse Hildegard Baumann' AND table_name = 'app.entry'", [patient.id]);
    expect(said(await ask("monitor", event?.id ?? "", "", "It says Read by nurse Hildegard Baumann"))).toBe("redaction_repeats");
    const { redactionId } = done(await ask("monitor", event?.id ?? "", ""));
    expect(said(await acts.perform(acts.decideRedaction, study.tokens.data_manager, { ...sent({ redactionId, approve: true, password: "not it" }), reason: "Seen" }))).toBe("wrong_password");
    expect(said(await decide(study.tokens.data_manager, redactionId, true, "Read by nurse Hildegard Baumann, gone"))).toBe("redaction_repeats");
    expect(await standsIn("Baumann")).not.toEqual([]);
    done(await decide(study.tokens.data_manager, redactionId));
    expect(await standsIn("Baumann")).toEqual([]); // the event's own reason, which its link was made over
    expect(await problems()).toEqual([]);
  });
  test("nobody else's patients, nothing the system wrote, and not without the second half", async () => {
    expect(said(await ask("elsewhere", eventId, "answers.comment"))).toBe("not_found");
    const [made] = await rows<{ id: string }>("SELECT id::text FROM audit.event WHERE patient_id = $1 AND table_name = 'app.patient' ORDER BY id LIMIT 1", [patient.id]);
    expect(said(await ask("coordinator", made?.id ?? "", "number"))).toBe("redaction_repeats");
    await fill(study, patient, "demography", { age: 61 });
    done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { ...sent({ entryId: patient.entries["cardiac"] ?? "" }), reason: "Brother Tom Riddleston declined" }));
    const { redactionId } = done(await ask("coordinator", await eventOf("not_done_reason", "Brother Tom Riddleston declined"), "not_done_reason"));
    await expect(halfDone(redactionId)).rejects.toThrow(/whole or absent/);
    done(await decide(study.tokens.data_manager, redactionId));
    expect(await standsIn("Riddleston")).toEqual([]);
    expect(await rows("SELECT not_done_reason AS reason FROM app.entry WHERE id = $1", [patient.entries["cardiac"]])).toEqual([{ reason: "[redacted]" }]);
  });
  const halfDone = (id: string) => study.rolledBack(study.tokens.data_manager, async (tx) => {
    await tx.$queryRaw`SELECT ctx.begin_redaction(${id}::uuid, 'half of it', NULL)::text`;
    await tx.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
  });
});

describe("under a lock, and in what was removed", () => {
  test("a redaction passes, for this patient alone; the lock stands before and after [R21 R47]", async () => {
    patient = await newPatient(study);
    for (const [formId, entryId] of Object.entries(patient.entries)) if (formId !== "vital_signs") done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { ...sent({ entryId }), reason: formId === "cardiac" ? "Cousin Bartholomew Pettigrew drove off" : "withdrew" }));
    done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { ...sent({ entryId: patient.entries["vital_signs"] ?? "" }), reason: "withdrew" }));
    done(await acts.perform(acts.placeLock, study.tokens.data_manager, { ...sent({ kind: "freeze", over: { scope: "patient", patientId: patient.id } }), reason: "end of data entry" }));
    const { lockId } = done(await acts.perform(acts.placeLock, study.tokens.data_manager, { ...sent({ kind: "lock", over: { scope: "patient", patientId: patient.id } }), reason: "end of data entry" }));
    const { redactionId } = done(await ask("monitor", await eventOf("not_done_reason", "Cousin Bartholomew Pettigrew drove off"), "not_done_reason"));
    done(await decide(study.tokens.data_manager, redactionId));
    expect(await standsIn("Pettigrew")).toEqual([]);
    expect(await rows("SELECT kind FROM app.lock WHERE id = $1 AND released_at IS NULL", [lockId])).toEqual([{ kind: "lock" }]);
    expect(said(await save(study, patient.entries["cardiac"], { lvefPercent: [null, "60"] }))).toBe("record_locked");
    expect(await problems()).toEqual([]);
  });
});

describe("values that went without a redaction", () => {
  test("are found, taken away or replaced; and a redaction that names other values than those left does not cover them [D07]", async () => {
    const tampered = async (statement: string) => {
      await study.admin.query("BEGIN");
      await study.admin.query("ALTER TABLE audit.payload DISABLE TRIGGER ALL; ALTER TABLE audit.event DISABLE TRIGGER ALL");
      try { await study.admin.query(statement); return await problems(); } finally { await study.admin.query("ROLLBACK"); }
    };
    const last = "(SELECT max(event_id) FROM audit.payload q JOIN audit.event e ON e.id = q.event_id WHERE e.op = 'U')";
    const redacted = "(SELECT max(row_id::bigint) FROM audit.event WHERE op = 'R')";
    expect(await tampered(`DELETE FROM audit.payload WHERE event_id = ${last}`)).toEqual([expect.stringMatching(/values/)]);
    expect(await tampered(`UPDATE audit.payload SET changes = '{}' WHERE event_id = ${redacted}`)).toEqual([expect.stringMatching(/values altered/)]);
    expect(await tampered(`UPDATE audit.event SET reason = 'another' WHERE id = (SELECT r.row_id::bigint FROM audit.event r JOIN audit.payload q ON q.event_id = r.id WHERE r.op = 'R' AND q.changes ? 'content_hash' LIMIT 1)`)).toEqual(["content altered"]);
    await expect(study.admin.query("UPDATE audit.payload SET changes = '{}'")).rejects.toThrow(/not allowed/);
  });
});
