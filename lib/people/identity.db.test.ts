import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { hash } from "@node-rs/argon2";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setSecondFactor } from "@/ops/first-study.mjs";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { inSql, newPatient, said, sent, type Person } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("./sign-in")), ...(await import("./look-after-account")), ...(await import("./invite-person")),
  ...(await import("./accept-invitation")), ...(await import("./second-factor")), ...(await import("./grant-membership")), ...(await import("./declare-signature")), ...(await import("./revoke-session")), ...(await import("./read-account")),
  ...(await import("@/lib/server/confirm-password")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
beforeAll(async () => { study = await openTestStudy(); acts = await loadActs(); });
afterAll(() => study.close());
beforeEach(() => study.admin.query("DELETE FROM auth.tries"));

const HERE = { address: "198.51.100.7", agent: "Tests", device: null as string | null };
const enter = (username: string, password: string, { code = "", ...whence }: Partial<typeof HERE> & { code?: string } = {}) => acts.openSession({ username, password, code }, { ...HERE, ...whence });
const outcome = async (...given: Parameters<typeof enter>) => (await enter(...given)).outcome;
const wrong = (username: string, times: number, whence = {}) => Promise.all(Array.from({ length: times }, () => outcome(username, "not the password", whence)));
/** The clock moves by moving what was written: so many minutes ago. */
const later = (minutes: number) => study.admin.query("UPDATE auth.tries SET closed_until = closed_until - make_interval(mins => $1), since = since - make_interval(mins => $1)", [minutes]);
const tries = async (username: string) => (await study.admin.query(
  "SELECT t.wrong, t.of_day AS today, CASE WHEN closed_until = 'infinity' THEN -1 ELSE ceil(extract(epoch FROM closed_until - now()) / 60)::int END AS minutes FROM auth.tries t JOIN auth.account a ON t.subject = 'account:' || a.id WHERE a.username = $1", [username])).rows[0];
const idOf = async (username: string): Promise<string> => (await study.admin.query("SELECT id FROM auth.account WHERE username = $1", [username])).rows[0].id;
const events = async (action: string) => (await study.admin.query("SELECT e.full_name AS who, e.row_id AS about, p.changes FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.action = $1 ORDER BY e.id DESC", [action])).rows;
async function asSystem(statement: string, values: unknown[] = []): Promise<void> {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'system', true)");
  await study.admin.query(statement, values);
  await study.admin.query("COMMIT");
}

