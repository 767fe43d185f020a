import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { confirm, done, fill, inSql, newEligiblePatient, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("./screen-fail-patient")), ...(await import("./resume-screening")), ...(await import("./randomise-patient")),
  ...(await import("@/lib/entries/add-row")), ...(await import("@/lib/entries/remove-row")), ...(await import("@/lib/entries/mark-not-done")), ...(await import("@/lib/entries/read-casebook")), ...(await import("@/lib/analysis/read-worklist")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());

const fail = (who: Person = "coordinator", more: object = {}) => acts.perform(acts.screenFailPatient, study.tokens[who], sent({ patientId: patient.id, cause: "criteria", reason: "The heart is too weak", ...more }));
const resume = (who: Person = "coordinator") => acts.perform(acts.resumeScreening, study.tokens[who], sent({ patientId: patient.id, reason: "A second echo is normal" }));
const randomise = () => acts.perform(acts.randomisePatient, study.tokens.coordinator, sent({ patientId: patient.id }));
const status = async () => (await study.admin.query<{ status: string }>("SELECT status FROM app.patient WHERE id = $1", [patient.id])).rows[0]?.status;
const casebook = async () => study.rolledBack(study.tokens.coordinator, async (tx) => {
  const [actor] = await tx.$queryRaw<{ id: string }[]>`SELECT (ctx.current_actor()).account_id AS id`;
  return acts.readCasebook(tx, { id: actor?.id ?? "", fullName: "", grants: [{ role: "coordinator", siteId: patient.siteId }] } as unknown as Parameters<typeof acts.readCasebook>[1], patient.number);
});

describe("a screen failure", () => {
  beforeEach(async () => {
    patient = await newEligiblePatient(study);
    done(await save(study, patient.entries["cardiac"], { lvefPercent: ["60", "45"] }, { reason: "misread" }));
  });

  test("keeps the data, and puts reason and unmet criteria on record with who and when", async () => {
    done(await fail());
    const { rows: [row] } = await study.admin.query("SELECT step, cause, reason, by_name, by_role, criteria FROM app.screen_failure WHERE patient_id = $1", [patient.id]);
    expect(row).toMatchObject({ step: "failed", cause: "criteria", reason: "The heart is too weak", by_name: "Test coordinator", criteria: [{ id: "LVEF", note: "45 % is not above 50 %" }] });
    expect((await casebook())?.screenFailure).toMatchObject({ cause: "criteria", reason: "The heart is too weak", byName: "Test coordinator" });
    expect((await study.admin.query("SELECT FROM app.entry WHERE patient_id = $1 AND removed_at IS NULL AND answers <> '{}'", [patient.id])).rowCount).toBe(7);
    expect((await study.admin.query("SELECT reason FROM audit.event WHERE action = 'patient.screen_fail' AND table_name = 'app.patient' AND row_id = $1", [patient.id])).rows).toEqual([{ reason: "The heart is too weak" }]);
  });

  test("leaves what is to be done, and still takes corrections", async () => {
    const mine = async () => study.rolledBack(study.tokens.coordinator, async (tx) => {
      const { rows } = await study.admin.query<{ id: string }>("SELECT a.id FROM auth.account a WHERE a.username = 'coordinator'");
      const actor = { id: rows[0]?.id ?? "", fullName: "", grants: [{ role: "coordinator", siteId: patient.siteId }] } as unknown as Parameters<typeof acts.readWorklist>[1];
      return (await acts.readWorklist(tx, actor)).tasks.filter(({ kind }) => ["due", "overdue", "blank", "mine", "confirm"].includes(kind)).map((task) => task.patient);
    });
    expect(await mine()).toContain(patient.number);
    done(await fail());
    expect(await mine()).not.toContain(patient.number);
    done(await save(study, patient.entries["cardiac"], { lvefPercent: ["45", "46"] }, { reason: "misread" }));
  });

  test("is neither confirmed nor randomised, in SQL neither, until it is taken back", async () => {
    done(await fail());
    expect([said(await confirm(study, patient)), said(await randomise()), said(await fail())]).toEqual(["not_in_screening", "not_eligible", "not_in_screening"]);
    await expect(inSql(study.tokens.coordinator, "SELECT * FROM ctx.randomise($1)", [patient.id])).rejects.toThrow(/not in screening/);
    done(await resume());
    done(await save(study, patient.entries["cardiac"], { lvefPercent: ["45", "60"] }, { reason: "second echo" }));
    done(await confirm(study, patient));
    expect([await status(), said(await resume()), said(await randomise()), await status()]).toEqual(["screening", "not_screen_failed", "done", "randomised"]);
    expect((await study.admin.query("SELECT step FROM app.screen_failure WHERE patient_id = $1 ORDER BY at", [patient.id])).rows).toEqual([{ step: "failed" }, { step: "resumed" }]);
  });

  test("is the site's to record, with a reason", async () => {
    for (const who of ["monitor", "data_manager", "statistician", "administrator", "inspector", "elsewhere"] as const) expect([who, said(await fail(who))]).toEqual([who, who === "elsewhere" ? "not_found" : "not_permitted"]);
    expect([said(await fail("coordinator", { reason: "" })), said(await fail("coordinator", { cause: "boredom" })), await status()]).toEqual(["invalid", "invalid", "screening"]);
    expect(said(await fail("investigator"))).toBe("done");
  });

  test("is never a status alone: the database wants the statement, and the statement wants the status", async () => {
    const commit = async (...statements: readonly string[]) => inSql(null, [`SELECT ctx.enter('${study.tokens.coordinator}', 'r', 'test', 'x', false)`, ...statements, "SET CONSTRAINTS ALL IMMEDIATE"].join("; "));
    const state = `INSERT INTO app.screen_failure (site_id, patient_id, step, cause, reason) VALUES ('${patient.siteId}', '${patient.id}', 'failed', 'other', 'x')`;
    const set = `UPDATE app.patient SET status = 'screen_failed' WHERE id = '${patient.id}'`;
    await expect(commit(set)).rejects.toThrow(/stated with its reason/);
    await expect(commit(state)).rejects.toThrow(/stated with its reason/);
    await expect(commit(state, set)).resolves.toBeDefined();
    await expect(commit(state, set, state)).rejects.toThrow(/not at this step/);
  });
});

