import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { asAdministrator, lengthOfTrail } from "../administrator";
import { addressOfForm, company, cookieOf, newPatient } from "../company";
import { actionId, actionsOfBuild, callAction } from "../raw-action";

const people = company("cora", "carl", "mona", "stan", "ada", "dana", "ingo");
type Caller = keyof typeof people;

/** What each role may ask for at all; everything else is refused before anybody looks at what was sent. */
const MAY_ASK: Readonly<Record<Exclude<Caller, "carl">, readonly string[]>> = {
  cora: ["saveAnswersAction", "addRowAction", "removeRowAction", "markNotDoneAction", "createPatientAction", "randomisePatientAction", "screenFailPatientAction", "resumeScreeningAction", "addUnscheduledVisitAction", "markVisitNotDoneAction", "takeBackNotDoneAction", "answerDiscrepancyAction", "reconsentPatientAction"],
  mona: ["raiseDiscrepancyAction", "closeDiscrepancyAction", "reopenDiscrepancyAction", "verifyFieldsAction", "decideExposureAction", "adjudicateResponseAction"],
  dana: ["raiseDiscrepancyAction", "closeDiscrepancyAction", "reopenDiscrepancyAction", "placeLockAction", "releaseLockAction", "waiveCriterionAction", "setLabRangeAction", "makeCutAction"],
  stan: [],
  ada: ["invitePersonAction", "renewLinkAction", "grantMembershipAction", "revokeMembershipAction", "recordTrainingAction", "createSiteAction", "openVersionAction", "activateVersionAction", "closeAccountAction", "reopenAccountAction", "unlockAccountAction", "resetFactorAction"],
  ingo: [],
};
const EVERYBODY = ["revokeSessionAction", "revokeOthersAction", "changePasswordAction", "proposeFactorAction", "confirmFactorAction", "renewCodesAction", "declareSignatureAction"]; // one's own account and sessions
const NOBODY_IN_PARTICULAR = ["acceptInvitationAction"]; // the one-time link is the proof

const input = (entryId: string, more: object = {}) => [{ requestId: randomUUID(), reason: null, entryId, changes: { platelets: { from: null, to: { value: "41", unit: "10^9/L" } } }, explanations: [], ...more }];
const refused = (code: string) => ({ ok: false, fault: { kind: "refused", code } });

/** A form of a new patient of site 101, and what each person's browser would send along. */
async function atOneForm(baseURL: string | undefined) {
  const address = await addressOfForm(people.cora, await newPatient(people.cora), "SCR", "Haematology");
  return { url: `${baseURL}${address}`, entryId: address.split("/").pop() ?? "", origin: baseURL ?? "" };
}

async function nothingIsWritten(work: () => Promise<void>): Promise<void> {
  const before = await lengthOfTrail();
  await work();
  expect(await lengthOfTrail(), "events in the trail").toBe(before);
}

test("no action of the build answers somebody who is not signed in, or who made up a cookie [A01 R60]", async ({ baseURL }) => {
  const origin = baseURL ?? "";
  const closed = actionsOfBuild().filter((name) => !NOBODY_IN_PARTICULAR.includes(name));
  expect(closed.length).toBeGreaterThan(20);
  await nothingIsWritten(async () => {
    for (const name of closed) {
      for (const cookie of ["", "next-auth.session-token=made.up", `next-auth.session-token=${"a".repeat(43)}`]) {
        expect((await callAction(`${origin}/sign-in`, actionId(name), [{}], { origin, cookie })).value, name).toMatchObject(refused("not_signed_in"));
      }
    }
  });
});

for (const [who, mayAsk] of Object.entries(MAY_ASK)) {
  test(`${who} may ask for what the role is for, and every other action of the build is refused [A01 R25 R26]`, async ({ baseURL }) => {
    const [origin, cookie] = [baseURL ?? "", await cookieOf(people[who as Caller])];
    const granted: string[] = [];
    await nothingIsWritten(async () => {
      for (const name of actionsOfBuild().filter((each) => ![...NOBODY_IN_PARTICULAR, ...EVERYBODY].includes(each))) {
        const { value } = await callAction(`${origin}/sign-in`, actionId(name), [{}], { origin, cookie });
        expect(value, name).toMatchObject({ ok: false });
        if (value.fault.code !== "not_permitted") granted.push(name);
      }
    });
    expect(granted.sort()).toEqual([...mayAsk].sort());
  });
}

