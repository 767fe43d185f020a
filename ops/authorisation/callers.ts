import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { can, WHOLE_STUDY, type Verb } from "@/lib/access/permissions";
import { ROLES, type Actor, type Role } from "@/lib/kernel/actor";
import type { TestStudy } from "@/ops/testing/test-database";

/** Somebody who calls. `grants` are what counts today; null: the system must take them for nobody. */
export interface Caller {
  readonly name: string;
  readonly token: string | null;
  /** Sent as it stands, instead of a cookie of the session. */
  readonly cookie?: string;
  readonly grants: Actor["grants"] | null;
}

type Sites = TestStudy["sites"];
const NEEDS_SITE: readonly Role[] = ["coordinator", "investigator"];
const SITE_ROLES: readonly Role[] = [...NEEDS_SITE, "monitor"];
/** Roles that mostly hold everywhere, and may be held at one site. */
const BOUND = ["data_manager", "inspector"] as const;
const everything = (site: string) => ROLES.map((role) => ({ role, site: NEEDS_SITE.includes(role) ? site : null }));

/** People of whom nothing may count, each otherwise with every role there is: only what ended them can be what stops them. */
const ENDED: Readonly<Record<string, string>> = {
  "a disabled account": "UPDATE auth.account SET disabled_at = now() WHERE id = $1",
  "a revoked session": "UPDATE auth.session SET revoked_at = now() WHERE account_id = $1",
  "an expired session": "UPDATE auth.session SET expires_at = now() - interval '1 second', created_at = now() - interval '12 hours' WHERE account_id = $1",
  "a session left idle": "UPDATE auth.session SET idle_expires_at = now() - interval '1 second' WHERE account_id = $1",
};
/** People who are signed in, and whose every role does not count. */
const WITHOUT_ROLE: Readonly<Record<string, string>> = {
  "a role taken away": "UPDATE app.membership SET revoked_at = now() WHERE account_id = $1",
  "a role without training": "UPDATE app.membership SET trained_on = NULL WHERE account_id = $1",
  "a role that begins tomorrow": "UPDATE app.membership SET active_from = current_date + 1 WHERE account_id = $1",
};
const MADE_UP: Readonly<Record<string, string>> = { "no cookie": "", "a made-up cookie": "next-auth.session-token=made.up", "random characters": `next-auth.session-token=${"a".repeat(43)}` };

/** Everybody of the matrix: nobody in all its forms, every role at the right site, site roles at another, and roles that hold at one site only. */
export async function castCallers({ admin, sites, tokens }: TestStudy): Promise<readonly Caller[]> {
  const nobody = Object.entries(MADE_UP).map(([name, cookie]) => ({ name, token: null, cookie, grants: null }));
  const strangers = { name: "a token that nobody holds", token: "no such token", grants: null };
  const ended = await Promise.all(Object.keys(ENDED).map(async (name) => ({ name, token: tokenOf(name), grants: null })));
  for (const [name, sql] of Object.entries({ ...ENDED, ...WITHOUT_ROLE })) await addPerson(admin, name, everything(sites["101"]), sql);
  await addPerson(admin, "elsewhere investigator", [{ role: "investigator", site: sites["102"] }]);
  const bound = BOUND.map((role) => ({ role, site: sites["101"] }));
  await addPerson(admin, "bound to one site", bound);
  const callers: readonly Caller[] = [
    ...nobody, strangers, ...ended,
    ...Object.keys(WITHOUT_ROLE).map((name) => ({ name, token: tokenOf(name), grants: [] })),
    ...ROLES.map((role) => ({ name: role, token: tokens[role], grants: [{ role, siteId: SITE_ROLES.includes(role) ? sites["101"] : "all" }] })),
    { name: "bound to one site", token: tokenOf("bound to one site"), grants: bound.map(({ role, site }) => ({ role, siteId: site })) },
    ...theirs(sites, tokens),
  ];
  for (const { token } of callers) if (token !== null) await giveAccessToken(admin, token);
  return callers;
}

