import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("./invite-person")), ...(await import("./accept-invitation")),
  ...(await import("./grant-membership")), ...(await import("./record-training")), ...(await import("./create-site")), ...(await import("./read-people")), ...(await import("./revoke-session")), ...(await import("./sign-in")), ...(await import("./look-after-account")),
});

type Person = keyof TestStudy["tokens"];
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());

const PASSWORD = "copper lantern widely asleep";
const sent = <Input extends object>(input: Input) => ({ requestId: randomUUID(), reason: null, ...input });
const said = (result: { ok: boolean; fault?: { kind: string; code?: string } }) => (result.ok ? "done" : result.fault?.code ?? result.fault?.kind);
const HERE = { address: "198.51.100.7", agent: "Tests", device: null };
const signIn = async (username: string, password: string) => (await acts.openSession({ username, password }, HERE)).outcome;
const accept = (given: object) => acts.acceptInvitation(given, HERE);
const read = (who: Person) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, acts.readPeople);

let invitations = 0;
async function invited(): Promise<{ accountId: string; link: string; username: string }> {
  const username = `newcomer${++invitations}`;
  const result = await acts.perform(acts.invitePerson, study.tokens.administrator, sent({ username, fullName: `Dr Newcomer ${invitations}` }));
  if (!result.ok) throw new Error("not invited");
  return { ...result.value, link: result.value.link ?? "", username };
}

describe("an invitation", () => {
  test("its link is shown once and kept nowhere: the same request answered again has none, nor has any table [R79k]", async () => {
    const request = sent({ username: "shownonce", fullName: "Dr Shown Once" });
    const first = await acts.perform(acts.invitePerson, study.tokens.administrator, request);
    const again = await acts.perform(acts.invitePerson, study.tokens.administrator, request);
    expect(first).toMatchObject({ ok: true, value: { link: expect.stringMatching(/^.{40,}$/) } });
    expect(again).toMatchObject({ ok: true, value: { link: null } });
    const { rows } = await study.admin.query("SELECT FROM app.request WHERE result::text LIKE '%' || $1 || '%'", [first.ok ? first.value.link : ""]);
    expect(rows).toHaveLength(0);
  });
  test("its link lets its owner choose a password once, and the second try changes nothing [R79k]", async () => {
    const { link, username } = await invited();
    expect(await signIn(username, PASSWORD)).toBe("wrong");
    expect(said(await accept({ link, password: PASSWORD }))).toBe("done");
    expect(said(await accept({ link, password: "another password altogether" }))).toBe("link_spent");
    expect(await signIn(username, "another password altogether")).toBe("wrong");
    expect(await signIn(username, PASSWORD)).toBe("in");
  });

  test("of two people who open the same link at once, one gets in [R79k]", async () => {
    const { link } = await invited();
    const both = await Promise.all([accept({ link, password: PASSWORD }), accept({ link, password: PASSWORD })]);
    expect(both.map(said).toSorted()).toEqual(["done", "link_spent"]);
  });

  test("a new link makes the earlier one worthless, and sets a new password for somebody who had one", async () => {
    const { accountId, link, username } = await invited();
    const renewed = await acts.perform(acts.renewLink, study.tokens.administrator, sent({ accountId }));
    expect(said(await accept({ link, password: PASSWORD }))).toBe("link_spent");
    expect(said(await accept({ link: renewed.ok ? renewed.value.link : "", password: PASSWORD }))).toBe("done");
    expect(await signIn(username, PASSWORD)).toBe("in");
  });

  test("an expired link is spent, and a made-up one names nobody", async () => {
    const { accountId, link } = await invited();
    await study.admin.query("UPDATE auth.invitation SET expires_at = now() - interval '1 second' WHERE account_id = $1", [accountId]);
    expect(said(await accept({ link, password: PASSWORD }))).toBe("link_spent");
    expect(await acts.readInvitation("x".repeat(43))).toBeNull();
  });

  test("a short password is refused and leaves the link good", async () => {
    const { link } = await invited();
    expect(said(await accept({ link, password: "short" }))).toBe("invalid");
    expect(await acts.readInvitation(link)).not.toBeNull();
  });

  test.each<Person>(["coordinator", "investigator", "monitor", "data_manager", "statistician", "inspector"])("a %s invites nobody [A37]", async (who) => {
    expect(said(await acts.perform(acts.invitePerson, study.tokens[who], sent({ username: "friend", fullName: "A Friend" })))).toBe("not_permitted");
  });

  test("a name is used once [R33]", async () => {
    const { username } = await invited();
    expect(said(await acts.perform(acts.invitePerson, study.tokens.administrator, sent({ username: username.toUpperCase(), fullName: "Somebody Else" })))).toBe("name_taken");
  });
});

