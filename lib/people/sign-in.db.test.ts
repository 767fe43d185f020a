import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { encode } from "next-auth/jwt";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { actionId, callAction } from "@/ops/testing/raw-action";
import { cookieOf, openRunningStudy, type RunningStudy } from "@/ops/testing/running-study";
import { COOKIE_KEY, TEST_PASSWORD } from "@/ops/testing/test-database";
import { sent } from "@/ops/testing/test-patient";

let study: RunningStudy;
beforeAll(async () => { study = await openRunningStudy(); });
afterAll(() => study.close());
beforeEach(() => study.admin.query("DELETE FROM auth.tries"));

/** A browser: it keeps the cookies it is given, and can begin with some of its own. */
class Browser {
  readonly cookies = new Map<string, string>();
  take(answer: { readonly headers: Headers }): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      this.cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  }
  get cookie(): string { return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "); }
  async signIn(username: string, password: string, code = ""): Promise<{ readonly status: number; readonly text: string }> {
    const csrf = await fetch(`${study.first.address}/api/auth/csrf`, { headers: { cookie: this.cookie } });
    this.take(csrf);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const answer = await fetch(`${study.first.address}/api/auth/callback/credentials`, {
      method: "POST", redirect: "manual", headers: { cookie: this.cookie, origin: study.first.address, "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" }, body: new URLSearchParams({ username, password, code, csrfToken, json: "true" }),
    });
    this.take(answer);
    return { status: answer.status, text: await answer.text() };
  }
  get = (path: string): Promise<Response> => fetch(`${study.first.address}${path}`, { redirect: "manual", headers: { cookie: this.cookie } });
  async call(name: string, input: object) {
    const answer = await callAction(`${study.first.address}/account`, actionId(name), [sent(input)], { origin: study.first.address, cookie: this.cookie });
    this.take(answer);
    return answer;
  }
  async act(name: string, input: object) {
    return (await this.call(name, input)).value as { ok: boolean; value?: never; fault?: { code?: string; message?: string } };
  }
}
const TOKEN = "next-auth.session-token";
const isIn = async (browser: Browser) => (await browser.get("/account")).status === 200;
async function asSystem(statement: string, values: unknown[] = []): Promise<void> {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'system', true)");
  await study.admin.query(statement, values);
  await study.admin.query("COMMIT");
}

