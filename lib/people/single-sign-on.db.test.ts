import { randomUUID } from "node:crypto";
import { decode } from "next-auth/jwt";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionId, callAction } from "@/ops/testing/raw-action";
import { freePort } from "@/ops/cluster.mjs";
import { CookieJar } from "@/ops/testing/cookie-jar";
import { openIdentityProvider, type IdentityProvider } from "@/ops/testing/identity-provider";
import { openRunningStudy, type Instance, type RunningStudy } from "@/ops/testing/running-study";

let provider: IdentityProvider;
let cautious: IdentityProvider; // the same people, asked for a second factor there
let study: RunningStudy;
let app: Instance;
let strict: Instance;
let acts: Awaited<ReturnType<typeof loadActs>>;
const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./invite-person")), ...(await import("./grant-membership")) });

beforeAll(async () => {
  const [one, two] = [await freePort(), await freePort()];
  const redirects = [one, two].flatMap((port) => ["sso", "sso-confirm"].map((id) => `http://localhost:${port}/api/auth/callback/${id}`));
  [provider, cautious] = [await openIdentityProvider({ redirects }), await openIdentityProvider({ redirects, factors: ["pwd", "mfa"] })];
  const settings = ({ issuer, clientId, clientSecret }: IdentityProvider) => ({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: "St. Elsewhere" });
  study = await openRunningStudy({ ...settings(provider), PORT: String(one) });
  app = study.first;
  strict = await study.startInstance({ ...settings(cautious), PORT: String(two) });
  acts = await loadActs();
});
afterAll(async () => { await study.close(); await Promise.all([provider.close(), cautious.close()]); });

const sent = <Input extends object>(input: Input) => ({ requestId: randomUUID(), reason: null, ...input });
let people = 0;
/** Somebody new with a role, and their one-time link. */
async function invited(role: "investigator" | "coordinator" = "coordinator"): Promise<{ accountId: string; link: string }> {
  const made = await acts.perform(acts.invitePerson, study.tokens.administrator, sent({ username: `person${++people}`, fullName: `Person ${people}` }));
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  const { accountId, link } = made.value;
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'token-administrator', true), set_config('app.action', 'test.fill', true)");
  await study.admin.query("INSERT INTO app.membership (account_id, site_id, role, trained_on) VALUES ($1, $2, $3, current_date)", [accountId, study.sites["101"], role]);
  await study.admin.query("COMMIT");
  return { accountId, link: link ?? "" };
}