describe("wrong tries [R79e R45 A21]", () => {
  test("five close the account for a minute, each further one for twice as long, up to an hour; the right password waits as well", async () => {
    await wrong("monitor", 5);
    expect(await tries("monitor")).toMatchObject({ wrong: 5, minutes: 1 });
    expect(await outcome("monitor", TEST_PASSWORD)).toBe("wrong");
    const ladder: number[] = [];
    for (let step = 0; step < 8; step++) {
      await later(61);
      await wrong("monitor", 1);
      ladder.push((await tries("monitor")).minutes);
    }
    expect(ladder).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  });
  test("of two who sign in to one account, the one who is let in does not hold what the other waits for [F11]", async () => {
    const { authDb } = await import("@/lib/server/db");
    const id = await idOf("data_manager");
    const begin = async () => authDb.$queryRaw<{ subject: string; may_try: boolean }[]>`SELECT subject, may_try FROM ctx.begin_sign_in('data_manager', ${HERE.address}, NULL)`;
    const finish = async (subject: string) => authDb.$queryRaw<{ outcome: string }[]>`SELECT ctx.finish_sign_in(${id}::uuid, ${subject}, ${HERE.address}, 'Tests', ${randomUUID()}, ${randomUUID()}, NULL::bigint, NULL::bytea) AS outcome`;
    const waiting = (count: number) => expect.poll(async () => (await study.admin.query("SELECT FROM pg_locks WHERE NOT granted")).rowCount).toBe(count);
    const [first] = await begin();
    await study.admin.query("BEGIN; SELECT FROM auth.tries WHERE subject = 'everybody' FOR UPDATE");
    const second = begin();
    await waiting(1);
    const done = finish(first!.subject);
    await waiting(2);
    await study.admin.query("COMMIT");
    expect([await second, await done]).toMatchObject([[{ may_try: true }], [{ outcome: "in" }]]);
  });
  test("however many come at once, five are looked at", async () => {
    await wrong("statistician", 12);
    expect(await tries("statistician")).toMatchObject({ wrong: 5 });
    expect((await events("sign_in.failed")).filter(({ changes }) => changes.person?.new === "Test statistician")).toHaveLength(5);
  });
  test("twenty in a day close it until an administrator opens it; the counters begin again on the day after", async () => {
    await wrong("inspector", 5);
    for (let more = 0; more < 15; more++) { await study.admin.query("UPDATE auth.tries SET closed_until = NULL WHERE closed_until < 'infinity'"); await wrong("inspector", 1); }
    expect(await tries("inspector")).toMatchObject({ today: 20, minutes: -1 });
    expect(said(await acts.perform(acts.unlockAccount, study.tokens.administrator, { requestId: randomUUID(), reason: "she called", accountId: await idOf("inspector") }))).toBe("done");
    expect(await outcome("inspector", TEST_PASSWORD)).toBe("in");
    await wrong("inspector", 4);
    await later(1441);
    await wrong("inspector", 1);
    expect(await tries("inspector")).toMatchObject({ wrong: 1, today: 1, minutes: null });
  });
  test("the right password gives back its own try and nobody else's", async () => {
    await wrong("coordinator", 3);
    await wrong("elsewhere", 2);
    expect(await outcome("coordinator", TEST_PASSWORD)).toBe("in");
    expect([(await tries("coordinator")).wrong, (await tries("elsewhere")).wrong]).toEqual([0, 2]);
    expect((await study.admin.query("SELECT wrong FROM auth.tries WHERE subject = 'address:198.51.100.7'")).rows[0].wrong).toBe(5);
  });
  test("strangers cannot keep an owner out who comes from a device of theirs", async () => {
    const known = await enter("data_manager", TEST_PASSWORD);
    if (known.outcome !== "in") throw new Error("not in");
    await wrong("data_manager", 7);
    expect(await outcome("data_manager", TEST_PASSWORD)).toBe("wrong");
    expect(await outcome("data_manager", TEST_PASSWORD, { device: known.device })).toBe("in");
    await wrong("data_manager", 6, { device: known.device });
    expect(await outcome("data_manager", TEST_PASSWORD, { device: known.device })).toBe("wrong");
    expect(await outcome("monitor_elsewhere", TEST_PASSWORD, { device: known.device })).toBe("in"); // another's device is nobody's excuse, nor hindrance
  });
  test("one password tried on many names uses up the network address, for known and unknown names alike", async () => {
    const from = { address: "203.0.113.50" };
    await study.admin.query("SELECT ctx.begin_sign_in('name' || n, $1, NULL) FROM generate_series(1, 50) n", [from.address]); // what each of them begins with
    expect(await outcome("coordinator", TEST_PASSWORD, from)).toBe("wrong");
    expect(await outcome("coordinator", TEST_PASSWORD)).toBe("in");
    await study.admin.query("UPDATE auth.tries SET since = since - interval '16 minutes' WHERE subject LIKE 'address:%'");
    expect(await outcome("coordinator", TEST_PASSWORD, from)).toBe("in");
  });
  test("leave a line in the trail that names the account concerned and never what was typed; nobody is its author", async () => {
    await outcome("elsewhere", "a typed secret");
    await outcome("typed-unknown-name", "a typed secret");
    const [unknown, known] = await events("sign_in.failed");
    expect(known).toMatchObject({ who: "Somebody not signed in", about: await idOf("elsewhere"), changes: { person: { new: "Test elsewhere" }, address: { new: HERE.address } } });
    expect(unknown).toMatchObject({ about: "-", changes: { address: { new: HERE.address } } });
    const { rows } = await study.admin.query("SELECT FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE (to_jsonb(e)::text || p.changes) ~ 'typed'");
    expect(rows).toEqual([]);
    expect((await study.admin.query("SELECT * FROM audit.verify()")).rows).toEqual([]);
  });
  test("count where an act asks for the password again, on the same counter, and are told", async () => {
    const confirm = (password: string) => acts.confirmPassword(study.tokens.investigator, { password }).then(() => "done", ({ code, message }) => `${code}: ${message}`);
    expect(await confirm(TEST_PASSWORD)).toBe("done");
    for (let step = 0; step < 5; step++) expect(await confirm("wrong")).toContain("wrong_password");
    expect(await confirm(TEST_PASSWORD)).toBe("too_many_tries: Too many wrong tries. Wait a minute and try again. Nothing was changed.");
    expect(await outcome("investigator", TEST_PASSWORD)).toBe("wrong");
    expect([(await events("confirmation.failed")).length, (await events("confirmation.closed")).length]).toEqual([5, 1]);
  });
});