test("a save for another site is answered as if the record did not exist, and nothing is written [A02]", async ({ baseURL }) => {
  const { url, entryId, origin } = await atOneForm(baseURL);
  const carl = await cookieOf(people.carl);
  await nothingIsWritten(async () => {
    expect((await callAction(url, actionId("saveAnswersAction"), input(entryId), { origin, cookie: carl })).value).toMatchObject(refused("not_found"));
    expect((await callAction(url, actionId("saveAnswersAction"), input(randomUUID()), { origin, cookie: carl })).value).toMatchObject(refused("not_found"));
  });
});

test("a save of a locked record is refused, though everything else about it is right [A09 R47]", async ({ baseURL }) => {
  const address = await addressOfForm(people.cora, "101-004", "SCR", "Haematology");
  const entryId = address.split("/").pop() ?? "";
  const { platelets } = (await asAdministrator((database) => database.query("SELECT answers FROM app.entry WHERE id = $1", [entryId]))).rows[0].answers;
  const sent = input(entryId, { reason: "Source corrected", changes: { platelets: { from: platelets, to: { ...platelets, value: "77" } } } });
  await nothingIsWritten(async () => {
    expect((await callAction(`${baseURL}${address}`, actionId("saveAnswersAction"), sent, { origin: baseURL ?? "", cookie: await cookieOf(people.cora) })).value).toMatchObject(refused("record_locked"));
  });
});

test("keys that nobody asked for, wrong types and no arguments are refused, field by field [A10 A32 R66]", async ({ baseURL }) => {
  const { url, entryId, origin } = await atOneForm(baseURL);
  const cookie = await cookieOf(people.cora);
  const send = async (args: readonly unknown[]) => (await callAction(url, actionId("saveAnswersAction"), args, { origin, cookie })).value;
  await nothingIsWritten(async () => {
    for (const args of [input(entryId, { siteId: randomUUID() }), input(entryId, { byName: "Somebody else" }), input("1 OR 1=1"), input(entryId, { changes: "all" }), input(entryId, { requestId: "again" }), [], [null], ["text"]]) {
      expect(await send(args), JSON.stringify(args)).toMatchObject({ ok: false, fault: { kind: "invalid" } });
    }
    expect(await send(input(entryId, { changes: { byRole: { from: null, to: "administrator" } } }))).toMatchObject({ ok: false });
    expect(await send(input(entryId, { changes: { platelets: { from: null, to: { value: "-41", unit: "10^9/L" } } } }))).toMatchObject({ ok: false });
    expect(await send(input(entryId, { changes: { platelets: { from: null, to: { value: "41", unit: "stone" } } } }))).toMatchObject({ ok: false });
  });
});

test("a request without an origin, or from another one, is not carried out [A15 R68]", async ({ baseURL }) => {
  const { url, entryId } = await atOneForm(baseURL);
  const cookie = await cookieOf(people.cora);
  const id = actionId("saveAnswersAction");
  await nothingIsWritten(async () => {
    expect((await callAction(url, id, input(entryId), { cookie })).status).toBe(403);
    for (const origin of ["https://elsewhere.example", "null"]) expect((await callAction(url, id, input(entryId), { cookie, origin })).status, origin).toBe(403);
    expect((await callAction(url, "7f".padEnd(42, "0"), input(entryId), { cookie, origin: baseURL ?? "" })).headers.get("x-nextjs-action-not-found")).toBe("1");
  });
});

test("the same call with the right cookie, origin and input saves: so the refusals above were refusals", async ({ baseURL }) => {
  const { url, entryId, origin } = await atOneForm(baseURL);
  const sent = input(entryId);
  const headers = { origin, cookie: await cookieOf(people.cora) };
  const first = await callAction(url, actionId("saveAnswersAction"), sent, headers);
  expect(first.value).toMatchObject({ ok: true, value: { version: 2 } });
  await people.cora.goto(url);
  await expect(people.cora.locator("#platelets")).toHaveValue("41");
  await nothingIsWritten(async () => {
    expect((await callAction(url, actionId("saveAnswersAction"), sent, headers)).value, "the same request again").toMatchObject({ ok: true, value: { version: 2 } });
    expect((await callAction(url, actionId("saveAnswersAction"), sent, { ...headers, cookie: await cookieOf(people.carl) })).value, "somebody else's request").toMatchObject({ ok: false });
  });
});
