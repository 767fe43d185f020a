import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, entryOfVisit, newRandomisedPatient, save, sent, visitAt, type Person, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/visits/mark-visit-not-done")), ...(await import("@/lib/locks/place-lock")), ...(await import("@/lib/entries/add-row")), ...(await import("@/lib/entries/mark-not-done")), ...(await import("@/lib/locks/read-lacking-rows")), ...(await import("@/lib/locks/read-lock-ledger")),
  ...(await import("./read-due-visits")), ...(await import("./read-worklist")), ...(await import("@/lib/entries/read-matrix")), ...(await import("@/lib/server/transaction")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
/** Day 1 lies 60 days back: the window of day 14 to 21 ended 40 days ago, that of follow-up month 3 begins in 16. Days are those of the site. */
const day1 = addDays(dayIn(new Date().toISOString(), "America/Chicago"), -60);
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());
beforeEach(async () => {
  patient = await newRandomisedPatient(study);
  done(await save(study, await entryAt("C1", "cenersen_infusion"), { startAt: [null, `${day1}T09:00`] }));
});

const entryAt = (code: string, formId: string) => entryOfVisit(study, patient, code, formId);
const visitId = (code: string) => visitAt(study, patient, code);
const dueOf = (who: Person = "coordinator") => study.rolledBack(study.tokens[who], async (tx) => (await acts.readDueVisits(tx)).filter((visit) => visit.patientId === patient.id));
const due = async (code: string) => (await dueOf()).find(({ scheduled }) => scheduled.visit.code === code);
const tasksOf = async (who: Person) => (await acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readWorklist(tx, actor))).tasks;
const cellOf = async (code: string) => {
  const { rows } = await acts.withActor(study.tokens.monitor, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readMatrix(tx, actor));
  return rows.find(({ id }) => id === patient.id)?.cells[code];
};

/** Past every guard but the trail's: as if everything but follow-up were filled in, and no query open. */
const completeWhatIsDue = () => study.admin.query(`BEGIN; SET LOCAL session_replication_role = replica;
  SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true), set_config('app.reason', 'test', true);
  UPDATE app.entry SET progress = 'complete' WHERE patient_id = '${patient.id}' AND visit_id IN (SELECT id FROM app.visit WHERE code NOT LIKE 'FU%');
  UPDATE app.discrepancy SET state = 'closed' WHERE patient_id = '${patient.id}'; COMMIT`);

describe("a visit that lacks a form", () => {
  test("is overdue with the forms it cannot do without, and leads to the first of them", async () => {
    expect(await due("D14")).toMatchObject({ standing: { state: "overdue", since: addDays(day1, 21) }, missing: ["haematology", "marrow", "extramedullary", "response_assessment"], href: `/entries/${await entryAt("D14", "haematology")}#sampleDate` });
    expect(await due("FU3")).toMatchObject({ standing: { state: "not_due" } });
    expect(await due("C2")).toBeUndefined();
  });
  test("leads to the log where a dose is lacking, which blocks a lock too", async () => {
    for (const formId of ["vital_signs", "haematology"]) done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason: "x", entryId: await entryAt("C1", formId) }));
    expect((await due("C1"))?.missing[0]).toBe("idarubicin_dose");
    expect((await due("C1"))?.href).toBe(`/patients/${patient.number}/logs/idarubicin_dose?visit=C1#doseDate`);
    const lacking = await study.rolledBack(study.tokens.data_manager, (tx) => acts.readLackingRows(tx, [patient.id]));
    expect(lacking.map(({ visit, formId }) => `${visit} ${formId}`)).toContain("C1 idarubicin_dose");
  });
  test("lacks less with each form, and is done without what is only filled in if it was done", async () => {
    done(await save(study, await entryAt("REC", "haematology"), { sampleDate: [null, addDays(day1, 25)] }));
    expect(await due("REC")).toBeUndefined();
    expect(await cellOf("REC")).toMatchObject({ state: "in_progress", standing: { state: "done" }, of: 1 });
  });
  test("is awaited no more once it was marked as not done, or is frozen", async () => {
    done(await acts.perform(acts.markVisitNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason: "too ill", visitId: await visitId("D14") }));
    done(await acts.perform(acts.placeLock, study.tokens.data_manager, { requestId: randomUUID(), reason: "x", kind: "freeze", over: { scope: "visit", visitId: await visitId("D28") } }));
    expect((await dueOf()).map(({ scheduled }) => scheduled.visit.code)).not.toEqual(expect.arrayContaining(["D14"]));
    expect((await dueOf()).map(({ scheduled }) => scheduled.visit.code)).not.toEqual(expect.arrayContaining(["D28"]));
    expect(await cellOf("D14")).toMatchObject({ state: "not_done", standing: { state: "not_done", reason: "too ill" } });
  });
  test("is nobody's at another site", async () => expect(await dueOf("elsewhere")).toEqual([]));
});

