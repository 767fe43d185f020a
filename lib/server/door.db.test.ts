import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { refuse } from "@/lib/kernel/refusal";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({ ...(await import("./act")), ...(await import("@/lib/entries/save-answers")), ...(await import("@/lib/entries/mark-not-done")), ...(await import("@/lib/patients/create-patient")), ...(await import("@/lib/signatures/sign-casebook")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
beforeEach(async () => { patient = await newPatient(study); });
afterAll(() => study.close());

const vitals = () => patient.entries["vital_signs"];
const stored = async () => (await study.admin.query("SELECT answers, version FROM app.entry WHERE id = $1", [vitals()])).rows[0] as { answers: object; version: number };
const requests = async (id: string) => (await study.admin.query("SELECT FROM app.request WHERE id = $1", [id])).rowCount;
const patients = async () => Number((await study.admin.query("SELECT count(*) FROM app.patient")).rows[0]?.count);
const raw = (who: Person | null, input: unknown) => acts.perform(acts.saveAnswers, who && study.tokens[who], input);
const good = () => sent({ entryId: vitals(), changes: { pulse: { from: null, to: 70 } }, explanations: [] });

describe("the order of guards", () => {
  const garbage: [string, unknown][] = [["nothing", undefined], ["null", null], ["a text", "DROP TABLE"], ["an empty object", {}], ["too many keys", { requestId: randomUUID(), reason: null, siteId: "x" }], ["a list", [[]]]];
  test.each(garbage)("who is nobody, or has the wrong role, learns nothing about the shape from %s [R25]", async (_, input) => {
    expect(await raw(null, input)).toEqual(await raw(null, good()));
    expect(said(await raw(null, input))).toBe("not_signed_in");
    for (const who of ["monitor", "data_manager", "statistician", "administrator", "inspector"] as const) {
      expect(await raw(who, input)).toEqual(await raw(who, good()));
      expect(said(await raw(who, input))).toBe("not_permitted");
    }
    expect(said(await raw("coordinator", input))).toBe("invalid");
  });
  test.each([["garbage", () => ({})], ["a wrong password", () => sent({ patientId: patient.id, password: "wrong" })], ["the right password", () => sent({ patientId: patient.id, password: TEST_PASSWORD })]])(
    "where a password is asked, a wrong role is told the same for %s", async (_, input) => {
      expect(said(await acts.perform(acts.signCasebook, study.tokens.coordinator, input()))).toBe("not_permitted");
    });
  test("who signed in beside somebody else's page saves nothing of theirs; the person of the page does", async () => {
    const as = ((await study.admin.query("SELECT id FROM auth.account WHERE username = 'coordinator'")).rows[0] as { id: string }).id;
    expect(said(await raw("investigator", { ...good(), as }))).toBe("another_person");
    expect((await stored()).answers).toEqual({});
    expect(said(await raw("coordinator", { ...good(), as }))).toBe("done");
  });
  test("a right role at another site, and a record that does not exist, look the same [R27 A02]", async () => {
    const absent = await raw("elsewhere", { ...good(), entryId: randomUUID() });
    expect(await raw("elsewhere", good())).toEqual(absent);
    expect(said(absent)).toBe("not_found");
  });
  test("what is invalid is said by field, and leaves the request's place free [R48]", async () => {
    const request = good();
    expect(await raw("coordinator", { ...request, changes: { pulse: { from: null, to: 9_999 } } })).toMatchObject({ ok: false, fault: { kind: "invalid", issues: [{ field: "pulse", message: expect.stringContaining("300") as string }] } });
    expect(await requests(request.requestId)).toBe(0);
    expect(said(await raw("coordinator", request))).toBe("done");
  });
  test("a reason of blanks is none, and one that is too long is refused, not cut", async () => {
    for (const reason of ["   ", "x".repeat(501)]) expect(said(await raw("coordinator", { ...good(), reason }))).toBe("invalid");
    expect(said(await raw("coordinator", { ...good(), reason: "x".repeat(500) }))).toBe("done");
  });
});

describe("a request", () => {
  test("that comes again is answered as before, also where its record cannot be had any more, or is held by somebody else just now [R52]", async () => {
    const request = good();
    const first = await raw("coordinator", request);
    expect(said(first)).toBe("done");
    expect(await acts.perform({ ...acts.saveAnswers, load: () => Promise.reject(refuse("not_found", { what: "This form" })) }, study.tokens.coordinator, request)).toEqual(first);
    await study.admin.query("BEGIN");
    await study.admin.query("SELECT FROM app.patient WHERE id = $1 FOR UPDATE", [patient.id]);
    expect(await raw("coordinator", request)).toEqual(first);
    await study.admin.query("ROLLBACK");
    expect(await stored()).toMatchObject({ answers: { pulse: 70 }, version: (first as { value: { version: number } }).value.version });
  });
  test("that comes twice is carried out once, and answered the same [R52 A24]", async () => {
    const request = good();
    const first = await raw("coordinator", request);
    await fill(study, patient, "vital_signs", { systolic: 120 });
    const before = await stored();
    expect(await raw("coordinator", request)).toEqual(first);
    expect(await stored()).toEqual(before);
  });
  test("that comes many times at once is carried out once, and every sender gets the one answer [R52]", async () => {
    const [before, request] = [await patients(), sent({ siteId: study.sites["101"] })];
    const answers = await Promise.all(Array.from({ length: 6 }, () => acts.perform(acts.createPatient, study.tokens.coordinator, request)));
    expect(await patients()).toBe(before + 1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.ok).toBe(true);
  });
  test("of which the first sender fails is carried out by the second", async () => {
    done(await raw("coordinator", good()));
    const correction = sent({ entryId: vitals(), changes: { pulse: { from: 70, to: 71 } }, explanations: [] });
    expect(said(await raw("coordinator", correction))).toBe("reason_required");
    expect(said(await raw("coordinator", { ...correction, reason: "misread" }))).toBe("done");
    expect((await stored()).answers).toEqual({ pulse: 71 });
  });
  test("with the id of another person's is refused, and shows nothing of that one [A24]", async () => {
    const request = good();
    done(await raw("coordinator", request));
    const second = await raw("investigator", request);
    expect(said(second)).toBe("not_found");
    expect(JSON.stringify(second)).not.toContain("70");
    expect((await stored()).version).toBe(2);
  });
  test("with the id of an earlier one for something else is refused", async () => {
    const request = good();
    done(await raw("coordinator", request));
    expect(said(await acts.perform(acts.markNotDone, study.tokens.coordinator, { requestId: request.requestId, reason: "x", entryId: patient.entries["cardiac"] }))).toBe("not_found");
  });
  test("keeps no password: neither its row nor the trail has one [R74]", async () => {
    await fill(study, patient, "vital_signs", { pulse: 70 });
    const request = sent({ patientId: patient.id, password: TEST_PASSWORD });
    done(await acts.perform(acts.signCasebook, study.tokens.investigator, request));
    const { rows } = await study.admin.query("SELECT FROM app.request r WHERE to_jsonb(r)::text LIKE $1 UNION ALL SELECT FROM audit.payload p WHERE p.changes::text LIKE $1", [`%${TEST_PASSWORD}%`]);
    expect(rows).toEqual([]);
    expect(await requests(request.requestId)).toBe(1);
  });
});

describe("a password asked again [R43]", () => {
  const sign = (password: unknown, who: Person = "investigator") => acts.perform(acts.signCasebook, study.tokens[who], sent({ patientId: patient.id, password }));
  const signatures = async () => (await study.admin.query("SELECT FROM app.signature WHERE patient_id = $1", [patient.id])).rowCount;
  test.each([["another", "not that one", "wrong_password"], ["none", "", "invalid"], ["a list", [TEST_PASSWORD], "invalid"]])("%s signs nothing", async (_, password, fault) => {
    await fill(study, patient, "vital_signs", { pulse: 70 });
    expect(said(await sign(password))).toBe(fault);
    expect(await signatures()).toBe(0);
  });
  test("is that of the very session, which must still stand", async () => {
    await fill(study, patient, "vital_signs", { pulse: 70 });
    expect(said(await acts.perform(acts.signCasebook, "no such token", sent({ patientId: patient.id, password: TEST_PASSWORD })))).toBe("not_signed_in");
    expect(said(await sign(TEST_PASSWORD))).toBe("done");
    expect(await signatures()).toBe(1);
  });
});

test("what is answered after a save is what is stored", async () => {
  const { answers, version } = done(await save(study, vitals(), { weightKg: [null, "70"], pulse: [null, null] }));
  expect(await stored()).toEqual({ answers, version });
  expect(answers).toEqual({ weightKg: "70" });
});
