import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import { openTestStudy, TEST_PASSWORD as password, type TestStudy } from "@/ops/testing/test-database";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("./attest-access")), ...(await import("./read-access-review")), ...(await import("./grant-membership")), ...(await import("./invite-person")),
  ...(await import("./delegate-tasks")), ...(await import("./read-delegations")), ...(await import("./read-person")), ...(await import("@/lib/analysis/read-study-tasks")),
});
type Person = keyof TestStudy["tokens"];
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
beforeAll(async () => { study = await openTestStudy(); acts = await loadActs(); });
afterAll(() => study.close());

const sent = <Input extends object>(input: Input) => ({ requestId: randomUUID(), reason: null, ...input });
const said = (result: { ok: boolean; fault?: { kind: string; code?: string } }) => (result.ok ? "done" : result.fault?.code ?? result.fault?.kind);
const reading = { name: "test", requestId: randomUUID() };
const now = new Date();
const review = (who: Person = "administrator") => acts.withActor(study.tokens[who], reading, (tx, actor) => acts.readAccessReview(tx, actor, now));
const attest = async (seenHash: string, who: Person = "administrator") => said(await acts.perform(acts.attestAccess, study.tokens[who], sent({ seenHash, remark: "Two were taken away.", password })));
const idOf = async (username: string) => (await study.admin.query<{ id: string }>("SELECT id FROM auth.account WHERE username = $1", [username])).rows[0]!.id;

describe("a review of access [R34]", () => {
  const dayTasks = async () => (await acts.withActor(study.tokens.administrator, reading, (tx, actor) => acts.readStudyTasks(tx, actor, now))).map(({ kind }) => kind);
  test("is due while there was none, is signed on what was seen, and is due again after its days", async () => {
    expect((await review()).isDue).toBe(true);
    expect(await dayTasks()).toContain("access");
    const { hash, people } = await review();
    expect(await attest(hash)).toBe("done");
    const { past, isDue, dueOn } = await review();
    expect(past[0]).toMatchObject({ byName: expect.stringMatching(/\w/), people: people.length, remark: "Two were taken away." });
    expect([isDue, dueOn]).toEqual([false, addDays(dayIn(past[0]!.at, "UTC"), 90)]);
    expect(await dayTasks()).not.toContain("access");
    const kept = await acts.withActor(study.tokens.inspector, reading, (tx) => acts.readReviewedRights(tx, past[0]!.id));
    expect(kept?.rights.map(({ username }) => username)).toEqual(expect.arrayContaining(["coordinator", "administrator"]));
  });
  test("is refused when a right changed while it was read", async () => {
    const { hash } = await review();
    const newcomer = await acts.perform(acts.invitePerson, study.tokens.administrator, sent({ username: "between", fullName: "Dr Between" }));
    expect(newcomer.ok).toBe(true);
    expect(await attest(hash)).toBe("access_moved_on");
    expect(await attest((await review()).hash)).toBe("done");
  });
  test("is an administrator's to sign, with the own password, and nobody's to change", async () => {
    const { hash } = await review("inspector");
    expect(await attest(hash, "inspector")).toBe("not_permitted");
    expect(said(await acts.perform(acts.attestAccess, study.tokens.administrator, sent({ seenHash: hash, remark: null, password: "not this one" })))).toBe("wrong_password");
    await expect(study.admin.query("UPDATE app.access_review SET people = 1")).rejects.toThrow();
    await expect(study.rolledBack(study.tokens.data_manager, (tx) => tx.$queryRaw`SELECT FROM app.access_review`)).resolves.toEqual([]);
  });
});

describe("the delegation log", () => {
  const today = dayIn(now.toISOString(), "America/Chicago");
  const delegate = async (who: Person, more: object = {}) => said(await acts.perform(acts.delegateTasks, study.tokens[who], sent({ siteId: study.sites["101"], accountId: await idOf("coordinator"), tasks: ["queries", "data"], startsOn: today, endsOn: null, password, ...more })));
  const log = async (who: Person) => acts.withActor(study.tokens[who], reading, (tx, actor) => acts.readDelegations(tx, actor, now));
  const coordinator = async (who: Person = "investigator") => (await log(who))[0]?.people.find(({ roles }) => roles[0]?.role === "coordinator");

  test("asks who enters data without it, and is content once an investigator has signed", async () => {
    expect((await coordinator())?.concerns).toEqual(["may enter data here, and no investigator has delegated it"]);
    expect(await delegate("investigator")).toBe("done");
    expect(await coordinator("monitor")).toMatchObject({ concerns: [], delegations: [{ tasks: ["data", "queries"], startsOn: today }] });
  });
  test("keeps what stood before, and an end needs a reason", async () => {
    expect(await delegate("investigator", { tasks: [] })).toBe("reason_required");
    expect(await delegate("investigator", { tasks: [], reason: "left the site" })).toBe("done");
    expect((await coordinator())?.delegations.map(({ tasks }) => tasks.length)).toEqual([0, 2]);
  });
  test("is signed by an investigator of the site for people of the site, and by nobody else", async () => {
    for (const who of ["coordinator", "monitor", "data_manager", "administrator"] as const) expect(await delegate(who)).toBe("not_permitted");
    expect(await delegate("investigator", { siteId: study.sites["102"] })).toBe("not_found");
    expect(await delegate("investigator", { accountId: await idOf("monitor") })).toBe("not_of_site");
    await expect(study.admin.query("DELETE FROM app.delegation")).rejects.toThrow();
  });
  test("shows each reader the sites of their reach", async () => {
    expect((await log("coordinator")).map(({ code }) => code)).toEqual(["101"]);
    expect((await log("elsewhere")).map(({ code }) => code)).toEqual(["102"]);
    expect((await log("data_manager")).map(({ code }) => code)).toEqual(["101", "102"]);
    await expect(log("administrator")).resolves.toEqual([]);
  });
});

test("a person's page counts acts by day, without a patient in it, and keeps roles that were taken away", async () => {
  const accountId = await idOf("administrator");
  const read = (who: Person, id = accountId) => acts.withActor(study.tokens[who], reading, (tx, actor) => acts.readPerson(tx, actor, id, now));
  const person = await read("inspector");
  expect(person?.acts).toEqual(expect.arrayContaining([expect.objectContaining({ says: "Review everybody's access", times: expect.any(Number) })]));
  expect(person?.days).toHaveLength(30);
  expect(person?.days.at(-1)?.acts).toBeGreaterThan(0);
  const monitor = await idOf("monitor");
  const held = (await read("administrator", monitor))?.allRoles[0];
  expect(said(await acts.perform(acts.revokeMembership, study.tokens.administrator, sent({ membershipId: held!.id, reason: "left" })))).toBe("done");
  expect((await read("administrator", monitor))?.allRoles).toMatchObject([{ id: held!.id, revokedAt: expect.any(String) }]);
  expect((await read("administrator", monitor))?.roles).toEqual([]);
  expect(await read("administrator", randomUUID())).toBeNull();
});
