import { randomUUID } from "node:crypto";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { writeDigests } from "./digest";
import { planDigests } from "./digest-plan.mjs";
import { mailerFrom, sendWaiting } from "./mail.mjs";
import { administratorOf } from "./read-as";
import { openTestStudy, type TestStudy } from "./testing/test-database";
import { done, newPatient, save, type TestPatient } from "./testing/test-patient";

interface Received { readonly to: readonly string[]; readonly text: string }
const received: Received[] = [];
const server = new SMTPServer({
  authOptional: true, disabledCommands: ["STARTTLS"], logger: false,
  onData: (stream, { envelope: { rcptTo } }, answered) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => { received.push({ to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() }); answered(); });
  },
});

/** Monday the 23rd of November 2026 at 06:45 in Chicago, where site 101 is; 13:45 in Berlin, site 102; 12:45 UTC. */
const MONDAY = "2026-11-23T12:45:00Z";
const address = "https://ecrf.example.org";
let study: TestStudy;
let patient: TestPatient;
let mailer: NonNullable<ReturnType<typeof mailerFrom>>;
let instances: readonly { readonly admin: pg.Client; readonly prisma: ReturnType<typeof administratorOf> }[];
beforeAll(async () => {
  study = await openTestStudy();
  await quietly("UPDATE app.study SET sends_mail = true", "app.study");
  await new Promise<void>((listening) => { server.listen(0, "127.0.0.1", listening); });
  const at = server.server.address();
  mailer = mailerFrom({ SMTP_URL: `smtp://127.0.0.1:${typeof at === "object" ? at?.port : ""}`, MAIL_FROM: "ecrf@sponsor.example" })!;
  const { rows: [{ name }] } = await study.admin.query("SELECT current_database() AS name");
  const url = Object.assign(new URL(process.env["TEST_ADMIN_URL"] ?? ""), { pathname: `/${name}` }).href;
  instances = await Promise.all([0, 1].map(async () => {
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    return { admin, prisma: administratorOf(url) };
  }));
  patient = await newPatient(study);
  done(await save(study, patient.entries["demography"], { age: [null, 61] }));
});
afterAll(async () => {
  for (const { admin, prisma } of instances) { await admin.end(); await prisma.$disconnect(); }
  mailer.close();
  await new Promise<void>((closed) => { server.close(() => closed()); });
  await study.close();
});
beforeEach(async () => {
  received.length = 0;
  await study.admin.query("DELETE FROM auth.digest; DELETE FROM auth.mail");
  await quietly("UPDATE auth.account SET email = NULL, digest = NULL, disabled_at = NULL", "auth.account");
  await give("coordinator", {});
});