/** The access token of whoever has this session. */
export const accessTokenOf = (token: string): string => `ecrf_${createHash("sha256").update(token).digest("base64url")}`;
export const bearing = (accessToken: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${accessToken}` });

/** Beside a session an access token that reaches everything, and that ended as the session did. */
const giveAccessToken = (admin: pg.Client, token: string) => admin.query(`
  INSERT INTO auth.session (token_hash, account_id, created_at, idle_expires_at, expires_at, revoked_at, second_factor_at, name, scopes)
  SELECT sha256($1), account_id, created_at, idle_expires_at, expires_at, revoked_at, second_factor_at, 'For tests', '{cuts,dataset-json,files,odm}' FROM auth.session WHERE token_hash = sha256($2)`,
  [Buffer.from(accessTokenOf(token)), Buffer.from(token)]);

const theirs = (sites: Sites, tokens: TestStudy["tokens"]): readonly Caller[] => [
  { name: "coordinator elsewhere", token: tokens.elsewhere, grants: [{ role: "coordinator", siteId: sites["102"] }] },
  { name: "investigator elsewhere", token: tokenOf("elsewhere investigator"), grants: [{ role: "investigator", siteId: sites["102"] }] },
  { name: "monitor elsewhere", token: tokens.monitor_elsewhere, grants: [{ role: "monitor", siteId: sites["102"] }] },
];

export const tokenOf = (name: string): string => `token-${name.replaceAll(" ", "-")}`;
export const sessionOf = async (admin: pg.Client, token: string): Promise<string> =>
  (await admin.query<{ id: string }>("SELECT id FROM auth.session WHERE token_hash = $1", [createHash("sha256").update(token).digest()])).rows[0]?.id ?? "";

/** A person with roles, an open session and the declaration that signatures ask for; and what then befalls them. Written in the system's own name: the trail asks for an author. */
export async function addPerson(admin: pg.Client, name: string, roles: readonly { role: Role; site: string | null }[], then?: string): Promise<string> {
  const id = randomUUID();
  await admin.query("BEGIN");
  await admin.query("SELECT set_config('app.session_token', 'system', true), set_config('app.action', 'test.fill', true)");
  await admin.query("INSERT INTO auth.account (id, username, full_name, password_hash) SELECT $1, $2, $3, password_hash FROM auth.account WHERE username = 'coordinator'", [id, name.replaceAll(" ", "."), `Test ${name}`]);
  for (const { role, site } of roles) await admin.query("INSERT INTO app.membership (account_id, site_id, role, trained_on) VALUES ($1, $2, $3, current_date)", [id, site, role]);
  await admin.query("INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at) VALUES ($1, $2, now() + interval '1 hour', now() + interval '2 hours')",
    [createHash("sha256").update(tokenOf(name)).digest(), id]);
  await admin.query("SELECT set_config('app.session_token', $1, true)", [tokenOf(name)]);
  await admin.query("INSERT INTO app.signature_declaration (version, text) VALUES (1, 'My electronic signature is binding.')");
  await admin.query("SELECT set_config('app.session_token', 'system', true)");
  if (then) await admin.query(then, [id]);
  await admin.query("COMMIT");
  return id;
}

/** A new person without any role, for an act on one's own account. */
export async function somebody({ study }: { readonly study: TestStudy }, name: string): Promise<Caller> {
  await addPerson(study.admin, name.toLowerCase(), []);
  return { name: `somebody for ${name}`, token: tokenOf(name.toLowerCase()), grants: [] };
}

/** What the policy says of a call: `granted` goes on to the act itself. */
export type Verdict = "not_signed_in" | "not_permitted" | "not_found" | "granted";
export function verdictOn({ grants }: Caller, verb: Verb, siteId: string = WHOLE_STUDY.siteId): Verdict {
  if (grants === null) return "not_signed_in";
  const actor: Actor = { id: "", name: "", grants };
  if (!can(actor, verb)) return "not_permitted";
  return can(actor, verb, { siteId }) ? "granted" : "not_found";
}
