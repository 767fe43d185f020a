import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setSecondFactor } from "@/ops/first-study.mjs";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, type Person } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("./make-token")), ...(await import("./revoke-token")), ...(await import("./read-tokens")), ...(await import("./look-after-account")),
  ...(await import("./revoke-session")), ...(await import("@/lib/exports/make-cut")), ...(await import("@/lib/server/program")), ...(await import("@/lib/exports/describe-cuts")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let cutId: string;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  await fill(study, await newPatient(study), "consent", { consentDate: "2024-09-02" });
  cutId = done(await acts.perform(acts.makeCut, study.tokens.data_manager, { requestId: randomUUID(), reason: null, name: "first" })).cutId;
});
afterAll(() => study.close());
beforeEach(async () => { await study.admin.query("UPDATE auth.session SET revoked_at = now() WHERE scopes IS NOT NULL AND revoked_at IS NULL"); });

const make = (who: Person, wish: object = {}) => acts.perform(acts.makeToken, study.tokens[who], { requestId: randomUUID(), reason: null, name: "weekly tables", scopes: ["dataset-json"], days: 30, password: TEST_PASSWORD, ...wish });
const tokenOf = async (who: Person, wish: object = {}): Promise<string> => done(await make(who, wish)) ?? "";
const asked = (token: string | null) => new Request("http://localhost/api/v1/cuts", token === null ? {} : { headers: { "x-access-token": token } });
const list = (token: string | null) => acts.asProgram(asked(token), "cuts", acts.describeCuts);
const take = (token: string, scope: "odm" | "dataset-json" = "dataset-json") =>
  acts.asProgramDownload(asked(token), scope, async () => ({ response: new Response("rows"), taken: { cutId, format: "adam", file: "dataset-json/adsl.json", sha256: "0".repeat(64) } }));
const own = (who: Person) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readTokens(tx, actor));
const rowOf = (token: string) => `token_hash = '\\x${createHash("sha256").update(token).digest("hex")}'`;
async function asSystem(statement: string): Promise<void> {
  await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'system', true)");
  await study.admin.query(statement);
  await study.admin.query("COMMIT");
}
const accountOf = (who: Person) => `(SELECT id FROM auth.account WHERE username = '${who}')`;
const events = async (action: string) => (await study.admin.query("SELECT e.full_name AS who, p.changes FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.action = $1 ORDER BY e.id DESC", [action])).rows;

describe("an access token", () => {
  test("is shown once, kept as a hash alone, and in the trail with its name, what it reaches and when it ends", async () => {
    const request = { requestId: randomUUID(), reason: null, name: "weekly tables", scopes: ["odm"], days: 7, password: TEST_PASSWORD };
    const token = done(await acts.perform(acts.makeToken, study.tokens.statistician, request));
    expect(token).toMatch(/^ecrf_[\w-]{43}$/);
    expect(done(await acts.perform(acts.makeToken, study.tokens.statistician, request))).toBeNull();
    for (const table of ["auth.session", "app.request", "audit.event", "audit.payload"]) expect((await study.admin.query(`SELECT FROM ${table} t WHERE to_jsonb(t)::text LIKE $1`, [`%${token}%`])).rowCount, table).toBe(0);
    expect((await events("token.make"))[0]).toMatchObject({ who: "Test statistician", changes: { name: { new: "weekly tables" }, scopes: { new: "cuts, odm" }, expires_at: { new: expect.stringMatching(/Z$/) } } });
  });
  test("is made with the password, for 90 days at most, by whoever reads cuts everywhere, ten at a time", async () => {
    expect(said(await make("statistician", { password: "not it" }))).toBe("wrong_own_password");
    expect(said(await make("statistician", { days: 91 }))).toBe("invalid");
    for (const who of ["coordinator", "investigator", "monitor", "administrator"] as const) expect(said(await make(who)), who).toBe("not_permitted");
    await expect(inSql(study.tokens.coordinator, "SELECT ctx.make_token('ecrf_x', 'mine', '{}', 1)")).rejects.toThrow(/only who reads data cuts/);
    await expect(inSql(study.tokens.statistician, "SELECT ctx.make_token('ecrf_x', 'long', '{}', 91)")).rejects.toThrow(/session_of_token/);
    for (let count = 0; count < 10; count++) await tokenOf("inspector");
    expect(said(await make("inspector"))).toBe("too_many_tokens");
  });
  test("reads cuts as its owner; its use is seen, and a file taken by it is on record under its owner and its name", async () => {
    const token = await tokenOf("statistician");
    expect(await (await list(token)).json()).toMatchObject({ cuts: [{ id: cutId, name: "first", status: "interim" }] });
    expect((await own("statistician")).tokens[0]).toMatchObject({ name: "weekly tables", scopes: ["cuts", "dataset-json"], state: "open", lastUsedAt: expect.any(String) });
    expect((await take(token)).status).toBe(200);
    expect((await study.admin.query("SELECT by_name, token, format, file FROM app.cut_download")).rows).toEqual([{ by_name: "Test statistician", token: "weekly tables", format: "adam", file: "dataset-json/adsl.json" }]);
    expect((await events("cut.take"))[0]).toMatchObject({ who: "Test statistician", changes: { token: { new: "weekly tables" } } });
  });
});