describe("a screen failure with empty forms", () => {
  test("can be locked: what was never begun is not awaited", async () => {
    patient = await newPatient(study);
    await fill(study, patient, "consent", { consentDate: "2024-09-02" });
    const blockers = async () => (await study.admin.query<{ kind: string }>("SELECT kind FROM ctx.lock_blockers($1)", [patient.id])).rows.map(({ kind }) => kind);
    expect((await blockers()).filter((kind) => kind === "form_incomplete").length).toBeGreaterThan(5);
    done(await fail("coordinator", { cause: "consent_withdrawn", reason: "Withdrew the next day" }));
    expect((await blockers()).filter((kind) => kind === "form_incomplete")).toEqual([]);
  });
});

describe("the randomisation form", () => {
  let entryId: string;
  beforeAll(async () => {
    patient = await newEligiblePatient(study);
    done(await confirm(study, patient));
    done(await randomise());
    entryId = (await study.admin.query<{ id: string }>("SELECT id FROM app.entry WHERE patient_id = $1 AND form_id = 'randomisation'", [patient.id])).rows[0]?.id ?? "";
  });

  test("says what was drawn, on the site's calendar", async () => {
    const { rows: [row] } = await study.admin.query(`SELECT e.answers ->> 'arm' = p.arm AS arm, e.answers ->> 'stratum' = p.stratum AS stratum, e.answers ->> 'enteredAs' AS "enteredAs",
      e.answers ->> 'randomisedOn' = to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS day FROM app.entry e JOIN app.patient p ON p.id = e.patient_id JOIN app.site s ON s.id = p.site_id WHERE e.id = $1`, [entryId]);
    expect(row).toEqual({ arm: true, stratum: true, day: true, enteredAs: "eligible" });
  });
  test("takes nothing typed: no answer, no second row, no removal, no not done", async () => {
    const { perform } = acts;
    const { coordinator } = study.tokens;
    expect(said(await save(study, entryId, { enteredAs: ["eligible", "waived"] }, { reason: "x" }))).toBe("filled_by_system");
    expect(said(await perform(acts.addRow, coordinator, sent({ entryId: crypto.randomUUID(), patientId: patient.id, visitId: null, formId: "randomisation", answers: { arm: "A" }, explanations: [] })))).toBe("filled_by_system");
    expect(said(await perform(acts.removeRow, coordinator, sent({ entryId, reason: "x" })))).toBe("filled_by_system");
    expect(said(await perform(acts.markNotDone, coordinator, sent({ entryId, reason: "x" })))).toBe("filled_by_system");
  });
  test("takes no other arm, stratum or day past the application either, and is not taken out", async () => {
    for (const change of [`answers = answers || '{"arm": "Z"}'`, `answers = answers || '{"stratum": "relapsed"}'`, `answers = answers || '{"randomisedOn": "2020-01-01"}'`, "removed_at = now(), removed_reason = 'x'"]) {
      await expect(inSql(study.tokens.coordinator, `UPDATE app.entry SET ${change}, version = version + 1 WHERE id = $1`, [entryId]), change).rejects.toThrow(/filled by the system/);
    }
    const screened = await newEligiblePatient(study);
    await expect(inSql(study.tokens.coordinator, `INSERT INTO app.entry (site_id, patient_id, form_id, form_version, answers) VALUES ($1, $2, 'randomisation', 1, '{"arm": "A", "stratum": "refractory", "randomisedOn": "2024-09-10"}')`, [screened.siteId, screened.id])).rejects.toThrow(/filled by the system/);
  });
});