test("unknown, wrong, locked and closed cost the same work, which is what takes the time [R79f A22]", async () => {
  await asSystem("UPDATE auth.account SET password_hash = $1 WHERE username IN ('inspector', 'monitor')", [await hash(TEST_PASSWORD, { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 })]);
  await asSystem("INSERT INTO auth.account (username, full_name, disabled_at) VALUES ('gone', 'Dr Gone', now())");
  await wrong("monitor", 5);
  const kinds = { wrong: "inspector", locked: "monitor", unknown: "nobody-here", closed: "gone" };
  const work: Record<string, number[]> = { wrong: [], locked: [], unknown: [], closed: [] };
  for (let round = 0; round < 4; round++) {
    await study.admin.query("UPDATE auth.tries SET wrong = 0, of_day = 0 WHERE closed_until IS NULL");
    for (const [kind, name] of Object.entries(kinds)) {
      const before = process.cpuUsage();
      expect(await outcome(name, "not the password")).toBe("wrong");
      const { user, system } = process.cpuUsage(before);
      if (round > 0) work[kind]?.push((user + system) / 1000);
    }
  }
  const medians = Object.values(work).map((each) => each.toSorted((a, b) => a - b)[1] ?? 0);
  expect(Math.max(...medians) / Math.min(...medians), JSON.stringify(work)).toBeLessThan(1.5);
}, 90_000);

/** Sets up a factor as the pages do, without a browser to put the new cookie into. */
async function withFactor(username: Person, token = study.tokens[username]): Promise<{ secret: string; codes: readonly string[] }> {
  const id = await idOf(username);
  const { sealed, typed } = acts.newFactor(id, username);
  const codes = acts.newRecoveryCodes();
  await committed(token, "SELECT ctx.propose_factor($1)", [sealed]);
  await committed(token, "SELECT ctx.confirm_factor(1, $1::bytea[], $2)", [codes.map((code) => acts.recoveryHash(id, code)), token]);
  return { secret: typed, codes };
}
async function committed(token: string, statement: string, values: readonly unknown[] = []): Promise<void> {
  await acts.withActor(token, { name: "test", requestId: randomUUID() }, (tx) => tx.$queryRawUnsafe(statement.replace("SELECT ctx.", "SELECT 1 FROM ctx."), ...values));
}
const codeOf = (secret: string, stepsAgo = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() - stepsAgo * 30_000 });
/** Waits until most of a step is still to come: what is told apart by steps must not begin in one and end in the next. */
const inOneStep = async () => { const left = 30_000 - (Date.now() % 30_000); if (left < 15_000) await sleep(left); };

