import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/discrepancies/raise-discrepancy")), 
  ...(await import("./verify-fields")), ...(await import("./verify-forms")), ...(await import("./withdraw-verifications")), ...(await import("./read-undoable")), ...(await import("./read-changed-since")),
  ...(await import("./read-verification-progress")), ...(await import("./read-source-sheet")), ...(await import("./read-verifications")),
});

const VITALS = { measuredOn: "2024-09-02", zubrod: "1", pulse: 70, systolic: 120, diastolic: 80 };
const asking = () => ({ name: "test", requestId: randomUUID() });
const read = <Value>(who: Person, work: Parameters<typeof acts.withActor<Value>>[2]) => acts.withActor(study.tokens[who], asking(), work);
const formOf = (of: TestPatient, form: string) => of.entries[form] ?? "";
const versionOf = async (entryId: string) => ((await study.admin.query("SELECT version FROM app.entry WHERE id = $1", [entryId])).rows[0] as { version: number }).version;

/** Every chosen field of two screening forms, as they stand, in one act; the act can be named. */
async function verify(of: TestPatient, forms: Readonly<Record<string, readonly string[]>>, { who = "monitor" as Person, requestId = randomUUID() as string, seenVersion = null as number | null } = {}) {
  const chosen = await Promise.all(Object.entries(forms).map(async ([form, fields]) => ({ entryId: formOf(of, form), seenVersion: seenVersion ?? await versionOf(formOf(of, form)), fields: [...fields] })));
  return acts.perform(acts.verifyForms, study.tokens[who], sent({ requestId, patientId: of.id, forms: chosen }));
}
const undo = (act: string, who: Person = "monitor") => acts.perform(acts.withdrawVerifications, study.tokens[who], sent({ act }));
const standing = async (of: TestPatient) => ((await study.admin.query("SELECT field FROM app.verification WHERE patient_id = $1 AND fallen_at IS NULL ORDER BY field", [of.id])).rows as { field: string }[]).map(({ field }) => field);
/** Past the acts, as the owner of the database; the trail asks for an author all the same. */
async function asOwner(statement: string, values: readonly unknown[], who?: Person): Promise<void> {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', $1, true), set_config('app.action', 'test.fill', true)", [who ? study.tokens[who] : "system"]);
  await study.admin.query(statement, [...values]);
  await study.admin.query("COMMIT");
}
/** The act becomes so much older; nobody but the owner of the database could. */
const age = (act: string, by: string) => asOwner("UPDATE app.verification SET at = at - $2::interval WHERE act = $1", [act, by]);

async function filled(): Promise<TestPatient> {
  const of = await newPatient(study);
  await fill(study, of, "vital_signs", VITALS);
  await fill(study, of, "consent", { consentDate: "2024-09-02" });
  return of;
}

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  patient = await filled();
});
afterAll(() => study.close());

describe("many at once", () => {
  test("are counted, and those that somebody must look at by themselves are left out and named", async () => {
    const of = await filled();
    const entryId = formOf(of, "vital_signs");
    done(await acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, sent({ entryId, field: "pulse", question: "Which reading?" })));
    done(await verify(of, { vital_signs: ["systolic"] }));
    done(await save(study, entryId, { systolic: [120, 125] }, { reason: "misread" }));

    expect(done(await verify(of, { vital_signs: [...Object.keys(VITALS), "temperatureC"], consent: ["consentDate"] }))).toEqual({
      verified: 4, forms: 2, left: [
        { entryId, field: "pulse", label: "Pulse", why: "asked" }, { entryId, field: "systolic", label: "Systolic blood pressure", why: "changed" }, { entryId, field: "temperatureC", label: "Temperature", why: "blank" },
      ],
    });
    expect(await standing(of)).toEqual(["consentDate", "diastolic", "measuredOn", "zubrod"]);
    expect(done(await verify(of, { consent: ["consentDate"] })), "what stands already is not counted again").toEqual({ verified: 0, forms: 0, left: [] });
  });

  test("a form that was saved again since it was seen, or is locked, is left out as a whole; the rest is verified", async () => {
    const of = await filled();
    const [vitals, consent] = [formOf(of, "vital_signs"), formOf(of, "consent")];
    const seenVersion = await versionOf(vitals);
    done(await save(study, vitals, { pulse: [70, 71] }, { reason: "misread" }));
    await study.admin.query("ALTER TABLE app.lock DISABLE TRIGGER c_guard"); // the ledger of this patient is not empty, and that is not what is tried here
    await asOwner("INSERT INTO app.lock (kind, scope, site_id, patient_id, entry_id, reason) VALUES ('lock', 'entry', $1, $2, $3, 'x')", [of.siteId, of.id, consent], "data_manager");
    await study.admin.query("ALTER TABLE app.lock ENABLE TRIGGER c_guard");
    const result = done(await acts.perform(acts.verifyForms, study.tokens.monitor, sent({ patientId: of.id, forms: [{ entryId: vitals, seenVersion, fields: ["pulse"] }, { entryId: consent, seenVersion: await versionOf(consent), fields: ["consentDate"] }] })));
    expect(result).toMatchObject({ verified: 0, left: [{ why: "locked" }, { why: "moved" }] });
    expect(await standing(of)).toEqual([]);
  });

  test("forms of another patient or another site are not there, and nobody but a monitor verifies [R31]", async () => {
    const other = await newPatient(study);
    const foreign = { patientId: other.id, forms: [{ entryId: formOf(patient, "consent"), seenVersion: 1, fields: ["consentDate"] }] };
    expect(said(await acts.perform(acts.verifyForms, study.tokens.monitor, sent(foreign)))).toBe("not_found");
    for (const [who, expected] of [["monitor_elsewhere", "not_found"], ["coordinator", "not_permitted"], ["data_manager", "not_permitted"], ["inspector", "not_permitted"]] as const) expect(said(await verify(patient, { consent: ["consentDate"] }, { who })), who).toBe(expected);
    expect(await standing(patient)).toEqual([]);
  });
});

