import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, save, sent, type TestPatient } from "@/ops/testing/test-patient";
import { WHAT_LOCKS_FORBID, type Reach } from "./what-locks-forbid";

let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./place-lock")), ...(await import("./release-lock")), ...(await import("./read-lock-ledger")), ...(await import("@/lib/entries/mark-not-done")) });
const rows = async <Row extends object>(query: string, values: readonly unknown[] = []): Promise<readonly Row[]> => (await study.admin.query<Row>(query, [...values])).rows;
const place = (kind: "freeze" | "lock", over: object) => acts.perform(acts.placeLock, study.tokens.data_manager, { ...sent({ kind, over }), reason: "end of data entry" });
const release = (lockId: string, more: { reason?: string | null; approvedBy?: string | null } = {}) => acts.perform(acts.releaseLock, study.tokens.data_manager, { ...sent({ lockId, approvedBy: "Pia Holm, sponsor" }), reason: "late report", ...more });

beforeAll(async () => { study = await openTestStudy(); acts = await loadActs(); });
afterAll(() => study.close());

async function emptyPatient(site: "101" | "102" = "101"): Promise<TestPatient> {
  const patient = await newPatient(study, site === "101" ? "coordinator" : "elsewhere", site);
  for (const entryId of Object.values(patient.entries)) done(await acts.perform(acts.markNotDone, study.tokens[site === "101" ? "coordinator" : "elsewhere"], { ...sent({ entryId }), reason: "withdrew" }));
  return patient;
}

describe("every table", () => {
  test("says what a lock forbids, and has the guard that forbids it [R47]", async () => {
    const GUARDS: Readonly<Record<Reach, string | null>> = { record: "guard_lock", patient: "guard_lock_of_patient", site: "guard_lock_of_site", study: "guard_lock_of_study", locks: "guard_locking", workable: null };
    const tables = await rows<{ name: string; guards: string[]; ofPatient: boolean; mayWrite: boolean }>(`
      SELECT c.relname AS name, ARRAY(SELECT p.proname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = c.oid AND t.tgenabled <> 'D' AND t.tgtype & 2 = 2 AND p.proname IN ('guard_lock', 'guard_lock_of_patient', 'guard_lock_of_site', 'guard_lock_of_study', 'guard_locking'))::text[] AS guards,
        EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'patient_id') AS "ofPatient" FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' ORDER BY 1`);
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(WHAT_LOCKS_FORBID).toSorted());
    for (const { name, guards, ofPatient } of tables) {
      const reach = WHAT_LOCKS_FORBID[name]?.reach ?? "workable";
      expect(guards, name).toEqual(GUARDS[reach] === null ? [] : [GUARDS[reach]]);
      if (ofPatient) expect(["record", "locks", ...(["redaction", "patient_summary"].includes(name) ? ["workable"] : [])], name).toContain(reach);
    }
    // where the web server may update, the guard looks at updates too
    const unguarded = await rows<{ name: string }>(`SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' AND has_any_column_privilege('ecrf_app', c.oid, 'UPDATE')
      AND NOT EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = c.oid AND p.proname LIKE 'guard_lock%' AND t.tgtype & 16 = 16) ORDER BY 1`);
    expect(unguarded.map(({ name }) => name)).toEqual(Object.entries(WHAT_LOCKS_FORBID).filter(([name, { reach }]) => reach === "workable" && ["export_work", "membership", "request"].includes(name)).map(([name]) => name).toSorted());
  });
});

