import { randomUUID } from "node:crypto";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mailerFrom, sendWaiting } from "./mail.mjs";
import { openTestStudy, type TestStudy } from "./testing/test-database";

interface Received { readonly from: string; readonly to: readonly string[]; readonly text: string }
const received: Received[] = [];
const post = { refuses: false };
const server = new SMTPServer({
  authOptional: true, disabledCommands: ["STARTTLS"], logger: false,
  onRcptTo: (_, __, done) => done(post.refuses ? new Error("Mailbox full") : null),
  onData: (stream, session, done) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      received.push({ from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
      done();
    });
  },
});

let study: TestStudy;
let mailer: NonNullable<ReturnType<typeof mailerFrom>>;
beforeAll(async () => {
  study = await openTestStudy();
  await study.admin.query("ALTER TABLE app.study DISABLE TRIGGER z_audit; UPDATE app.study SET sends_mail = true; ALTER TABLE app.study ENABLE ALWAYS TRIGGER z_audit");
  await new Promise<void>((done) => { server.listen(0, "127.0.0.1", done); });
  const address = server.server.address();
  const made = mailerFrom({ SMTP_URL: `smtp://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, MAIL_FROM: "ecrf@sponsor.example" });
  if (!made) throw new Error("There is no mailer, though its settings are there.");
  mailer = made;
});
afterAll(async () => { mailer.close(); await new Promise<void>((done) => { server.close(() => done()); }); await study.close(); });
beforeEach(async () => {
  received.length = 0;
  post.refuses = false;
  await study.admin.query("DELETE FROM auth.mail");
});

async function queueFor(username: string, email: string | null, subject = "A link for you", body = "https://ecrf.example/welcome/abc"): Promise<boolean> {
  await study.admin.query("ALTER TABLE auth.account DISABLE TRIGGER z_audit");
  await study.admin.query("UPDATE auth.account SET email = $2 WHERE username = $1", [username, email]);
  await study.admin.query("ALTER TABLE auth.account ENABLE ALWAYS TRIGGER z_audit");
  const { rows: [row] } = await study.admin.query("SELECT ctx.queue_mail(id, $2, $3) AS queued FROM auth.account WHERE username = $1", [username, subject, body]);
  return row.queued;
}
const stored = async () => (await study.admin.query("SELECT body, attempts, sent_at IS NOT NULL AS sent, given_up_at IS NOT NULL AS given_up, next_attempt_at > now() + interval '30 seconds' AS later FROM auth.mail")).rows;

test("a mail goes out once, whoever sends, and its text does not stay", async () => {
  expect(await queueFor("coordinator", "cora@site.example")).toBe(true);
  expect(await sendWaiting(study.admin, mailer)).toBe(1);
  expect(await sendWaiting(study.admin, mailer)).toBe(0);
  expect(received).toMatchObject([{ from: "ecrf@sponsor.example", to: ["cora@site.example"] }]);
  expect(received[0]?.text).toContain("https://ecrf.example/welcome/abc");
  expect(await stored()).toEqual([{ body: null, attempts: 1, sent: true, given_up: false, later: false }]);
});

test("a mail server that refuses loses nothing: the mail waits for a later attempt [F15]", async () => {
  await queueFor("coordinator", "cora@site.example");
  post.refuses = true;
  expect(await sendWaiting(study.admin, mailer)).toBe(0);
  expect(await stored()).toMatchObject([{ attempts: 1, sent: false, later: true }]);
  post.refuses = false;
  await study.admin.query("UPDATE auth.mail SET next_attempt_at = now()");
  expect(await sendWaiting(study.admin, mailer)).toBe(1);
});

test("after many refusals it is given up, and the link in it is gone", async () => {
  await queueFor("coordinator", "cora@site.example");
  post.refuses = true;
  await study.admin.query("UPDATE auth.mail SET attempts = 11");
  await sendWaiting(study.admin, mailer);
  expect(await stored()).toEqual([{ body: null, attempts: 12, sent: false, given_up: true, later: true }]);
});

test("nobody without an address is written to, and no address or subject can smuggle a header or a second recipient [A36]", async () => {
  expect(await queueFor("coordinator", null)).toBe(false);
  for (const address of ['"e@attacker.example"@victim.example', "a@b.example\r\nBcc: x@y.example", "a@b.example, c@d.example", "a <a@b.example>"]) {
    await expect(queueFor("coordinator", address), address).rejects.toThrow(/account_email_check/);
    await study.admin.query("ALTER TABLE auth.account ENABLE ALWAYS TRIGGER z_audit");
  }
  await expect(queueFor("coordinator", "a@b.example", "Hello\r\nBcc: x@y.example")).rejects.toThrow(/mail_subject_check/);
});

test("a text that looks like headers stays a text", async () => {
  const name = `x${randomUUID()}`;
  await queueFor("coordinator", "a@b.example", "A link", `\r\n.\r\nRCPT TO:<${name}@b.example>\r\nBcc: ${name}@b.example`);
  await sendWaiting(study.admin, mailer);
  expect(received.map(({ to }) => to)).toEqual([["a@b.example"]]);
});

test("without a mail server nothing is queued that nobody would send", async () => {
  const setting = (sends: boolean) => study.admin.query(`ALTER TABLE app.study DISABLE TRIGGER z_audit; UPDATE app.study SET sends_mail = ${sends}; ALTER TABLE app.study ENABLE ALWAYS TRIGGER z_audit`);
  await setting(false);
  try { expect(await queueFor("coordinator", "cora@site.example")).toBe(false); } finally { await setting(true); }
});

const ask = (username: string, link: string = randomUUID()) => study.admin.query("SELECT ctx.ask_for_link($1, $2, '203.0.113.9', 'A link', $2)", [username, link]);

test("a link that somebody asks for goes to the address on record; for every other name nothing happens, and nothing else is answered [R79f R79k]", async () => {
  await queueFor("coordinator", "cora@site.example");
  await study.admin.query("DELETE FROM auth.mail");
  expect((await ask("nobody")).rows).toEqual((await ask("coordinator", "the link that was asked for")).rows);
  await ask("monitor"); // has no address
  expect(await sendWaiting(study.admin, mailer)).toBe(1);
  expect(received).toMatchObject([{ to: ["cora@site.example"], text: expect.stringContaining("the link that was asked for") }]);
  const { rows } = await study.admin.query("SELECT i.kind, i.expires_at <= now() + interval '30 minutes' AS soon FROM auth.invitation i WHERE i.used_at IS NULL");
  expect(rows).toEqual([{ kind: "reset", soon: true }]);
  const { rows: told } = await study.admin.query("SELECT e.fields FROM audit.event e WHERE e.action = 'person.ask_link'");
  expect(told).toEqual([{ fields: ["address", "person"] }]);
});

test("nobody's mailbox is filled by others: three links in an hour, twenty for an address [R79e]", async () => {
  await study.admin.query("DELETE FROM auth.tries; DELETE FROM auth.mail");
  for (let times = 0; times < 30; times++) await ask("coordinator");
  expect((await stored()).length).toBe(3);
});

test("who is concerned hears what was done to the account, and administrators hear of many wrong tries [R45 R79e]", async () => {
  for (const name of ["coordinator", "monitor", "investigator", "administrator"]) await queueFor(name, `${name}@site.example`);
  await study.admin.query("DELETE FROM auth.mail");
  for (const name of ["coordinator", "monitor", "investigator"]) await study.admin.query("SELECT ctx.log_unsigned('sign_in.closed', id, '{}') FROM auth.account WHERE username = $1", [name]);
  await sendWaiting(study.admin, mailer);
  expect(received.map(({ to }) => to.join()).toSorted()).toEqual(["administrator@site.example", "coordinator@site.example", "investigator@site.example", "monitor@site.example"]);
  expect(received.find(({ to }) => to.join() === "administrator@site.example")?.text).toContain("Three accounts or more");
});

test("settings that cannot work are refused in words, without repeating them", () => {
  expect(mailerFrom({})).toBeNull();
  expect(() => mailerFrom({ SMTP_URL: "http://user:secret@host" })).toThrow(/^SMTP_URL is not the address/);
  expect(() => mailerFrom({ SMTP_URL: "smtp://user:secret@host" })).toThrow(/^MAIL_FROM is missing/);
});