describe("an act of verification can be taken back for five minutes", () => {
  test("exactly what it verified and still stands goes; the trail keeps both", async () => {
    const of = await filled();
    const act = randomUUID();
    done(await verify(of, { consent: ["consentDate"] }));
    done(await verify(of, { vital_signs: Object.keys(VITALS), consent: ["consentDate"] }, { requestId: act }));
    done(await save(study, formOf(of, "vital_signs"), { pulse: [70, 72] }, { reason: "misread" }));
    expect(await read("monitor", (tx, actor) => acts.readUndoable(tx, actor, of.id))).toMatchObject([{ act, values: 4, forms: 1, patients: [of.number] }, { values: 1, forms: 1 }]);

    expect(done(await undo(act))).toEqual({ withdrawn: 4 });
    expect(await standing(of), "what another act verified stays").toEqual(["consentDate"]);
    expect((await read("monitor", (tx) => acts.readVerifications(tx, formOf(of, "vital_signs")))).fields).toMatchObject({ pulse: { standing: null, changedSince: true }, systolic: { standing: null, changedSince: false } });
    expect(said(await undo(act))).toBe("nothing_to_change");

    const { rows } = await study.admin.query("SELECT action, op::text, count(*)::int AS n FROM audit.event WHERE table_name = 'app.verification' AND patient_id = $1 AND (request_id = $2 OR action = 'entry.unverify') GROUP BY 1, 2 ORDER BY 1", [of.id, act]);
    expect(rows).toEqual([{ action: "entry.unverify", op: "U", n: 4 }, { action: "entry.verify", op: "I", n: 5 }]);
    expect(done(await verify(of, { vital_signs: ["systolic"] })), "it can be verified again").toMatchObject({ verified: 1 });
  });

  test("a verification of a changed value, taken back, leaves the value changed since it was verified", async () => {
    const of = await filled();
    const [entryId, act] = [formOf(of, "vital_signs"), randomUUID()];
    done(await verify(of, { vital_signs: ["pulse"] }));
    done(await save(study, entryId, { pulse: [70, 75] }, { reason: "misread" }));
    done(await acts.perform(acts.verifyFields, study.tokens.monitor, sent({ requestId: act, entryId, seen: { pulse: 75 } })));
    expect(done(await undo(act))).toEqual({ withdrawn: 1 });
    expect((await read("monitor", (tx) => acts.readVerifications(tx, entryId))).fields["pulse"]).toEqual({ standing: null, changedSince: true });
  });

  test("after five minutes it is refused, also by the database, and everything stands", async () => {
    const of = await filled();
    const act = randomUUID();
    done(await verify(of, { vital_signs: ["pulse", "systolic"] }, { requestId: act }));
    await age(act, "4 minutes");
    expect(await read("monitor", (tx, actor) => acts.readUndoable(tx, actor, of.id))).toHaveLength(1);
    await age(act, "61 seconds");
    expect(await read("monitor", (tx, actor) => acts.readUndoable(tx, actor, of.id))).toEqual([]);
    expect(said(await undo(act))).toBe("undo_too_late");
    expect((await inSql(study.tokens.monitor, "SELECT ctx.withdraw_verifications($1) AS n", [act])).rows).toEqual([{ n: null }]);
    expect(await standing(of)).toEqual(["pulse", "systolic"]);
  });

  test("only whoever verified takes it back, and nobody writes it by hand", async () => {
    const of = await filled();
    const act = randomUUID();
    done(await verify(of, { vital_signs: ["pulse"] }, { requestId: act }));
    for (const [who, expected] of [["monitor_elsewhere", "not_found"], ["coordinator", "not_permitted"], ["data_manager", "not_permitted"]] as const) expect(said(await undo(act, who)), who).toBe(expected);
    expect((await inSql(study.tokens.data_manager, "SELECT ctx.withdraw_verifications($1) AS n", [act])).rows).toEqual([{ n: null }]);
    await expect(inSql(study.tokens.monitor, "UPDATE app.verification SET withdrawn_at = now(), fallen_at = now() WHERE act = $1", [act])).rejects.toThrow(/permission denied/);
    expect(await standing(of)).toEqual(["pulse"]);
  });
});