describe("a second factor", () => {
  const who = "monitor_elsewhere";
  let factor: Awaited<ReturnType<typeof withFactor>>;
  beforeAll(async () => { factor = await withFactor(who); });

  test("is asked for after the right password only, and without it nothing opens [R79c]", async () => {
    expect(await outcome(who, "wrong")).toBe("wrong");
    expect(await outcome(who, TEST_PASSWORD)).toBe("code_needed");
    expect(await tries(who)).toMatchObject({ wrong: 1 });
  });
  test("lets a code in once, also when it is sent twice at the same moment; a step early or late is let pass, two are not [R79d A23]", async () => {
    await inOneStep();
    expect(await outcome(who, TEST_PASSWORD, { code: codeOf(factor.secret, 3) })).toBe("wrong");
    const both = await Promise.all([1, 2].map(() => outcome(who, TEST_PASSWORD, { code: codeOf(factor.secret, 1) })));
    expect(both.toSorted()).toEqual(["in", "wrong"]);
    expect(await outcome(who, TEST_PASSWORD, { code: codeOf(factor.secret) })).toBe("in");
    expect(await outcome(who, TEST_PASSWORD, { code: codeOf(factor.secret) })).toBe("wrong");
    expect(await outcome(who, TEST_PASSWORD, { code: codeOf(factor.secret, 1) })).toBe("wrong"); // older than the last one that was taken
  });
  test("has ten recovery codes, each for once, however it is typed [A23 R79k]", async () => {
    const [first = "", second = ""] = factor.codes;
    expect(new Set(factor.codes).size).toBe(10);
    expect(await outcome(who, TEST_PASSWORD, { code: first.toUpperCase().replaceAll("-", " ") })).toBe("in");
    expect(await outcome(who, TEST_PASSWORD, { code: first })).toBe("wrong");
    expect(await outcome(who, TEST_PASSWORD, { code: second })).toBe("in");
    expect((await events("factor.recover"))[0]).toMatchObject({ who: "Test monitor_elsewhere" });
  });
  test("of one account opens no other, and five wrong codes close the account [A23]", async () => {
    const other = await withFactor("elsewhere");
    expect(await outcome(who, TEST_PASSWORD, { code: other.codes[0] ?? "" })).toBe("wrong");
    for (let step = 0; step < 4; step++) await outcome(who, TEST_PASSWORD, { code: "000000" });
    expect(await outcome(who, TEST_PASSWORD, { code: factor.codes[5] ?? "" })).toBe("wrong");
    expect((await tries(who)).minutes).toBe(1);
  });
  test("is kept sealed: neither its secret nor a code stands in any table or in the trail [R74]", async () => {
    const { rows: [kept] } = await study.admin.query("SELECT string_agg(encode(secret, 'escape'), '') || (SELECT string_agg(encode(code_hash, 'hex'), '') FROM auth.recovery_code) AS text FROM auth.second_factor");
    expect(kept.text).not.toContain(factor.secret);
    const told = (await study.admin.query("SELECT string_agg(to_jsonb(e)::text || p.changes, '') AS text FROM audit.event e JOIN audit.payload p ON p.event_id = e.id")).rows[0].text;
    for (const secret of [factor.secret, ...factor.codes]) expect(told).not.toContain(secret);
    expect(acts.proofFrom(await idOf("elsewhere"), (await study.admin.query("SELECT secret FROM auth.second_factor f JOIN auth.account a ON a.id = f.account_id WHERE a.username = $1", [who])).rows[0].secret, codeOf(factor.secret), new Date())).toBeNull();
  });
  test("stays when a reset link is used, which asks for it; five wrong codes spend the link [R79k]", async () => {
    const accountId = await idOf(who);
    const link = async () => { const made = await acts.perform(acts.renewLink, study.tokens.administrator, sent({ accountId })); return made.ok ? made.value.link ?? "" : ""; };
    const accept = async (to: string, code: string) => said(await acts.acceptInvitation({ link: to, password: "copper lantern widely asleep", code }, HERE));
    const first = await link();
    expect((await study.admin.query("SELECT kind, round(extract(epoch FROM expires_at - now()) / 3600)::int AS hours FROM auth.invitation WHERE used_at IS NULL AND account_id = $1", [accountId])).rows).toEqual([{ kind: "reset", hours: 24 }]);
    expect([await accept(first, ""), await accept(first, "111111"), await accept(first, factor.codes[6] ?? ""), await accept(first, factor.codes[7] ?? "")]).toEqual(["wrong_code", "wrong_code", "done", "link_spent"]);
    expect(await outcome(who, "copper lantern widely asleep")).toBe("code_needed");
    const second = await link();
    for (let step = 0; step < 5; step++) await accept(second, "111111");
    expect(await accept(second, factor.codes[8] ?? "")).toBe("link_spent");
  });
  test("is taken away by an administrator with a reason, never by oneself; the password and its absence of rights to sign stay until there is a new one [R43]", async () => {
    const { secret } = await withFactor("investigator");
    const reset = (by: Person, accountId: string, reason: string | null = "phone lost") => acts.perform(acts.resetFactor, study.tokens[by], { requestId: randomUUID(), reason, accountId });
    const accountId = await idOf("investigator");
    expect([said(await reset("data_manager", accountId)), said(await reset("administrator", accountId, null)), said(await reset("administrator", await idOf("administrator"))), said(await reset("administrator", accountId)), said(await reset("administrator", accountId))])
      .toEqual(["not_permitted", "reason_required", "own_account", "done", "nothing_to_change"]);
    await expect(acts.confirmPassword(study.tokens.investigator, { password: TEST_PASSWORD })).rejects.toMatchObject({ code: "not_signed_in" });
    const session = await enter("investigator", TEST_PASSWORD, { code: codeOf(secret) });
    if (session.outcome !== "in") throw new Error("not in");
    await expect(acts.confirmPassword(session.sessionToken, { password: TEST_PASSWORD })).rejects.toMatchObject({ code: "factor_was_reset" });
    const account = await acts.withActor(session.sessionToken, { name: "test", requestId: randomUUID() }, acts.readAccount);
    expect(account).toMatchObject({ factorSince: null, factorResetAt: expect.any(String) });
    expect(account?.events.some(({ says, who: by }) => says === "Take a second factor away" && by === "Test administrator")).toBe(true);
  });
});