describe("one and the same answer is given to a token", () => {
  const ends: Record<string, (token: string) => Promise<unknown>> = {
    "that is revoked by its owner": async () => { const [{ id } = { id: "" }] = (await own("inspector")).tokens; done(await acts.perform(acts.revokeToken, study.tokens.inspector, { requestId: randomUUID(), reason: null, tokenId: id, password: TEST_PASSWORD })); },
    "that is past its day": (token) => study.admin.query(`UPDATE auth.session SET expires_at = now() WHERE ${rowOf(token)}`),
    "whose owner's role has ended": () => asSystem(`UPDATE app.membership SET active_from = current_date - 2, active_to = current_date - 1 WHERE account_id = ${accountOf("inspector")}`),
    "whose owner's account is closed": () => asSystem(`UPDATE auth.account SET disabled_at = now() WHERE id = ${accountOf("inspector")}`),
  };
  test.each(Object.entries(ends))("%s, as to one that never was", async (_, end) => {
    const token = await tokenOf("inspector");
    expect((await list(token)).status).toBe(200);
    const answers = async (one: string | null) => Promise.all((await Promise.all([list(one), take(one ?? "x".repeat(40))])).map(async (answer) => [answer.status, await answer.text(), [...answer.headers]]));
    await end(token);
    expect(await answers(token)).toEqual(await answers(`ecrf_${"x".repeat(43)}`));
    expect((await list(token)).status).toBe(401);
    await asSystem(`UPDATE auth.account SET disabled_at = NULL WHERE id = ${accountOf("inspector")}; UPDATE app.membership SET active_to = NULL WHERE account_id = ${accountOf("inspector")}`);
  });
  test("that was made for something else, that is a browser's, or that asks for nothing", async () => {
    const token = await tokenOf("statistician");
    expect([(await take(token, "odm")).status, (await list(study.tokens.statistician)).status, (await list(null)).status]).toEqual([401, 401, 401]);
  });
  test("of somebody who must have a second factor and did not show one when it was made", async () => {
    const token = await tokenOf("statistician");
    await setSecondFactor(study.admin, "on");
    expect((await list(token)).status).toBe(401);
    await setSecondFactor(study.admin, "off");
    expect((await list(token)).status).toBe(200);
  });
});

describe("by a token", () => {
  test("no browser's session is had: no page, no act", async () => {
    const token = await tokenOf("data_manager", { scopes: ["files"] });
    await expect(acts.withActor(token, { name: "test", requestId: randomUUID() }, async () => null)).rejects.toMatchObject({ code: "not_signed_in" });
    expect(said(await acts.perform(acts.makeToken, token, { requestId: randomUUID(), reason: null, name: "another", scopes: [], days: 1, password: TEST_PASSWORD }))).toBe("not_signed_in");
    expect((await inSql(token, "SELECT FROM app.data_cut")).rowCount).toBe(0);
  });
  test("nothing is written: the database reads only, whatever the application calls", async () => {
    const token = await tokenOf("data_manager");
    const enter = (then: string) => inSql(null, `SELECT ctx.enter_by_token('${token}', 'r', 'cut.read', 'cuts'); ${then}`);
    for (const write of ["INSERT INTO app.cut_download (cut_id, file) SELECT id, 'x' FROM app.data_cut", "SELECT ctx.make_token('ecrf_y', 'y', '{}', 1)", "SET TRANSACTION READ WRITE; SELECT 1"]) await expect(enter(write), write).rejects.toThrow(/read-only|read-write/);
  });
  test("a take is not noted for nobody, nor by a browser's session", async () => {
    for (const token of ["nobody", study.tokens.data_manager]) for (const scope of ["files", ""]) expect((await inSql(null, `SELECT ctx.take_by_token('${token}', 'r', '${scope}', '${cutId}', NULL, 'x.csv', NULL) AS noted`)).rows[0]).toEqual({ noted: false });
  });
});

test("a closed account and the end of one's other sessions end one's tokens; an administrator sees everybody's and ends one; nobody revokes another's", async () => {
  const [token, other] = [await tokenOf("statistician"), await tokenOf("data_manager")];
  const idOf = async (one: string) => (await study.admin.query<{ id: string }>(`SELECT id FROM auth.session WHERE ${rowOf(one)}`)).rows[0]?.id ?? "";
  const revoke = async (who: Person, one: string) => said(await acts.perform(acts.revokeToken, study.tokens[who], { requestId: randomUUID(), reason: null, tokenId: await idOf(one), password: TEST_PASSWORD }));
  expect(await revoke("data_manager", token)).toBe("not_found");
  const seen = await study.rolledBack(study.tokens.administrator, (tx) => acts.readSessions(tx));
  expect(seen.map(({ device }) => device)).toContain("a program, by the access token weekly tables");
  expect((await study.rolledBack(study.tokens.statistician, (tx) => acts.readSessions(tx))).some(({ device }) => device.includes("access token"))).toBe(false);
  done(await acts.perform(acts.revokeSession, study.tokens.administrator, { requestId: randomUUID(), reason: null, sessionId: await idOf(token) }));
  expect((await list(token)).status).toBe(401);
  done(await acts.perform(acts.revokeOthers, study.tokens.data_manager, { requestId: randomUUID(), reason: null }));
  expect((await list(other)).status).toBe(401);
});