describe("a locked study", () => {
  test("takes reads, downloads and cuts, and no data of any kind, past the application either; people stay workable, and it opens again [R47 A09]", async () => {
    const patient = await emptyPatient();
    await emptyPatient("102");
    const { lockId: freezeId } = done(await place("freeze", { scope: "study" }));
    const { lockId } = done(await place("lock", { scope: "study" }));
    const at = [patient.siteId, patient.id, patient.visitId, patient.entries["vital_signs"]];
    const cases: readonly (readonly ["coordinator" | "monitor" | "data_manager" | "administrator", string])[] = [
      ["coordinator", "INSERT INTO app.patient (site_id, number, protocol_version) VALUES ($1, '101-999', (SELECT open_version FROM app.study))"],
      ["coordinator", "UPDATE app.patient SET status = 'screen_failed' WHERE id = $2"],
      ["coordinator", "UPDATE app.entry SET answers = '{\"pulse\": 1}', version = version + 1 WHERE id = $4"],
      ["coordinator", "INSERT INTO app.visit (site_id, patient_id, code) VALUES ($1, $2, 'UNS1')"],
      ["coordinator", "INSERT INTO app.screen_failure (site_id, patient_id, step, cause, reason) VALUES ($1, $2, 'failed', 'other', 'x')"],
      ["coordinator", "INSERT INTO app.patient_version (site_id, patient_id, version, consented_on, reason) VALUES ($1, $2, 'review', current_date, 'x')"],
      ["monitor", "INSERT INTO app.discrepancy (site_id, patient_id, entry_id, field, origin, question) VALUES ($1, $2, $4, 'pulse', 'manual', '?')"],
      ["monitor", "INSERT INTO app.verification (site_id, patient_id, entry_id, field) VALUES ($1, $2, $4, 'pulse')"],
      ["monitor", "INSERT INTO app.exposure_review (site_id, patient_id, entry_id, inputs_hash, verdict, reason) VALUES ($1, $2, $4, 'x', 'not_an_inhibitor', 'x')"],
      ["monitor", "INSERT INTO app.adjudication (site_id, patient_id, visit_id, inputs_hash, verdict, reason, statement) VALUES ($1, $2, $3, 'x', 'NR', 'x', 'x')"],
      ["monitor", "INSERT INTO app.reviewed_line (site_id, patient_id, list, subject, seen_hash, reviewed) VALUES ($1, $2, 'dose', 'x', repeat('0', 64), true)"],
      ["data_manager", "INSERT INTO app.eligibility_waiver (site_id, patient_id, criterion, reason, statement) VALUES ($1, $2, 'x', 'x', 'x')"],
      ["data_manager", "INSERT INTO app.lab_range (site_id, analyte, lower, unit, valid_from, reason) VALUES ($1, 'platelets', 1, '10^9/L', current_date, 'x')"],
      ["data_manager", "INSERT INTO app.lock (kind, scope, site_id, patient_id, reason) VALUES ('freeze', 'patient', $1, $2, 'x')"],
      ["administrator", "INSERT INTO app.site_version (site_id, version, activated_on, reason) VALUES ($1, 'review', current_date, 'x')"],
      ["administrator", "INSERT INTO app.site (code, name, time_zone) VALUES ('103', 'x', 'UTC')"],
      ["administrator", "UPDATE app.study SET open_version = 'review'"],
    ];
    for (const [who, statement] of cases) await expect(inSql(study.tokens[who], statement.replaceAll(/\$\d/g, (name) => `'${at[Number(name[1]) - 1]}'`)), statement).rejects.toThrow(/record is locked/);
    await expect(inSql(study.tokens.investigator, "SELECT ctx.sign($1, 'casebook', 'x', NULL)", [patient.id])).rejects.toThrow(/record is locked/);
    await expect(study.admin.query("BEGIN; UPDATE app.drug_dictionary SET version = version; DELETE FROM app.drug_product")).rejects.toThrow(/record is locked/);
    await study.admin.query("ROLLBACK");
    await inSql(study.tokens.administrator, "INSERT INTO app.membership (account_id, role) SELECT account_id, 'inspector' FROM app.membership LIMIT 1");
    await inSql(study.tokens.data_manager, "INSERT INTO app.data_cut (name, is_interim, content_hash, manifest) VALUES ('final', false, '', '{}')");
    expect((await inSql(study.tokens.inspector, "SELECT FROM app.entry")).rowCount).toBeGreaterThan(0);
    expect(said(await save(study, patient.entries["vital_signs"], { pulse: [null, 70] }))).toBe("record_locked");

    expect(said(await release(lockId, { approvedBy: null }))).toBe("approver_required");
    expect(said(await release(lockId, { approvedBy: "test  DATA-manager, sponsor" }))).toBe("approver_is_self");
    for (const approver of ["NULL", "'data_manager'", "'Test data_manager'"]) {
      await expect(inSql(study.tokens.data_manager, `UPDATE app.lock SET release_reason = 'x', release_approved_by = ${approver} WHERE id = $1`, [lockId])).rejects.toThrow(/approve/);
    }
    done(await release(lockId));
    done(await release(freezeId));
    expect(await rows("SELECT released_by_name AS by, release_approved_by AS approver FROM app.lock WHERE id = $1", [lockId])).toEqual([{ by: "Test data_manager", approver: "Pia Holm, sponsor" }]);
    expect(said(await save(study, patient.entries["vital_signs"], { pulse: [null, 70] }))).toBe("done");
  });
  test("a locked site stands for its own; what lies inside is neither locked nor released before it [R46 R47]", async () => {
    const inside = await emptyPatient("102");
    const own = done(await place("freeze", { scope: "patient", patientId: inside.id }));
    const { lockId: freezeId } = done(await place("freeze", { scope: "site", siteId: study.sites["102"] }));
    const { lockId } = done(await place("lock", { scope: "site", siteId: study.sites["102"] }));
    expect(said(await place("lock", { scope: "patient", patientId: inside.id }))).toBe("locked_above");
    expect(said(await release(own.lockId))).toBe("locked_above");
    await expect(inSql(study.tokens.data_manager, "UPDATE app.lock SET release_reason = 'x' WHERE id = $1", [own.lockId])).rejects.toThrow(/record is locked/);
    await expect(newPatient(study, "elsewhere", "102")).rejects.toThrow(/record_locked/);
    await newPatient(study);
    done(await release(lockId));
    done(await release(own.lockId, { approvedBy: null }));
    done(await release(freezeId));
    await newPatient(study, "elsewhere", "102");
  });
});