describe("my day", () => {
  const kinds = async (who: Person) => [...new Set((await tasksOf(who)).map(({ kind }) => kind))];
  test("has for the site what is overdue and due, for who reviews what is overdue", async () => {
    expect(await kinds("coordinator")).toContain("overdue");
    expect(await kinds("monitor")).toContain("overdue");
    expect(await kinds("monitor")).not.toContain("due");
    expect(await kinds("statistician")).toEqual([]);
    const overdue = (await tasksOf("coordinator")).filter(({ kind }) => kind === "overdue");
    const all = await study.rolledBack(study.tokens.coordinator, acts.readDueVisits);
    expect(overdue.length).toBe(all.filter(({ standing }) => standing.state === "overdue").length);
    expect(overdue[0]).toMatchObject({ what: "Screening", when: "60 d late", detail: expect.stringMatching(/^its planned days are over since .*: enter it, or say why it was not done · Haematology/), href: expect.stringMatching(/^\/entries\/[0-9a-f-]{36}#sampleDate$/) });
  });
  test("names the blank values of a form that was begun, to whoever left it, and to the others of the site", async () => {
    const entryId = await entryAt("D14", "haematology");
    done(await save(study, entryId, { sampleDate: [null, addDays(day1, 15)] }));
    const [mine] = (await tasksOf("coordinator")).filter(({ key }) => key === `blank ${entryId}`);
    expect(mine).toMatchObject({ kind: "mine", what: "Haematology, Day 14 to 21", detail: expect.stringMatching(/^\d+ values missing: .+, .+ and \d+ more$/), when: "today", href: expect.stringMatching(`^/entries/${entryId}#(?!sampleDate)`) });
    expect((await tasksOf("investigator")).find(({ key }) => key === `blank ${entryId}`)?.kind).toBe("blank");
    expect((await tasksOf("monitor")).some(({ key }) => key === `blank ${entryId}`)).toBe(false);
  });
  test("asks as many statements with many patients as with one", async () => {
    const asked = async () => {
      let count = 0;
      await acts.withActor(study.tokens.coordinator, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readWorklist(new Proxy(tx, { get: (target, name) => { if (name === "$queryRaw" || name === "site" || name === "patient") count++; return Reflect.get(target, name); } }), actor));
      return count;
    };
    const before = await asked();
    for (let more = 0; more < 3; more++) await newRandomisedPatient(study);
    expect([before, await asked()]).toEqual([6, 6]);
  });
  test("offers a casebook for signature when nothing is due in it, although follow-up is still to come", async () => {
    const ready = async () => (await tasksOf("investigator")).some((task) => task.kind === "sign" && task.patient === patient.number);
    expect(await ready()).toBe(false);
    await completeWhatIsDue();
    for (const formId of ["idarubicin_dose", "cytarabine_dose"]) {
      await acts.perform(acts.addRow, study.tokens.coordinator, sent({ entryId: randomUUID(), patientId: patient.id, visitId: await visitId("C1"), formId, answers: { doseDate: addDays(day1, 1) }, explanations: [] }));
    }
    await completeWhatIsDue();
    expect((await dueOf()).filter(({ standing }) => standing.state !== "not_due").map(({ scheduled }) => scheduled.visit.code)).toEqual([]);
    expect(await ready()).toBe(true);
  });
  test("has for the monitor each response that waits for a decision, which the ledger of the lock names too", async () => {
    const count = (value: string) => ({ value, unit: "10^9/L" });
    const on = addDays(day1, 35);
    done(await save(study, await entryAt("D28", "marrow"), { done: [null, "Y"], marrowDate: [null, on], blastPct: [null, "2"], spicules: [null, "Y"], nucleatedCells: [null, 300], auerRods: [null, "N"] }));
    done(await save(study, await entryAt("D28", "haematology"), { sampleDate: [null, on], anc: [null, count("1.5")], platelets: [null, count("100")], blastsPct: [null, "0"] }));
    done(await save(study, await entryAt("D28", "extramedullary"), { examinedOn: [null, on], disease: [null, "N"] }));
    const awaited = async (who: Person) => (await tasksOf(who)).filter((task) => task.kind === "adjudicate" && task.patient === patient.number);
    const href = `/patients/${patient.number}#responses`;
    expect(await awaited("monitor")).toMatchObject([{ what: "Response at Day 28 to 42", detail: "Platelets of exactly 100,000 /µL decide · criteria NR, investigator not yet", href }]);
    expect([await awaited("coordinator"), await awaited("elsewhere")]).toEqual([[], []]);
    const ledger = await acts.withActor(study.tokens.data_manager, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readLockLedger(tx, actor, { patient: patient.number }, new Date()));
    expect(ledger?.blockers.filter(({ kind }) => kind === "adjudication_open")).toMatchObject([{ owner: "monitor", what: "Response · Day 28 to 42", why: "waits for adjudication: Platelets of exactly 100,000 /µL decide", href }]);
  });
});