describe("where a second factor is demanded", () => {
  beforeAll(() => setSecondFactor(study.admin, "on"));
  afterAll(() => setSecondFactor(study.admin, "off"));
  const DEMANDED: readonly Person[] = ["monitor", "data_manager", "statistician", "administrator"];

  test.each(DEMANDED)("a session of a %s without it has no role and sees no row of anybody [R79c R79l]", async (person) => {
    await newPatient(study, "coordinator");
    const { rows: tables } = await study.admin.query<{ name: string }>("SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'app' AND c.relkind = 'r' AND has_table_privilege('ecrf_app', c.oid, 'SELECT') ORDER BY 1");
    const own = new Set(["study", "membership", "request", "signature_declaration", "guidance"]); // the settings everybody reads, and what is one's own
    for (const { name } of tables.filter((table) => !own.has(table.name))) expect((await inSql(study.tokens[person], `SELECT FROM app.${name}`)).rowCount, name).toBe(0);
    expect((await inSql(study.tokens[person], "SELECT FROM audit.event")).rowCount).toBe(0);
    expect((await inSql(study.tokens[person], `SELECT FROM app.membership m WHERE m.account_id <> (ctx.current_actor()).account_id`)).rowCount).toBe(0);
    expect(await acts.withActor(study.tokens[person], { name: "test", requestId: randomUUID() }, async (_, actor) => actor.grants)).toEqual([]);
  });
  test("the owner of the deployment says so at a start, with a line in the trail; a second start that says the same writes none [R19]", async () => {
    await setSecondFactor(study.admin, "on");
    await setSecondFactor(study.admin, undefined);
    await expect(setSecondFactor(study.admin, "yes")).rejects.toThrow("SECOND_FACTOR is yes. Use on or off");
    expect(await events("study.second_factor")).toMatchObject([{ who: "The system", changes: { second_factor: { old: null, new: true } } }]);
  });
  test("roles that only enter or only read go on without, and whoever shows theirs has their roles again", async () => {
    const grants = (token: string) => acts.withActor(token, { name: "test", requestId: randomUUID() }, async (_, actor) => actor.grants.length);
    expect([await grants(study.tokens.coordinator), await grants(study.tokens.inspector), await grants(study.tokens.monitor)]).toEqual([1, 1, 0]);
    await withFactor("monitor");
    expect(await grants(study.tokens.monitor)).toBe(1);
  });
});