describe("one form or one visit", () => {
  test("is locked when its own blockers are gone, whatever else is open; then a change elsewhere raises no query in it and is saved [R46]", async () => {
    const patient = await newPatient(study);
    const form = patient.entries["cardiac"] ?? "", ledger = (choice: object) => study.rolledBack(study.tokens.data_manager, (tx) => acts.readLockLedger(tx, { id: "", name: "", grants: [{ role: "data_manager", siteId: "all" }] }, choice, new Date()));
    expect((await ledger({ entry: form }))?.blockers).toMatchObject([{ kind: "form_incomplete", owner: "site", href: `/entries/${form}` }]);
    expect(said(await place("lock", { scope: "entry", entryId: form }))).toBe("blockers_remain");
    expect(said(await place("lock", { scope: "visit", visitId: patient.visitId }))).toBe("blockers_remain");
    const direct = "INSERT INTO app.lock (kind, scope, site_id, patient_id, entry_id, reason) VALUES ('lock', 'entry', $1, $2, $3, 'x')";
    await expect(inSql(study.tokens.data_manager, direct, [patient.siteId, patient.id, form])).rejects.toThrow(/blockers remain/);
    done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { ...sent({ entryId: form }), reason: "no machine" }));
    expect((await ledger({ entry: form }))?.blockers).toEqual([]);
    expect(said(await place("lock", { scope: "entry", entryId: form }))).toBe("freeze_first");
    await expect(inSql(study.tokens.data_manager, direct, [patient.siteId, patient.id, form])).rejects.toThrow(/freeze first/);
    const { lockId: freezeId } = done(await place("freeze", { scope: "entry", entryId: form }));
    const { lockId } = done(await place("lock", { scope: "entry", entryId: form }));
    expect(await ledger({ entry: form })).toMatchObject({ state: "lock", above: null, counts: { patients: 1 } });
    expect((await ledger({ patient: patient.number, visit: "SCR" }))?.blockers.length).toBe(Object.keys(patient.entries).length - 1);
    expect(said(await save(study, form, { lvefPercent: [null, "60"] }))).toBe("record_locked");
    await fill(study, patient, "vital_signs", { pulse: 70 });
    done(await release(lockId));
    done(await release(freezeId));
    expect((await ledger({ entry: form }))?.locks[1]).toMatchObject({ id: lockId, release: { approvedBy: "Pia Holm, sponsor", byName: "Test data_manager" } });
    expect(said(await save(study, form, { lvefPercent: [null, "60"] }))).toBe("done");
  });
});

describe("savers and lockers at the same time", () => {
  test("replayed from the chain, no answer was written while the record was locked, by itself or with its site [F06]", async () => {
    const patient = await emptyPatient("102");
    const until = Date.now() + 2_500;
    const counts = { saved: 0, refused: 0, locked: 0 };
    const saver = async (form: string, field: string, answers: readonly unknown[]) => {
      for (let round = 0; Date.now() < until; round++) {
        const outcome = said(await save(study, patient.entries[form], { [field]: [(await rows<{ was: unknown }>("SELECT answers -> $2 AS was FROM app.entry WHERE id = $1", [patient.entries[form], field]))[0]?.was ?? null, answers[round % answers.length]] }, { who: "elsewhere", reason: "again" }));
        if (outcome === "done") counts.saved++; else counts.refused++;
      }
    };
    const locker = async (over: object) => {
      while (Date.now() < until) {
        const frozen = await place("freeze", over);
        if (!frozen.ok) continue;
        counts.locked++;
        await new Promise((resolve) => setTimeout(resolve, 60));
        done(await release(frozen.value.lockId));
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    };
    await Promise.all([saver("vital_signs", "pulse", [70, 71, 72]), saver("demography", "age", [60, 61]), locker({ scope: "patient", patientId: patient.id }), locker({ scope: "site", siteId: patient.siteId })]);
    expect(counts.saved).toBeGreaterThan(1);
    expect(counts.locked).toBeGreaterThan(3);
    const story = await rows<{ seq: string; step: "placed" | "released" | "wrote" }>(`
      SELECT l.seq, CASE WHEN e.table_name = 'app.entry' THEN 'wrote' WHEN e.op = 'I' THEN 'placed' ELSE 'released' END AS step FROM audit.link l JOIN audit.event e ON e.id = l.event_id
      WHERE l.chain_id = $1 AND e.table_name IN ('app.entry', 'app.lock') ORDER BY l.seq`, [patient.id]);
    let held = false;
    for (const { seq, step } of story) { if (step === "wrote") expect(held, `written under a freeze at ${seq}`).toBe(false); else held = step === "placed"; }
    const under = await rows(`
      WITH held AS (SELECT p.occurred_at AS since, r.occurred_at AS until FROM audit.event p JOIN audit.event r ON r.row_id = p.row_id AND r.table_name = 'app.lock' AND r.op = 'U' WHERE p.table_name = 'app.lock' AND p.op = 'I' AND p.site_id = $1 AND p.patient_id IS NULL)
      SELECT e.id FROM audit.event e JOIN held h ON e.occurred_at > h.since AND e.occurred_at < h.until WHERE e.table_name = 'app.entry' AND e.site_id = $1`, [patient.siteId]);
    expect(under).toEqual([]);
  });
});
