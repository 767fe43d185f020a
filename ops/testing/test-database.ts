import "server-only";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { ROLES, type Role } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";

/** What database tests stand on: a real PostgreSQL (the scratch server `npm test` starts), a study, two sites, one person per role. */
export interface TestStudy {
  readonly admin: pg.Client;
  readonly sites: Readonly<Record<"101" | "102", string>>;
  /** Session tokens. Site roles are at site 101; `elsewhere` is a coordinator at 102. */
  readonly tokens: Readonly<Record<Role | "elsewhere" | "monitor_elsewhere", string>>;
  /** Reads or writes as somebody, through the same first statement as the application, and leaves nothing behind. */
  readonly rolledBack: <Value>(token: string, work: (tx: Tx) => Promise<Value>) => Promise<Value>;
  readonly close: () => Promise<void>;
}

/** What cookies of tests are sealed with. */
export const COOKIE_KEY = "for cookies of tests and nothing else";
export const TEST_PASSWORD = "a password for tests";

/** One database of its own per test file, migrated by copying the template that the test command prepared. */
export async function openTestStudy(): Promise<TestStudy> {
  const { TEST_ADMIN_URL: adminUrl, TEST_APP_URL: appUrl, TEST_AUTH_URL: authUrl, TEST_PASSWORD_HASH: passwordHash } = testEnvironment();
  const name = `test_${randomBytes(6).toString("hex")}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const root = new pg.Client(adminUrl).on("error", () => {}); // faults end servers; whoever uses the connection next is told
  await root.connect();
  await root.query(`CREATE DATABASE ${name} TEMPLATE test_template`);
  const admin = new pg.Client(at(adminUrl)).on("error", () => {});
  await admin.connect();
  Object.assign(process.env, { APP_DATABASE_URL: at(appUrl), AUTH_DATABASE_URL: at(authUrl), NEXTAUTH_SECRET: COOKIE_KEY, NEXTAUTH_URL: "http://localhost" });

  const sites = await fillSites(admin);
  const tokens = await fillPeople(admin, sites, passwordHash);
  const { db, snapshotDb, authDb } = await import("@/lib/server/db");
  const { withActor } = await import("@/lib/server/transaction");
  return {
    admin, sites, tokens,
    rolledBack: async (token, work) => {
      const kept: { value?: Awaited<ReturnType<typeof work>> } = {};
      await withActor(token, { name: "test", requestId: randomUUID() }, async (tx) => { kept.value = await work(tx); throw new RolledBack(); })
        .catch((error: unknown) => { if (!(error instanceof RolledBack)) throw error; });
      return kept.value as Awaited<ReturnType<typeof work>>;
    },
    close: async () => {
      await Promise.all([db.$disconnect(), snapshotDb.$disconnect(), authDb.$disconnect(), admin.end()]);
      await root.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await root.end();
    },
  };
}

class RolledBack extends Error {}

function testEnvironment() {
  const { TEST_ADMIN_URL, TEST_APP_URL, TEST_AUTH_URL, TEST_PASSWORD_HASH } = process.env;
  if (!TEST_ADMIN_URL || !TEST_APP_URL || !TEST_AUTH_URL || !TEST_PASSWORD_HASH) throw new Error("Database tests need their scratch server: run npm test, or npm test -- --database.");
  return { TEST_ADMIN_URL, TEST_APP_URL, TEST_AUTH_URL, TEST_PASSWORD_HASH };
}

async function fillSites(admin: pg.Client) {
  await admin.query("SELECT ctx.open_session('00000000-0000-4000-8000-000000000000', 'system')");
  await asSession(admin, "system", async () => {
    await admin.query("INSERT INTO app.site (code, name, time_zone) VALUES ('101', 'Northgate', 'America/Chicago'), ('102', 'Southgate', 'Europe/Berlin')");
    await admin.query("INSERT INTO app.site_version (site_id, version, activated_on, reason) SELECT t.id, s.open_version, '2024-01-01', 'For tests' FROM app.site t, app.study s");
  });
  const { rows } = await admin.query<{ code: "101" | "102"; id: string }>("SELECT code, id FROM app.site");
  return Object.fromEntries(rows.map(({ code, id }) => [code, id])) as TestStudy["sites"];
}

async function fillPeople(admin: pg.Client, sites: TestStudy["sites"], passwordHash: string) {
  const people = [...ROLES.map((role) => ({ username: role as string, role, site: ["coordinator", "investigator", "monitor"].includes(role) ? sites["101"] : null })),
    { username: "elsewhere", role: "coordinator" as const, site: sites["102"] }, { username: "monitor_elsewhere", role: "monitor" as const, site: sites["102"] }];
  const tokens: Record<string, string> = {};
  for (const { username, role, site } of people) {
    const id = randomUUID();
    tokens[username] = `token-${username}`;
    await asSession(admin, "system", async () => {
      await admin.query("INSERT INTO auth.account (id, username, full_name, password_hash) VALUES ($1, $2, $3, $4)", [id, username, `Test ${username}`, passwordHash]);
      await admin.query("INSERT INTO app.membership (account_id, site_id, role, trained_on) VALUES ($1, $2, $3, current_date)", [id, site, role]);
      await admin.query("INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at) VALUES ($1, $2, now() + interval '1 hour', now() + interval '2 hours')",
        [createHash("sha256").update(`token-${username}`).digest(), id]);
    });
    await asSession(admin, `token-${username}`, async () => void (await admin.query("INSERT INTO app.signature_declaration (version, text) VALUES (1, 'My electronic signature is binding.')")));
  }
  return tokens as TestStudy["tokens"];
}

async function asSession(admin: pg.Client, token: string, work: () => Promise<void>) {
  await admin.query("BEGIN");
  await admin.query("SELECT set_config('app.session_token', $1, true), set_config('app.action', 'test.fill', true)", [token]);
  await work();
  await admin.query("COMMIT");
}