describe("accounts [R33 A37]", () => {
  const act = (what: typeof acts.closeAccount, accountId: string, by: Person = "administrator", reason: string | null = "left") => acts.perform(what, study.tokens[by], { requestId: randomUUID(), reason, accountId });

  test("are closed with a reason, sessions and links at once; the name is never used again; opened, the old password is good", async () => {
    const accountId = await idOf("statistician");
    expect([said(await act(acts.closeAccount, accountId, "data_manager")), said(await act(acts.closeAccount, accountId, "administrator", null)), said(await act(acts.closeAccount, accountId))]).toEqual(["not_permitted", "reason_required", "done"]);
    await expect(acts.withActor(study.tokens.statistician, { name: "test", requestId: randomUUID() }, async () => null)).rejects.toMatchObject({ code: "not_signed_in" });
    expect([await outcome("statistician", TEST_PASSWORD), said(await acts.perform(acts.renewLink, study.tokens.administrator, sent({ accountId })))]).toEqual(["wrong", "account_closed"]);
    expect(said(await acts.perform(acts.invitePerson, study.tokens.administrator, sent({ username: "statistician", fullName: "Another Person" })))).toBe("name_taken");
    expect([said(await act(acts.reopenAccount, accountId)), await outcome("statistician", TEST_PASSWORD)]).toEqual(["done", "in"]);
    expect((await events("account.close"))[0]).toMatchObject({ who: "Test administrator", changes: { person: { new: "Test statistician" } } });
  });
  test("nobody closes the last administrator or their own account, or gives themselves a role, also past the application", async () => {
    const own = await idOf("administrator");
    expect([said(await act(acts.closeAccount, own)), said(await acts.perform(acts.grantMembership, study.tokens.administrator, sent({ accountId: own, role: "data_manager", siteId: null, trainedOn: "2026-01-15" })))]).toEqual(["own_account", "own_account"]);
    const { rows: [held] } = await study.admin.query("SELECT id FROM app.membership WHERE account_id = $1", [own]);
    expect(said(await acts.perform(acts.revokeMembership, study.tokens.administrator, { requestId: randomUUID(), reason: "no", membershipId: held.id }))).toBe("last_administrator");
    const refused = [`SELECT ctx.close_account('${own}')`, `INSERT INTO app.membership (account_id, role, trained_on) VALUES ('${own}', 'data_manager', current_date)`,
      `UPDATE app.membership SET revoked_at = now() WHERE id = '${held.id}'`, `UPDATE app.membership SET active_to = current_date WHERE id = '${held.id}'`, `SELECT ctx.reset_factor('${own}')`];
    for (const statement of refused) await expect(inSql(study.tokens.administrator, statement), statement).rejects.toThrow(/own account|gives themselves|last administrator/);
    for (const statement of ["SELECT ctx.close_account(gen_random_uuid())", "SELECT ctx.unlock_account(gen_random_uuid())"]) await expect(inSql(study.tokens.data_manager, statement)).rejects.toThrow(/only an administrator/);
  });
  test("a role counts from its first day to its last", async () => {
    const accountId = await idOf("elsewhere");
    const grant = (activeFrom: string, activeTo: string) => acts.perform(acts.grantMembership, study.tokens.administrator, sent({ accountId, role: "inspector", siteId: null, trainedOn: "2026-01-15", activeFrom, activeTo }));
    expect([said(await grant("2030-02-01", "2030-01-01")), said(await grant("2030-01-01", "2030-02-01"))]).toEqual(["invalid", "done"]);
    expect(await acts.withActor(study.tokens.elsewhere, { name: "test", requestId: randomUUID() }, async (_, actor) => actor.grants.map(({ role }) => role))).toEqual(["coordinator"]);
  });
});

describe("a declaration before the first signature [R44]", () => {
  test("is made once, and without it nothing is signed, in the application and in the database", async () => {
    const { username, token } = await newcomer();
    await expect(acts.confirmPassword(token, { password: "copper lantern widely asleep" })).rejects.toMatchObject({ code: "not_declared" });
    const declare = async () => said(await acts.perform(acts.declareSignature, token, sent({ version: 1 })));
    expect([await declare(), await declare()]).toEqual(["done", "already_declared"]);
    await acts.confirmPassword(token, { password: "copper lantern widely asleep" });
    const { rows } = await study.admin.query("SELECT e.full_name, p.changes #>> '{text,new}' AS text FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.action = 'signature.declare'");
    expect(rows).toEqual([{ full_name: `Dr ${username}`, text: acts.DECLARATION.text }]);
    await study.admin.query("ALTER TABLE app.signature_declaration DISABLE TRIGGER no_change");
    await asSystem("DELETE FROM app.signature_declaration WHERE by_name = 'Test investigator'");
    await study.admin.query("ALTER TABLE app.signature_declaration ENABLE TRIGGER no_change");
    await asSystem("UPDATE auth.account SET factor_reset_at = NULL");
    const patient = await newPatient(study, "coordinator");
    await expect(asSystem("INSERT INTO app.signature (site_id, patient_id, meaning, statement, manifest, manifest_sha256, by_id, by_name, at) VALUES ($1, $2, 'casebook', 'I', '{}', 'x', $3, 'x', now())", [patient.siteId, patient.id, await idOf("investigator")])).rejects.toThrow(/has not declared/);
    await study.admin.query("ROLLBACK");
  });
  async function newcomer(): Promise<{ username: string; token: string }> {
    const invited = await acts.perform(acts.invitePerson, study.tokens.administrator, sent({ username: "declarer", fullName: "Dr declarer" }));
    const entered = await acts.acceptInvitation({ link: invited.ok ? invited.value.link : "", password: "copper lantern widely asleep" }, HERE);
    if (!entered.ok) throw new Error(JSON.stringify(entered.fault));
    return { username: "declarer", token: entered.value.sessionToken };
  }
});