/** Leaves for the provider, fills in its form when it asks, and comes back. */
async function overProvider(jar: CookieJar, { address }: Instance, login: string, way: "sso" | "sso-confirm" = "sso") {
  const { csrfToken } = (await (await jar.fetch(`${address}/api/auth/csrf`)).json()) as { csrfToken: string };
  const begun = await jar.fetch(`${address}/api/auth/signin/${way}`, { method: "POST", headers: { origin: address }, body: new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/" }) });
  const { url } = (await begun.json()) as { url: string };
  const there = await jar.follow(url);
  if (!there.address.includes("/interaction/")) return there;
  return jar.follow(there.address, { method: "POST", body: new URLSearchParams({ login }) });
}
const comeByLink = async (jar: CookieJar, instance: Instance, link: string, login: string) => {
  const page = `${instance.address}/welcome/${link}`; // an action answers with its cookies at its own page only
  jar.keep(page, (await callAction(page, actionId("keepLinkAction"), [link], { origin: instance.address })).headers);
  return overProvider(jar, instance, login);
};
const tokenIn = async (jar: CookieJar, { address }: Instance): Promise<string | null> => {
  const token = jar.get(address, "next-auth.session-token");
  return token === undefined ? null : String((await decode({ token, secret: process.env["NEXTAUTH_SECRET"] ?? "" }))?.["sessionToken"]);
};
/** An act of one's own account that asks who sits there. */
const propose = async (token: string | null) => (await app.act("proposeFactorAction", sent({ password: "by provider" }), token)).value;
const path = ({ address }: { address: string }) => new URL(address).pathname + new URL(address).search;
const refused = (code: string) => ({ ok: false, fault: { kind: "refused", code } });

describe("signing in at a provider", () => {
  test("a one-time link joins the account to a person there; from then on that person gets in without it, and nobody else [R33 R79c]", async () => {
    const { link } = await invited();
    const first = new CookieJar();
    expect(path(await comeByLink(first, app, link, "lund"))).toBe("/");
    expect((await (await first.fetch(`${app.address}/account`)).text()).includes("there is no password here"), "the account says so").toBe(true);

    const again = new CookieJar();
    expect(path(await overProvider(again, app, "lund"))).toBe("/");
    expect((await again.fetch(`${app.address}/patients`)).status).toBe(200);

    const stranger = new CookieJar();
    expect(path(await overProvider(stranger, app, "berg"))).toBe("/sign-in?provider=unknown");
    expect(await tokenIn(stranger, app)).toBeNull();
    expect((await study.admin.query("SELECT action FROM audit.event WHERE action LIKE 'sign_in.unknown%'")).rows).toHaveLength(1);
  });

  test("a link opens once, and one person there belongs to one account here", async () => {
    const { link } = await invited();
    const other = await invited();
    expect(path(await comeByLink(new CookieJar(), app, link, "holm"))).toBe("/");
    expect(path(await comeByLink(new CookieJar(), app, link, "dahl"))).toBe("/sign-in?provider=spent");
    expect(path(await comeByLink(new CookieJar(), app, other.link, "holm"))).toBe("/sign-in?provider=taken");
    expect(path(await comeByLink(new CookieJar(), app, other.link, "dahl"))).toBe("/");
  });

  test("a closed account stays closed, with the same answer as an unknown one [A22]", async () => {
    const { link, accountId } = await invited();
    await comeByLink(new CookieJar(), app, link, "closed");
    await study.admin.query("ALTER TABLE auth.account DISABLE TRIGGER z_audit; UPDATE auth.account SET disabled_at = now() WHERE id = '" + accountId + "'; ALTER TABLE auth.account ENABLE ALWAYS TRIGGER z_audit");
    expect(path(await overProvider(new CookieJar(), app, "closed"))).toBe("/sign-in?provider=unknown");
  });

  test("an answer that the provider gave to somebody else's browser opens nothing [A15 A20]", async () => {
    const { link } = await invited();
    const owner = new CookieJar();
    await comeByLink(owner, app, link, "stolen");
    const { csrfToken } = (await (await owner.fetch(`${app.address}/api/auth/csrf`)).json()) as { csrfToken: string };
    const { url } = (await (await owner.fetch(`${app.address}/api/auth/signin/sso`, { method: "POST", headers: { origin: app.address }, body: new URLSearchParams({ csrfToken, json: "true" }) })).json()) as { url: string };
    let answer = await owner.fetch(url);
    const back = answer.headers.get("location") ?? "";
    expect(back).toContain("/api/auth/callback/sso?code=");
    const thief = new CookieJar();
    answer = await thief.fetch(back);
    expect(answer.headers.get("location")).toContain("/api/auth/error?error=OAuthCallback");
    expect(await tokenIn(thief, app)).toBeNull();
  });

  test("choosing a password by a later link takes the way over the provider away: an account has one way in", async () => {
    const { link, accountId } = await invited();
    await comeByLink(new CookieJar(), app, link, "leaver");
    const renewed = await acts.perform(acts.renewLink, study.tokens.administrator, sent({ accountId }));
    const later = renewed.ok ? renewed.value.link : "";
    expect((await app.act("acceptInvitationAction", { link: later, password: "seven quiet herons at dusk" }, null)).value).toMatchObject({ ok: true });
    expect(path(await overProvider(new CookieJar(), app, "leaver"))).toBe("/sign-in?provider=unknown");
  });
});

describe("a second factor", () => {
  test("that the provider saw counts; where it saw none, ours is asked before anything opens [R79c]", async () => {
    const { link } = await invited("investigator");
    const another = await invited("investigator");
    const demand = (how: "true" | "NULL") => study.admin.query(`ALTER TABLE app.study DISABLE TRIGGER z_audit; UPDATE app.study SET second_factor = ${how}; ALTER TABLE app.study ENABLE ALWAYS TRIGGER z_audit`);
    const [plain, proven] = [new CookieJar(), new CookieJar()];
    await demand("true");
    try {
      await comeByLink(plain, app, link, "doctor");
      expect((await plain.fetch(`${app.address}/account`)).status).toBe(200);
      expect((await plain.fetch(`${app.address}/patients`)).status).not.toBe(200);
      expect(path(await comeByLink(proven, strict, another.link, "careful"))).toBe("/");
      expect((await proven.fetch(`${strict.address}/patients`)).status).toBe(200);
    } finally { await demand("NULL"); }
  });

  test("of our own is shown once after the provider, each code once, and wrong tries are counted [R79d R79e]", async () => {
    const { link } = await invited("investigator");
    const jar = new CookieJar();
    await comeByLink(jar, app, link, "phone");
    await overProvider(jar, app, "phone", "sso-confirm");
    const { typed } = (await propose(await tokenIn(jar, app))).value;
    const enrolling = new TOTP({ secret: Secret.fromBase32(typed.replaceAll(" ", "")) }).generate(); // once: half a minute later it would be another one, and right
    const confirmed = await app.act("confirmFactorAction", sent({ code: enrolling }), await tokenIn(jar, app));
    const [recovery, second] = confirmed.value.value as string[];

    const later = new CookieJar();
    await overProvider(later, app, "phone");
    const token = await tokenIn(later, app);
    const show = async (code: string) => (await app.act("showFactorAction", sent({ code }), token)).value;
    const shown = async () => (await study.admin.query("SELECT second_factor_at IS NOT NULL AS shown FROM auth.session WHERE token_hash = sha256(convert_to($1, 'UTF8'))", [token])).rows[0].shown;
    expect(await show(enrolling), "the code that enrolled it").toMatchObject({ ok: true, value: "wrong" });
    expect(await shown()).toBe(false);
    expect(await show(recovery ?? "")).toMatchObject({ ok: true, value: "shown" });
    expect(await shown()).toBe(true);
    expect(await show(recovery ?? ""), "a recovery code opens once").toMatchObject({ ok: true, value: "wrong" });
    for (let tries = 0; tries < 4; tries++) await show("000000");
    expect(await show(second ?? ""), "five wrong ones close it for a while").toMatchObject({ ok: true, value: "closed" });
  });
});

describe("an act that asks who sits there", () => {
  test("is done after the provider asked the same person anew, once for each; without it, or by somebody else, nothing is done [R40 R43]", async () => {
    const { link } = await invited();
    const jar = new CookieJar();
    await comeByLink(jar, app, link, "signer");
    const token = await tokenIn(jar, app);
    const attempt = () => propose(token);

    expect(await attempt(), "no proof").toMatchObject(refused("not_confirmed"));
    const before = provider.logins();
    expect(path(await overProvider(jar, app, "signer", "sso-confirm"))).toBe("/confirmed?outcome=proved");
    expect(provider.logins(), "the provider asked, although it knew").toBe(before + 1);
    expect(await tokenIn(jar, app), "the session is the one it was").toBe(token);
    expect(await attempt()).toMatchObject({ ok: true });
    expect(await attempt(), "a proof is used up").toMatchObject(refused("not_confirmed"));

    jar.forget(provider.issuer); // somebody else sits down, and signs in there as themselves
    expect(path(await overProvider(jar, app, "lund", "sso-confirm"))).toBe("/confirmed?outcome=somebody_else");
    expect(await attempt(), "somebody else's proof").toMatchObject(refused("not_confirmed"));
  });

  test("takes no proof that has grown old, and none of another session", async () => {
    const { link } = await invited();
    const [jar, beside] = [new CookieJar(), new CookieJar()];
    await comeByLink(jar, app, link, "slow");
    await overProvider(beside, app, "slow");
    await overProvider(jar, app, "slow", "sso-confirm");
    expect(await propose(await tokenIn(beside, app))).toMatchObject(refused("not_confirmed"));
    await study.admin.query("UPDATE auth.proof SET at = now() - interval '3 minutes' WHERE used_at IS NULL");
    expect(await propose(await tokenIn(jar, app))).toMatchObject(refused("not_confirmed"));
  });
});
