import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dayIn } from "@/lib/kernel/instant";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, said, save, sent, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/discrepancies/answer-discrepancy")), ...(await import("@/lib/discrepancies/close-discrepancy")), ...(await import("@/lib/discrepancies/reopen-discrepancy")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
beforeEach(async () => { patient = await newPatient(study); });
afterAll(() => study.close());

/** At every hour of the day it is a later day in the first of them than in the last. */
const [FIRST_ZONE, LAST_ZONE] = ["Etc/GMT-14", "Etc/GMT+12"];
async function inZone(zone: string, work: () => Promise<unknown>): Promise<void> {
  const move = (to: string) => study.admin.query(`BEGIN; SELECT set_config('app.session_token', 'system', true), set_config('app.action', 'test.fill', true); UPDATE app.site SET time_zone = '${to}' WHERE code = '101'; COMMIT`);
  await move(zone);
  await work().finally(() => move("America/Chicago"));
}

const vitals = () => patient.entries["vital_signs"];
const VS01 = [{ ruleId: "VS01", text: "Measured twice, seen by the investigator." }];
/** The pressures as VS01 asks about them, and a value that it lets pass. */
const exchanged = (more = {}) => save(study, vitals(), { systolic: [null, 80], diastolic: [null, 120] }, more);
const systolic = async (from: number, to: number, more = {}) => done(await save(study, vitals(), { systolic: [from, to] }, { reason: "misread", ...more }));
const queries = async () => (await study.admin.query<{ id: string; rule: string; state: string; field: string; question: string; steps: string[]; closing: string | null }>(`
  SELECT d.id, d.rule_id AS rule, d.state, d.field, d.question, array_agg(m.step ORDER BY m.at) AS steps, (array_agg(m.body ORDER BY m.at DESC) FILTER (WHERE m.step = 'closed'))[1] AS closing
  FROM app.discrepancy d JOIN app.discrepancy_message m ON m.discrepancy_id = d.id WHERE d.patient_id = $1 GROUP BY d.id ORDER BY d.at`, [patient.id])).rows;
const states = async () => (await queries()).map(({ state }) => state);
const only = async () => {
  const [query, ...others] = await queries();
  if (!query || others.length > 0) throw new Error(`expected one query, found ${others.length + (query ? 1 : 0)}`);
  return query;
};
const answer = async (discrepancyId: string) => done(await acts.perform(acts.answerDiscrepancy, study.tokens.coordinator, sent({ discrepancyId, body: "Checked in source." })));
const close = async (discrepancyId: string) => done(await acts.perform(acts.closeDiscrepancy, study.tokens.monitor, sent({ discrepancyId, note: "Accepted as it is." })));
const reopen = async (discrepancyId: string) => done(await acts.perform(acts.reopenDiscrepancy, study.tokens.monitor, sent({ discrepancyId, note: "Not accepted after all." })));

describe("a check that asks", () => {
  test("opens one query at its field, however often the form is saved", async () => {
    expect(said(await exchanged())).toBe("done");
    await fill(study, patient, "vital_signs", { pulse: 70 });
    await fill(study, patient, "demography", { age: 61 });
    expect(await only()).toMatchObject({ rule: "VS01", state: "open", field: "systolic", steps: ["raised"] });
    expect((await only()).question).toContain("80 mmHg is not above diastolic 120 mmHg");
  });
  test("opens none while what it needs is missing: unknown is not false", async () => {
    await fill(study, patient, "vital_signs", { systolic: 80 });
    expect(await queries()).toEqual([]);
  });
  test("closes its query when the value passes, with the result as closing note [R17]", async () => {
    await exchanged();
    await systolic(80, 130);
    expect(await only()).toMatchObject({ state: "closed", steps: ["raised", "closed"], closing: expect.stringContaining("now passes") as string });
  });
  test("closes it also when it was answered, and when a value is taken away", async () => {
    await exchanged();
    await answer((await only()).id);
    done(await save(study, vitals(), { systolic: [80, null] }, { reason: "not measured" }));
    expect(await only()).toMatchObject({ state: "closed", steps: ["raised", "answered", "closed"] });
  });
  test("opens a new query when a later value fails again", async () => {
    await exchanged();
    await systolic(80, 130);
    await systolic(130, 81);
    expect(await states()).toEqual(["closed", "open"]);
  });
  test("at another form is settled, or raised, by the value it looks at", async () => {
    await fill(study, patient, "demography", { age: 17 });
    expect((await only()).rule).toBe("DM01");
    await exchanged();
    done(await save(study, patient.entries["demography"], { age: [17, 71] }, { reason: "misread" }));
    expect((await queries()).map(({ rule, state }) => `${rule} ${state}`)).toEqual(["DM01 closed", "VS01 open"]);
  });
  test("takes for today what the site does, wherever the server stands", async () => {
    const today = dayIn(new Date().toISOString(), FIRST_ZONE);
    await inZone(FIRST_ZONE, async () => {
      done(await save(study, patient.entries["consent"], { consentDate: [null, today] }));
      expect(await queries()).toEqual([]);
    });
    await inZone(LAST_ZONE, () => fill(study, patient, "demography", { age: 61 }));
    const { id, question } = await only();
    expect(question).toContain("after today");
    await inZone(FIRST_ZONE, async () => {
      await close(id);
      expect(said(await acts.perform(acts.reopenDiscrepancy, study.tokens.monitor, sent({ discrepancyId: id, note: "Is it ahead?" })))).toBe("check_passes");
    });
  });
  test("of two people who save at once is raised once", async () => {
    done(await save(study, vitals(), { systolic: [null, 80] }));
    const both = await Promise.all([save(study, vitals(), { diastolic: [null, 120] }), save(study, vitals(), { diastolic: [null, 120] }, { who: "investigator" }), save(study, vitals(), { pulse: [null, 70] })]);
    expect(both.map(said)).toEqual(["done", "done", "done"]);
    expect(await states()).toEqual(["open"]);
  });
});

