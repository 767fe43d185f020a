import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { inSql, newPatient, said, save, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient;
let withActor: (typeof import("./transaction"))["withActor"];
beforeAll(async () => {
  study = await openTestStudy();
  ({ withActor } = await import("./transaction"));
  patient = await newPatient(study);
});
afterAll(() => study.close());

const TOKEN_HASH = "token_hash = sha256('token-coordinator')";
const set = (what: string) => study.admin.query(`UPDATE auth.session SET ${what} WHERE ${TOKEN_HASH}`);
/** The trail needs an author for what the test changes about people. */
async function asSystem(statement: string): Promise<void> {
  await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'system', true)");
  await study.admin.query(statement);
  await study.admin.query("COMMIT");
}
const account = "(SELECT id FROM auth.account WHERE username = 'coordinator')";
const enter = (touch?: boolean) => withActor(study.tokens.coordinator, { name: "test", requestId: randomUUID(), ...(touch === undefined ? {} : { touch }) }, async (_, actor) => actor);
const patientsSeen = async () => (await inSql(study.tokens.coordinator, "SELECT FROM app.patient")).rowCount;
const write = () => save(study, patient.entries["vital_signs"], { pulse: [null, 70] });

describe("a session", () => {
  beforeEach(async () => {
    await set("revoked_at = NULL, idle_expires_at = now() + interval '10 minutes', expires_at = now() + interval '2 hours'");
    await asSystem("UPDATE auth.account SET disabled_at = NULL WHERE username = 'coordinator'");
  });

  test("is the person whom the database finds behind the token, with the roles that count today [R05]", async () => {
    expect(await enter()).toMatchObject({ name: "Test coordinator", grants: [{ role: "coordinator", siteId: study.sites["101"] }] });
    expect(await patientsSeen()).toBe(1);
  });
  const endings: [string, () => Promise<unknown>][] = [
    ["revoked", () => set("revoked_at = now()")], ["left idle", () => set("idle_expires_at = now()")], ["expired", () => set("expires_at = now()")],
    ["of a disabled account", () => asSystem("UPDATE auth.account SET disabled_at = now() WHERE username = 'coordinator'")],
  ];
  test.each(endings)("that is %s is nobody: reads nothing, writes nothing, in the application and in the database [R29 R79i]", async (_, end) => {
    await end();
    await expect(enter()).rejects.toMatchObject({ code: "not_signed_in" });
    expect(said(await write())).toBe("not_signed_in");
    expect(await patientsSeen()).toBe(0);
    await expect(inSql(study.tokens.coordinator, "INSERT INTO app.patient (site_id, number, protocol_version) VALUES ($1, '101-900', '2007')", [patient.siteId])).rejects.toThrow(/row-level security/);
  });
  test("that ends in the middle of a transaction writes nothing more in it [R29]", async () => {
    await expect(withActor(study.tokens.coordinator, { name: "test", requestId: randomUUID(), touch: false }, async (tx) => {
      expect(await tx.patient.count()).toBe(1);
      await set("revoked_at = now()");
      expect(await tx.patient.count()).toBe(0);
      await tx.patient.create({ data: { siteId: patient.siteId, number: "101-900", protocolVersion: "2007" } });
    })).rejects.toThrow(/row-level security/);
  });
  test("that is used stays, and a page that refreshes itself does not keep it [R79h]", async () => {
    const idle = async () => (await study.admin.query<{ minutes: number }>(`SELECT round(extract(epoch FROM idle_expires_at - now()) / 60)::int AS minutes FROM auth.session WHERE ${TOKEN_HASH}`)).rows[0]?.minutes;
    await enter(false);
    expect(await idle()).toBe(10);
    await enter();
    expect(await idle()).toBe(30);
  });
  test("never outlives its own limit, however much it is used [R79h]", async () => {
    await set("expires_at = now() + interval '1 second', created_at = now() - interval '12 hours'");
    await enter();
    const { rows } = await study.admin.query(`SELECT FROM auth.session WHERE ${TOKEN_HASH} AND expires_at < now() + interval '2 seconds'`);
    expect(rows).toHaveLength(1);
  });
  test("is kept as a hash: the token stands in no table [R79g]", async () => {
    const { rows } = await study.admin.query("SELECT FROM auth.session s WHERE to_jsonb(s)::text LIKE '%token-coordinator%' UNION ALL SELECT FROM audit.event e WHERE to_jsonb(e)::text LIKE '%token-coordinator%'");
    expect(rows).toEqual([]);
  });
  test("is hashed once to find its session, however many there are", async () => {
    const { rows } = await study.admin.query<{ "QUERY PLAN": string }>("EXPLAIN SELECT * FROM ctx.session_now");
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/token_hash = \(InitPlan/);
    expect(plan).not.toContain("sha256");
  });
});

describe("a role counts from its first day to its last, once training is recorded, until it is revoked [R29 R35 A27]", () => {
  const change = (what: string) => asSystem(`UPDATE app.membership SET ${what} WHERE account_id = ${account}`);
  beforeEach(async () => {
    await set("revoked_at = NULL, idle_expires_at = now() + interval '1 hour', expires_at = now() + interval '2 hours'");
    await change("trained_on = current_date, active_from = current_date, active_to = NULL, revoked_at = NULL");
  });
  test.each([
    ["no training yet", "trained_on = NULL", false], ["begins tomorrow", "active_from = current_date + 1", false], ["ended yesterday", "active_from = current_date - 9, active_to = current_date - 1", false],
    ["revoked", "revoked_at = now()", false], ["begins and ends today", "active_to = current_date", true],
  ])("%s", async (_, what, counts) => {
    await change(what);
    expect((await enter()).grants).toHaveLength(counts ? 1 : 0);
    expect(await patientsSeen()).toBe(counts ? 1 : 0);
    expect(said(await save(study, patient.entries["vital_signs"], { pulse: [null, null] }))).toBe(counts ? "done" : "not_permitted");
  });
});