describe("a role", () => {
  const grant = (input: object) => acts.perform(acts.grantMembership, study.tokens.administrator, sent({ role: "monitor", siteId: study.sites["101"], trainedOn: null, ...input }) as never);
  const rolesOf = async (accountId: string) => (await read("administrator")).people.find(({ id }) => id === accountId)?.roles ?? [];

  test("is pending until a training is recorded, and only then opens anything [R35]", async () => {
    const { accountId, link, username } = await invited();
    await accept({ link, password: PASSWORD });
    expect(said(await grant({ accountId }))).toBe("done");
    const session = await acts.openSession({ username, password: PASSWORD }, HERE);
    const grants = () => acts.withActor(session.outcome === "in" ? session.sessionToken : null, { name: "test", requestId: randomUUID() }, async (_, actor) => actor.grants);
    expect(await grants()).toEqual([]);

    const [pending] = await rolesOf(accountId);
    expect(pending).toMatchObject({ role: "monitor", siteCode: "101", trainedOn: null });
    expect(said(await acts.perform(acts.recordTraining, study.tokens.administrator, sent({ membershipId: pending?.id ?? "", trainedOn: "2026-01-15" })))).toBe("done");
    expect(await grants()).toEqual([{ role: "monitor", siteId: study.sites["101"] }]);
    expect(said(await acts.perform(acts.recordTraining, study.tokens.administrator, sent({ membershipId: pending?.id ?? "", trainedOn: "2026-01-16" })))).toBe("not_found");
  });

  test("is not held twice, not trained for in the future, and not without a site where it needs one", async () => {
    const { accountId } = await invited();
    expect(said(await grant({ accountId, trainedOn: "2026-01-15" }))).toBe("done");
    expect(said(await grant({ accountId, trainedOn: "2026-01-15" }))).toBe("role_already_held");
    expect(said(await grant({ accountId, role: "inspector", siteId: null, trainedOn: "2999-01-01" }))).toBe("training_ahead");
    expect(said(await grant({ accountId, role: "coordinator", siteId: null }))).toBe("invalid");
  });

  test("is taken away with a reason, at once, and stays in the trail [R19]", async () => {
    const { accountId } = await invited();
    await grant({ accountId, trainedOn: "2026-01-15" });
    const [held] = await rolesOf(accountId);
    const revoke = (reason: string | null) => acts.perform(acts.revokeMembership, study.tokens.administrator, { requestId: randomUUID(), reason, membershipId: held?.id ?? "" });
    expect([said(await revoke(null)), said(await revoke("left the site")), said(await revoke("left the site"))]).toEqual(["reason_required", "done", "not_found"]);
    expect(await rolesOf(accountId)).toEqual([]);
    const { rows } = await study.admin.query("SELECT action, reason FROM audit.event WHERE table_name = 'app.membership' AND row_id = $1 ORDER BY id", [held?.id]);
    expect(rows).toEqual([{ action: "membership.grant", reason: null }, { action: "membership.revoke", reason: "left the site" }]);
  });
});

test("people are seen by the administrator and the inspector, and changed by the administrator alone", async () => {
  expect((await read("administrator")).mayAdminister).toBe(true);
  const inspected = await read("inspector");
  expect([inspected.people.length > 8, inspected.mayAdminister]).toEqual([true, false]);
  expect((await read("monitor")).people).toEqual([]);
});

test("a site has a code of its own", async () => {
  const create = (code: string) => acts.perform(acts.createSite, study.tokens.administrator, sent({ code, name: "Westgate", timeZone: "Europe/Madrid" }));
  expect([said(await create("104")), said(await create("104")), said(await create("14"))]).toEqual(["done", "name_taken", "invalid"]);
});

test("one sees and ends one's own sessions; an administrator ends anybody's [R79i]", async () => {
  const sessions = (who: Person) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, acts.readSessions);
  const [own] = await sessions("statistician");
  expect([(await sessions("statistician")).length, own?.own, (await sessions("administrator")).length > 8]).toEqual([1, true, true]);
  const revoke = (who: Person) => acts.perform(acts.revokeSession, study.tokens[who], sent({ sessionId: own?.id ?? "" }));
  expect([said(await revoke("coordinator")), said(await revoke("statistician")), said(await revoke("administrator"))]).toEqual(["not_found", "own_session", "done"]);
  await expect(sessions("statistician")).rejects.toMatchObject({ code: "not_signed_in" });
});