describe("an explanation given at entry", () => {
  test("means that no query is born", async () => {
    expect(said(await exchanged({ explanations: VS01 }))).toBe("done");
    await fill(study, patient, "vital_signs", { pulse: 70 });
    expect(await queries()).toEqual([]);
  });
  test("stands only while the values stand", async () => {
    await exchanged({ explanations: VS01 });
    await systolic(80, 81);
    expect(await only()).toMatchObject({ rule: "VS01", state: "open" });
    await systolic(81, 80);
    expect(await states()).toEqual(["closed"]);
  });
  test("given later answers the query that a check asked, and closes it", async () => {
    await exchanged();
    done(await save(study, vitals(), {}, { explanations: VS01 }));
    expect(await only()).toMatchObject({ state: "closed", steps: ["raised", "answered", "closed"], closing: "Closed by the system: explained at the field." });
  });
  test("where the sponsor asked again is an answer: the sponsor closes, or the value passes", async () => {
    await exchanged();
    done(await save(study, vitals(), {}, { explanations: VS01 }));
    await reopen((await only()).id);
    done(await save(study, vitals(), {}, { explanations: VS01 }));
    await fill(study, patient, "vital_signs", { pulse: 70 });
    expect(await only()).toMatchObject({ state: "answered", steps: ["raised", "answered", "closed", "reopened", "answered"] });
    await systolic(80, 130);
    expect(await only()).toMatchObject({ state: "closed", closing: expect.stringContaining("now passes, with Systolic blood pressure 130 mmHg") as string });
  });
  test("of one check does not answer another, and never is empty", async () => {
    expect(said(await exchanged({ explanations: [{ ruleId: "VS01", text: "  " }] }))).toBe("invalid");
    await exchanged({ explanations: [{ ruleId: "VS03", text: "Seen." }] });
    expect((await only()).rule).toBe("VS01");
  });
});

describe("a query at a field that is hidden", () => {
  const history = () => patient.entries["aml_history"];
  const relapsed = { diagnosisDate: "2024-05-02", diseaseStatus: "relapsed", firstRelapseDate: "2024-03" } as const;
  test("closes itself when a check asked it: the value is cleared and the field is asked no more", async () => {
    await fill(study, patient, "aml_history", relapsed);
    expect(await only()).toMatchObject({ rule: "MH03", field: "firstRelapseDate", state: "open" });
    done(await save(study, history(), { diseaseStatus: ["relapsed", "refractory"], firstRelapseDate: ["2024-03", null] }, { reason: "misread" }));
    expect(await only()).toMatchObject({ state: "closed", closing: "Closed by the system: Hidden, because Disease status at entry is Refractory. It is asked when Disease status at entry is Relapsed." });
  });
  test("of a value left there closes itself for one that says so; that one closes when the value is cleared", async () => {
    await fill(study, patient, "aml_history", relapsed);
    done(await save(study, history(), { diseaseStatus: ["relapsed", "refractory"] }, { reason: "misread" }));
    expect((await queries()).map(({ rule, state }) => `${rule} ${state}`)).toEqual(["MH03 closed", "aml_history.firstRelapseDate.applies open"]);
    done(await save(study, history(), { firstRelapseDate: ["2024-03", null] }, { reason: "no longer asked" }));
    expect(await states()).toEqual(["closed", "closed"]);
  });
  test("by a person stays until it is answered and closed, in its form", async () => {
    const { raiseDiscrepancy } = await import("@/lib/discrepancies/raise-discrepancy");
    await fill(study, patient, "aml_history", { diseaseStatus: "relapsed" });
    const { id } = done(await acts.perform(raiseDiscrepancy, study.tokens.monitor, sent({ entryId: history(), field: "firstRelapseDate", question: "When was the relapse?" })));
    done(await save(study, history(), { diseaseStatus: ["relapsed", "refractory"] }, { reason: "misread" }));
    expect(await states()).toEqual(["open"]);
    done(await save(study, history(), {}, { replies: [{ discrepancyId: id, body: "There was none: the disease is refractory." }] }));
    expect(await states()).toEqual(["answered"]);
    await close(id);
    expect(await states()).toEqual(["closed"]);
  });
});