/** As if an administrator had done it; the trail of that has tests of its own. */
async function quietly(statement: string, table: string, values: readonly unknown[] = []) {
  await study.admin.query(`ALTER TABLE ${table} DISABLE TRIGGER z_audit`);
  try { await study.admin.query(statement, [...values]); } finally { await study.admin.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER z_audit`); }
}
const give = (username: string, { digest = null, closed = false }: { digest?: string | null; closed?: boolean }) =>
  quietly("UPDATE auth.account SET email = $2, digest = $3, disabled_at = CASE WHEN $4 THEN now() END WHERE username = $1", "auth.account", [username, `${username}@site.example`, digest, closed]);
const plan = (at = MONDAY) => planDigests(study.admin, at);
const write = () => Promise.all(instances.map((instance) => writeDigests({ ...instance, address }))).then((counts) => counts.reduce((sum, count) => sum + count, 0));
/** The mail's last moment lies in the test's own future, not in that of the clock. */
const send = async () => { await study.admin.query("UPDATE auth.mail SET not_after = now() + interval '1 hour'"); return sendWaiting(study.admin, mailer); };
const ledger = async () => (await study.admin.query("SELECT a.username, d.day::text, d.outcome FROM auth.digest d JOIN auth.account a ON a.id = d.account_id ORDER BY 1")).rows;

test("one mail a person and day, however many instances look and however often, counting what My day shows", async () => {
  await Promise.all(instances.map(({ admin }) => planDigests(admin, MONDAY)));
  expect(await write()).toBe(1);
  expect(await plan()).toBe(0);
  expect([await write(), await send(), await send()]).toEqual([0, 1, 0]);
  expect(received.map(({ to }) => to.join())).toEqual(["coordinator@site.example"]);
  expect(await ledger()).toEqual([{ username: "coordinator", day: "2026-11-23", outcome: "queued" }]);
  const { readWorklist } = await import("@/lib/analysis/read-worklist");
  const { withActor } = await import("@/lib/server/transaction");
  const { tasks } = await withActor(study.tokens.coordinator, { name: "test", requestId: randomUUID() }, (tx, actor) => readWorklist(tx, actor));
  expect(received[0]?.text).toContain(`${tasks.length} things wait for you`);
  expect(received[0]?.text).toContain(`  ${tasks.filter(({ kind }) => kind === "mine" || kind === "blank").length}  Begun by me`);
});

test("says nothing of patients: no number, no value, no field, no site", async () => {
  await plan();
  await write();
  await send();
  const text = received[0]?.text ?? "";
  expect(text).toContain("https://ecrf.example.org/account#digest");
  for (const word of [patient.number, patient.id, "101-", "Northgate", "61", "Age", "Demography", patient.entries["demography"]!]) expect(text.split("\r\n\r\n").slice(1).join("\n"), word).not.toContain(word);
});

test.each<readonly [string, string, boolean]>([
  ["before half past six at the site", "2026-11-23T12:29:00Z", false], ["at half past six", "2026-11-23T12:30:00Z", true], ["late, before noon", "2026-11-23T17:59:00Z", true],
  ["after noon", "2026-11-23T18:00:00Z", false], ["on a Saturday", "2026-11-21T13:00:00Z", false], ["on a summer's morning, an hour earlier in UTC", "2026-07-06T11:30:00Z", true],
])("%s: %s", async (_, at, planned) => expect(await plan(at)).toBe(planned ? 1 : 0));

test("is daily for who works at a site, on Mondays or never for who chose so, and none for the others unless they choose it", async () => {
  for (const name of ["investigator", "monitor", "data_manager"]) await give(name, {});
  await give("coordinator", { digest: "weekly" });
  const names = async (at: string) => { await plan(at); const rows = await ledger(); await study.admin.query("DELETE FROM auth.digest"); return rows.map(({ username }) => username); };
  expect(await names("2026-11-24T12:45:00Z")).toEqual(["investigator"]);
  expect(await names(MONDAY)).toEqual(["coordinator", "investigator"]);
  await give("coordinator", { digest: "none" });
  await give("data_manager", { digest: "daily" });
  expect(await names(MONDAY)).toEqual(["investigator"]); // a whole-study role counts by UTC, where it is past noon
  expect(await names("2026-11-23T06:45:00Z")).toEqual(["data_manager"]);
});

test("goes to nobody without an address, with a closed account, with no role in force, or with nothing to do", async () => {
  await give("coordinator", { closed: true });
  expect(await plan()).toBe(0);
  await give("coordinator", {});
  await quietly("UPDATE app.membership SET trained_on = NULL WHERE role = 'coordinator'", "app.membership");
  try { expect(await plan()).toBe(0); } finally { await quietly("UPDATE app.membership SET trained_on = current_date WHERE role = 'coordinator'", "app.membership"); }
  await give("coordinator", { digest: "none" });
  await give("elsewhere", {});
  await plan("2026-11-23T07:00:00Z");
  expect([await write(), await ledger()]).toEqual([0, [{ username: "elsewhere", day: "2026-11-23", outcome: "nothing" }]]);
});

test("survives a restart between planning and writing; what noon overtakes is not written, and what it overtakes unsent is not sent", async () => {
  await plan();
  expect(await plan("2026-11-23T18:05:00Z")).toBe(0);
  expect(await ledger()).toEqual([{ username: "coordinator", day: "2026-11-23", outcome: "late" }]);
  await study.admin.query("DELETE FROM auth.digest");
  await plan();
  await write();
  await study.admin.query("UPDATE auth.mail SET not_after = now() - interval '1 minute'");
  expect(await sendWaiting(study.admin, mailer)).toBe(0);
  expect((await study.admin.query("SELECT body, given_up_at IS NOT NULL AS given_up FROM auth.mail")).rows).toEqual([{ body: null, given_up: true }]);
});

test("reading as a person widens nothing: it cannot write, cannot be committed, leaves no session, and nobody but the administrator may begin it", async () => {
  const [{ admin }] = instances as [(typeof instances)[number], (typeof instances)[number]];
  const { rows: [{ id }] } = await study.admin.query("SELECT id FROM auth.account WHERE username = 'coordinator'");
  const sessions = async () => (await study.admin.query("SELECT FROM auth.session WHERE only_reads")).rowCount;
  await admin.query("BEGIN");
  await admin.query("SELECT ctx.read_as($1)", [id]);
  await admin.query("SET LOCAL ROLE ecrf_app");
  expect((await admin.query("SELECT FROM app.patient")).rowCount).toBe(1);
  await expect(admin.query("UPDATE app.patient SET status = 'randomised'")).rejects.toThrow(/read-only transaction/);
  await admin.query("ROLLBACK");
  await admin.query("BEGIN");
  await admin.query("SELECT ctx.read_as($1)", [id]);
  await expect(admin.query("COMMIT")).rejects.toThrow(/ends with its transaction/);
  expect(await sessions()).toBe(0);
  for (const role of ["ecrf_app", "ecrf_auth"]) {
    for (const call of [`ctx.read_as('${id}')`, "ctx.plan_digests(now())"]) {
      const { rows } = await study.admin.query("SELECT has_function_privilege($1, $2, 'EXECUTE') AS may", [role, call.startsWith("ctx.read_as") ? "ctx.read_as(uuid)" : "ctx.plan_digests(timestamptz)"]);
      expect(rows, `${role} ${call}`).toEqual([{ may: false }]);
    }
  }
});

test("one's own choice is stored, and stands in the trail", async () => {
  const { perform } = await import("@/lib/server/act");
  const { chooseDigest } = await import("@/lib/people/choose-digest");
  done(await perform(chooseDigest, study.tokens.coordinator, { requestId: randomUUID(), reason: null, digest: "weekly" }));
  expect((await study.admin.query("SELECT digest FROM auth.account WHERE username = 'coordinator'")).rows).toEqual([{ digest: "weekly" }]);
  expect((await study.admin.query("SELECT e.fields FROM audit.event e WHERE e.action = 'digest.choose' AND e.table_name = 'auth.account'")).rows).toEqual([{ fields: ["digest"] }]);
  expect(await perform(chooseDigest, study.tokens.coordinator, { requestId: randomUUID(), reason: null, digest: "weekly" })).toMatchObject({ ok: false, fault: { code: "nothing_to_change" } });
});
