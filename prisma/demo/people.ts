import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type pg from "pg";
import { ROLE_LABELS, type Role } from "@/lib/kernel/actor";
import { asSystem, SYSTEM } from "@/ops/first-study.mjs";
import type { SiteCode } from "./enrolment";

export const DEMONSTRATION_PASSWORD = "demonstration only";

/** Where invented people work: what their sites are called, and the password of all. The codes in plans are the demonstration's. */
export interface Stage {
  readonly password: string;
  readonly siteCode: (code: SiteCode) => string;
  readonly siteName: (name: string) => string;
}
export const DEMONSTRATION: Stage = { password: DEMONSTRATION_PASSWORD, siteCode: (code) => code, siteName: (name) => name };
/** Numbers that no site of a real trial has: 901-001 is seen to be a practice patient wherever it is read. */
export const PRACTICE: Stage = { password: "training only", siteCode: (code) => `9${code.slice(1)}`, siteName: (name) => `Practice: ${name}` };

export const SITES: Readonly<Record<SiteCode, { readonly name: string; readonly timeZone: string }>> = {
  "101": { name: "Bayou City Cancer Center, Houston", timeZone: "America/Chicago" },
  "102": { name: "Klinikum am Elbhang, Dresden", timeZone: "Europe/Berlin" },
  "103": { name: "Hudson Heights Medical Center, New York", timeZone: "America/New_York" },
};

interface Person {
  readonly fullName: string;
  readonly role: Role;
  /** Null: every site. */
  readonly site: SiteCode | null;
}

/** The first of each role is the one to sign in as; the others do the work of the other sites. */
export const PEOPLE = {
  cora: { fullName: "Cora Whitfield", role: "coordinator", site: "101" },
  ines: { fullName: "Dr Ines Carvalho", role: "investigator", site: "101" },
  mona: { fullName: "Mona Lindqvist", role: "monitor", site: null },
  dana: { fullName: "Dana Okafor", role: "data_manager", site: null },
  stan: { fullName: "Stan Kowalczyk", role: "statistician", site: null },
  ada: { fullName: "Ada Brennan", role: "administrator", site: null },
  ingo: { fullName: "Ingo Petersen", role: "inspector", site: null },
  carl: { fullName: "Carl Vogel", role: "coordinator", site: "102" },
  ivan: { fullName: "Dr Ivan Horvat", role: "investigator", site: "102" },
  milo: { fullName: "Milo Brandt", role: "monitor", site: "102" },
  celia: { fullName: "Celia Romano", role: "coordinator", site: "103" },
  iris: { fullName: "Dr Iris Feldman", role: "investigator", site: "103" },
} as const satisfies Readonly<Record<string, Person>>;

export type Username = keyof typeof PEOPLE;
export const AT_SITE = {
  "101": { coordinator: "cora", investigator: "ines", monitor: "mona" },
  "102": { coordinator: "carl", investigator: "ivan", monitor: "milo" },
  "103": { coordinator: "celia", investigator: "iris", monitor: "mona" },
} as const satisfies Readonly<Record<SiteCode, Readonly<Record<"coordinator" | "investigator" | "monitor", Username>>>>;

export interface Cast {
  readonly password: string;
  readonly siteIds: Readonly<Record<SiteCode, string>>;
  /** Tokens of sessions that end with the loading. */
  readonly tokens: Readonly<Record<Username, string>>;
  /** Of the system's own account, for what no act may do. */
  readonly systemToken: string;
}

/** The password is printed on the terminal, so its hash protects nothing: it is a cheap one, and made once for everybody. */
const CHEAP = { memoryCost: 1024, timeCost: 1, parallelism: 1 };

/** Sites, people, their trained roles, and a session for each; written by the system's own account, as the trail then says. */
export async function gatherPeople(admin: pg.Client, stage: Stage = DEMONSTRATION): Promise<Cast> {
  const passwordHash = await hash(stage.password, CHEAP);
  return asSystem(admin, "demonstration.begin", async () => {
    const siteIds: Record<string, string> = {};
    for (const [code, { name, timeZone }] of Object.entries(SITES)) {
      siteIds[code] = await returnedId(admin, "INSERT INTO app.site (code, name, time_zone) VALUES ($1, $2, $3) RETURNING id", [stage.siteCode(code as SiteCode), stage.siteName(name), timeZone]);
    }
    await admin.query("INSERT INTO app.site_version (site_id, version, activated_on, reason) SELECT t.id, s.open_version, '2004-01-05', 'Initiation visit' FROM app.site t, app.study s");
    const tokens: Record<string, string> = {};
    for (const [username, { fullName, role, site }] of Object.entries<Person>(PEOPLE)) {
      const id = await returnedId(admin, "INSERT INTO auth.account (username, full_name, password_hash) VALUES ($1, $2, $3) RETURNING id", [username, fullName, passwordHash]);
      await admin.query("INSERT INTO app.membership (account_id, site_id, role, trained_on) VALUES ($1, $2, $3, current_date)", [id, site && siteIds[site], role]);
      tokens[username] = await openedSession(admin, id);
    }
    return { password: stage.password, siteIds, tokens, systemToken: await openedSession(admin, SYSTEM) } as Cast;
  });
}

async function openedSession(admin: pg.Client, accountId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await admin.query("SELECT ctx.open_session($1, $2)", [accountId, token]);
  return token;
}

async function returnedId(admin: pg.Client, statement: string, values: readonly unknown[]): Promise<string> {
  const { rows: [row] } = await admin.query<{ id: string }>(statement, [...values]);
  if (!row) throw new Error("Nothing was written");
  return row.id;
}

export async function sendHome(admin: pg.Client, { tokens, systemToken }: Cast): Promise<void> {
  for (const token of [...Object.values(tokens), systemToken]) await admin.query("SELECT ctx.close_session($1)", [token]);
}

/** The table that `npm start` prints: one line per account, the seven roles first. */
export function accountsTable(says = "The demonstration: 53 invented patients at three sites.", { password, siteCode }: Stage = DEMONSTRATION): string {
  const rows = Object.entries<Person>(PEOPLE).map(([username, { fullName, role, site }]) => [ROLE_LABELS[role], username, site === null ? "all" : siteCode(site), password, fullName]);
  const table = [["Role", "Name to type", "Site", "Password", "Person"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)) + 3);
  const lines = table.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("")}`.trimEnd());
  return ["", `${says} Sign in as`, "", ...lines, ""].join("\n");
}