describe("what changed since it was verified", () => {
  test("is named with what it was then and is now, who changed it and why, and can be verified again", async () => {
    const of = await filled();
    const entryId = formOf(of, "vital_signs");
    done(await verify(of, { vital_signs: ["pulse", "systolic"] }));
    done(await save(study, entryId, { pulse: [70, 74] }, { reason: "First reading" }));
    done(await save(study, entryId, { pulse: [74, 78] }, { reason: "Second reading" }));
    const changed = (await read("monitor", (tx, actor) => acts.readChangedSince(tx, actor))).filter((each) => each.patient === of.number);
    expect(changed).toMatchObject([{ field: "pulse", label: "Pulse", place: "Vital signs and body size, Screening", then: "70 /min", now: "78 /min", answer: 78, verifiedBy: "Test monitor", changedBy: "Test coordinator", reason: "Second reading", own: true, mayVerify: true, asked: false }]);
    expect(await read("data_manager", async (tx, actor) => (await acts.readChangedSince(tx, actor)).filter((each) => each.patient === of.number).map(({ own, mayVerify }) => ({ own, mayVerify })))).toEqual([{ own: false, mayVerify: false }]);
    expect(await read("monitor_elsewhere", (tx, actor) => acts.readChangedSince(tx, actor))).toEqual([]);

    done(await acts.perform(acts.verifyFields, study.tokens.monitor, sent({ entryId, seen: { pulse: 78 } })));
    expect((await read("monitor", (tx, actor) => acts.readChangedSince(tx, actor))).filter((each) => each.patient === of.number)).toEqual([]);
  });
});

describe("progress against the plan", () => {
  test("counts what the plan asks of each patient and is filled in: all of the first, the critical of the others", async () => {
    const before = await read("monitor", (tx) => acts.readVerificationProgress(tx));
    const [first, third] = [before.patients.find(({ number }) => number === "101-001"), await filled()];
    expect(first, "compared in full: five vital signs and the day of consent").toMatchObject({ values: 6 });
    const sheet = await read("monitor", (tx, actor) => acts.readSourceSheet(tx, actor, third.number));
    const planned = sheet?.forms.flatMap(({ values }) => values.filter((value) => value.planned)) ?? [];
    expect(planned.length).toBeGreaterThan(0);
    done(await verify(third, { vital_signs: ["zubrod", "pulse"] }));
    const after = await read("monitor", (tx) => acts.readVerificationProgress(tx));
    expect(after.patients.find(({ number }) => number === third.number)).toMatchObject({ values: planned.length, changed: 0, asked: 0 });
    expect(after.sites.map(({ site }) => site)).toEqual(["101"]);
    expect(after.all.values).toBe(after.patients.reduce((sum, { values }) => sum + values, 0));
    expect(after.monitors).toMatchObject([{ byName: "Test monitor", site: "101" }]);
    expect(after.monitors[0]!.ofPlan).toBe(after.all.verified);
    expect(await read("monitor_elsewhere", (tx) => acts.readVerificationProgress(tx)), "of another site nothing").toMatchObject({ all: { values: 0 } });
    expect(await read("monitor_elsewhere", (tx, actor) => acts.readSourceSheet(tx, actor, third.number))).toBeNull();
  });
});