describe("signing in over HTTP", () => {
  test("opens a session that says where it is; signing out ends it, also for a copy of the cookie [R79g R79i]", async () => {
    const browser = new Browser();
    expect((await browser.signIn("coordinator", TEST_PASSWORD)).status).toBe(200);
    const sessions = await (await browser.get("/sessions")).text();
    expect(sessions).toContain("Firefox on Linux");
    const copy = new Browser();
    browser.cookies.forEach((value, name) => copy.cookies.set(name, value));
    const csrfToken = ((await (await browser.get("/api/auth/csrf")).json()) as { csrfToken: string }).csrfToken;
    await fetch(`${study.first.address}/api/auth/signout`, { method: "POST", redirect: "manual", headers: { cookie: browser.cookie, origin: study.first.address }, body: new URLSearchParams({ csrfToken, json: "true" }) });
    expect((await copy.get("/sessions")).headers.get("location")).toBe("/sign-in");
  });

  test("a session cookie planted beforehand is not the one that gets in, and every sign-in has a token of its own [R79g A20]", async () => {
    const browser = new Browser();
    const planted = (await cookieOf("a-token-the-attacker-knows")).split("=")[1] ?? "";
    browser.cookies.set(TOKEN, planted);
    await browser.signIn("coordinator", TEST_PASSWORD);
    const first = browser.cookies.get(TOKEN);
    expect(first).not.toBe(planted);
    expect((await study.first.get("/sessions", "a-token-the-attacker-knows")).headers.get("location")).toBe("/sign-in");
    await browser.signIn("coordinator", TEST_PASSWORD);
    expect(browser.cookies.get(TOKEN)).not.toBe(first);
  });

  test("a cookie with another's name, a role, no signature, another secret or an old key is nobody [R05 A07]", async () => {
    const id = (await study.admin.query("SELECT id FROM auth.account WHERE username = 'administrator'")).rows[0].id as string;
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ sessionToken: study.tokens.administrator, sub: id, role: "administrator" })).toString("base64url")}.`;
    const forged = [unsigned, await encode({ token: { sessionToken: study.tokens.administrator }, secret: "another deployment’s secret, as long as ours" }), await encode({ token: { sub: id, role: "administrator" }, secret: COOKIE_KEY }),
      await encode({ token: { sessionToken: study.tokens.administrator }, secret: COOKIE_KEY, maxAge: -60 }), study.tokens.administrator];
    for (const value of forged) {
      const browser = new Browser();
      browser.cookies.set(TOKEN, value);
      expect((await browser.get("/people")).headers.get("location"), value.slice(0, 20)).toBe("/sign-in");
    }
    const withRole = new Browser(); // right secret, right token of a coordinator, and claims that nobody asked for
    withRole.cookies.set(TOKEN, await encode({ token: { sessionToken: study.tokens.coordinator, sub: id, role: "administrator" }, secret: COOKIE_KEY }));
    expect((await withRole.get("/people")).status).toBe(404);
  });

  test("locked, wrong, unknown, closed and invited answer with the same status and text [R79f A22]", async () => {
    await asSystem("INSERT INTO auth.account (username, full_name) VALUES ('invited', 'Dr Invited')");
    await asSystem("UPDATE auth.account SET disabled_at = now() WHERE username = 'statistician'");
    for (let step = 0; step < 5; step++) await new Browser().signIn("monitor", "wrong");
    const answers = [["monitor", TEST_PASSWORD], ["coordinator", "wrong"], ["nobody-here", "wrong"], ["statistician", TEST_PASSWORD], ["invited", "wrong"]] as const;
    const seen = new Set<string>();
    for (const [name, password] of answers) { const { status, text } = await new Browser().signIn(name, password); seen.add(`${status} ${text.replaceAll(name, "")}`); }
    expect(seen.size).toBe(1);
  });

  test("and after the same time [R79f A22]", async () => {
    await asSystem("UPDATE auth.account SET password_hash = $1 WHERE username IN ('inspector', 'data_manager')", [await hash(TEST_PASSWORD, { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 })]);
    for (let step = 0; step < 5; step++) await new Browser().signIn("data_manager", "wrong");
    const kinds = { wrong: "inspector", locked: "data_manager", unknown: "nobody-here", disabled: "statistician" };
    const took: Record<string, number[]> = { wrong: [], locked: [], unknown: [], disabled: [] };
    const browser = new Browser();
    await browser.signIn("nobody-here", "wrong"); // warm
    for (let round = 0; round < 5; round++) {
      await study.admin.query("DELETE FROM auth.tries WHERE subject LIKE 'address:%' OR subject LIKE 'name:%' OR subject = 'everybody'");
      await study.admin.query("UPDATE auth.tries SET wrong = 0, of_day = 0 WHERE closed_until IS NULL");
      for (const [kind, name] of Object.entries(kinds)) {
        const began = performance.now();
        await browser.signIn(name, "not the password");
        took[kind]?.push(performance.now() - began);
      }
    }
    // the quickest of each: what else the machine does only adds. Skipping the comparison would make one of them a fifth of the others.
    const quickest = Object.values(took).map((times) => Math.min(...times));
    expect(Math.max(...quickest) / Math.min(...quickest), JSON.stringify(took)).toBeLessThan(2.5);
  });
});

describe("one's own account over HTTP", () => {
  const codeOf = (typed: string) => new TOTP({ secret: Secret.fromBase32(typed) }).generate();
  const enrol = async (browser: Browser, password: string) => {
    const { text } = await browser.call("proposeFactorAction", { password });
    return /"typed":"([A-Z2-7]+)"/.exec(text)?.[1] ?? "";
  };

  test("a changed password ends the other sessions, puts a new token into this browser, and the old one is worth nothing [R79g R79i A20]", async () => {
    const [here, there] = [new Browser(), new Browser()];
    await here.signIn("elsewhere", TEST_PASSWORD);
    await there.signIn("elsewhere", TEST_PASSWORD);
    const before = new Browser();
    here.cookies.forEach((value, name) => before.cookies.set(name, value));
    const change = (password: string, newPassword: string) => here.act("changePasswordAction", { password, newPassword });
    expect((await change("wrong", "copper lantern widely asleep")).fault).toMatchObject({ code: "wrong_own_password" });
    expect((await change(TEST_PASSWORD, "elsewhere test 102")).fault).toMatchObject({ code: "weak_password" });
    expect((await change(TEST_PASSWORD, "copper lantern widely asleep")).ok).toBe(true);
    expect([await isIn(here), await isIn(there), await isIn(before)]).toEqual([true, false, false]);
    expect([(await new Browser().signIn("elsewhere", TEST_PASSWORD)).status, (await new Browser().signIn("elsewhere", "copper lantern widely asleep")).status]).toEqual([401, 200]);
  });

  test("where a second factor is demanded every page leads to setting one up, every act is refused, and then all is open [R79c]", async () => {
    await asSystem("UPDATE app.study SET second_factor = true");
    const browser = new Browser();
    await browser.signIn("monitor_elsewhere", TEST_PASSWORD);
    for (const path of ["/", "/patients", "/queries", "/trail"]) expect((await browser.get(path)).headers.get("location"), path).toBe("/account");
    expect((await browser.get("/trail/trail.csv")).status).toBe(404);
    expect((await browser.act("raiseDiscrepancyAction", { entryId: randomUUID(), field: "pulse", question: "?" })).fault).toMatchObject({ code: "not_permitted" });
    expect(await (await browser.get("/account")).text()).toContain("Set up a second factor first.");

    const typed = await enrol(browser, TEST_PASSWORD);
    expect((await browser.act("confirmFactorAction", { code: "000000" })).fault).toMatchObject({ code: "wrong_code" });
    const request = { code: codeOf(typed), requestId: randomUUID(), reason: null };
    const before = browser.cookies.get(TOKEN);
    const confirmed = (await browser.act("confirmFactorAction", request)) as { ok: boolean; value?: readonly string[] };
    expect(confirmed.value).toHaveLength(10);
    expect(browser.cookies.get(TOKEN)).not.toBe(before);
    expect((await browser.get("/patients")).status).toBe(200);
    expect(await browser.act("confirmFactorAction", request)).toMatchObject({ ok: true, value: null }); // the same request again: the codes were shown once

    const next = new Browser();
    const { status, text } = await next.signIn("monitor_elsewhere", TEST_PASSWORD);
    expect([status, text.includes("code_needed"), await isIn(next)]).toEqual([401, true, false]);
    expect((await next.signIn("monitor_elsewhere", TEST_PASSWORD, request.code)).status).toBe(401); // the code of the enrolment was used
    expect((await next.signIn("monitor_elsewhere", TEST_PASSWORD, confirmed.value?.[0])).status).toBe(200);
    expect((await next.get("/patients")).status).toBe(200);
    await asSystem("UPDATE app.study SET second_factor = false");
  });
});