describe("an answer that a save brings along", () => {
  const asked = async () => {
    const { raiseDiscrepancy } = await import("@/lib/discrepancies/raise-discrepancy");
    await fill(study, patient, "vital_signs", { pulse: 70 });
    return done(await acts.perform(raiseDiscrepancy, study.tokens.monitor, sent({ entryId: vitals(), field: "pulse", question: "The chart says 79." }))).id;
  };
  test("corrects the value and answers the query in one act, by one person", async () => {
    const id = await asked();
    done(await save(study, vitals(), { pulse: [70, 79] }, { reason: "Answer to a query", replies: [{ discrepancyId: id, body: "Corrected." }] }));
    expect(await only()).toMatchObject({ state: "answered", steps: ["raised", "answered"] });
    const { rows } = await study.admin.query<{ n: string }>("SELECT count(DISTINCT request_id) AS n FROM audit.event WHERE (row_id = $1 AND op = 'U') OR (table_name = 'app.entry' AND row_id = $2 AND fields @> '{answers.pulse}' AND op = 'U' AND reason IS NOT NULL)", [id, vitals()]);
    expect(rows).toEqual([{ n: "1" }]);
  });
  test.each([["of another form", "not_found"], ["that is answered already", "query_moved_on"]])("to a query %s is refused, and the value is not taken either", async (of, code) => {
    const id = await asked();
    if (of === "that is answered already") await answer(id);
    const entryId = of === "of another form" ? patient.entries["demography"] : vitals();
    const changes = of === "of another form" ? { age: [null, 61] as const } : { systolic: [null, 120] as const };
    expect(said(await save(study, entryId, changes, { replies: [{ discrepancyId: id, body: "Corrected." }] }))).toBe(code);
    expect((await study.admin.query("SELECT answers FROM app.entry WHERE id = $1", [entryId])).rows).toEqual([{ answers: of === "of another form" ? {} : { pulse: 70 } }]);
  });
  test("is no blank", async () => expect(said(await save(study, vitals(), {}, { replies: [{ discrepancyId: await asked(), body: " " }] }))).toBe("invalid"));
});

describe("a query that the sponsor closed although the check still asks", () => {
  beforeEach(async () => {
    await exchanged();
    await close((await only()).id);
  });
  test("is not raised again in the same words", async () => {
    await fill(study, patient, "vital_signs", { pulse: 70 });
    await fill(study, patient, "demography", { age: 61 });
    expect(await states()).toEqual(["closed"]);
  });
  test("is raised when the values change", async () => {
    await systolic(80, 82);
    expect(await states()).toEqual(["closed", "open"]);
  });
  test("and re-opened is no longer accepted: it closes itself when the value passes, and is raised when it fails as before", async () => {
    await reopen((await only()).id);
    await systolic(80, 130);
    expect(await only()).toMatchObject({ state: "closed", steps: ["raised", "closed", "reopened", "closed"] });
    await systolic(130, 80);
    expect(await states()).toEqual(["closed", "open"]);
  });
});

test("whoever's save it is, the system's steps say so and carry that person's name in the trail [R37]", async () => {
  await exchanged({ who: "investigator" });
  const { rows } = await study.admin.query("SELECT d.origin, m.by_name, e.action FROM app.discrepancy d JOIN app.discrepancy_message m ON m.discrepancy_id = d.id JOIN audit.event e ON e.row_id = d.id::text WHERE d.patient_id = $1", [patient.id]);
  expect(rows).toEqual([{ origin: "system", by_name: "Test investigator", action: "entry.save" }]);
});
