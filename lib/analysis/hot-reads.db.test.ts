import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tx } from "@/lib/server/db";
import { copyPatient } from "@/ops/testing/copy-patient";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, sent } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/discrepancies/raise-discrepancy")),
  ...(await import("@/lib/server/transaction")), ...(await import("@/ops/testing/explained")), ...(await import("@/lib/entries/read-matrix")), ...(await import("@/lib/entries/read-entry-summaries")), ...(await import("./trail-rows")),
  ...(await import("@/lib/patients/read-patient-rows")), ...(await import("@/lib/patients/choose-patients")), ...(await import("@/lib/visits/read-visit-codes")), ...(await import("./read-due-visits")), ...(await import("./read-worklist")), ...(await import("./waiting-rows")), ...(await import("./query-tallies")),
  ...(await import("@/lib/discrepancies/discrepancy-rows")), ...(await import("@/lib/discrepancies/discrepancy-choice")), ...(await import("./read-efficacy")), ...(await import("@/lib/discrepancies/read-discrepancy-metrics")), ...(await import("./form-signals")), ...(await import("./read-measured")), ...(await import("@/lib/signatures/read-unsigned")), ...(await import("@/lib/signatures/scope")),
  ...(await import("@/lib/entries/system-queries")), ...(await import("@/lib/server/sql")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
const COPIES = 600;
const ASKED_ON = [["vital_signs", "pulse"], ["aml_history", "diseaseStatus"]] as const;
const ASKED = ASKED_ON.length * (COPIES + 1);
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  const patient = await newPatient(study);
  await fill(study, patient, "vital_signs", { pulse: 70 });
  for (const [form, field] of ASKED_ON) done(await acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, sent({ entryId: patient.entries[form], field, question: "Source?" })));
  await copyPatient(study, patient.id, COPIES);
  await newPatient(study, "elsewhere", "102");
});
afterAll(() => study.close());

const asManager = <Value>(work: Parameters<typeof acts.withActor<Value>>[2]) => acts.withActor(study.tokens.data_manager, { name: "test", requestId: randomUUID() }, work);

describe("the matrix of a large study", () => {
  test("comes part by part: each patient once, newest first, as if all had been read at once", async () => {
    const parts = [await asManager((tx, actor) => acts.readMatrix(tx, actor))];
    for (let after = parts[0]?.rows.at(-1)?.number; after !== undefined; after = parts.at(-1)?.rows.at(-1)?.number) {
      const part = { after };
      parts.push(await asManager((tx, actor) => acts.readMatrix(tx, actor, null, part)));
    }
    const ids = parts.flatMap((part) => part.rows.map(({ id }) => id));
    const patients = await asManager((tx) => acts.readPatientRows(tx, ids));
    const summaries = await asManager((tx) => acts.readEntrySummaries(tx, ids));
    expect(parts.map(({ rows }) => rows.length)).toEqual([30, 500, 72, 0]);
    const rows = parts.flatMap((part) => part.rows);
    expect(rows.map(({ number }) => number)).toEqual(patients.map(({ number }) => number));
    expect(parts.map(({ counts }) => counts)).toEqual(parts.map(() => ({ screening: COPIES + 2, randomised: 0, screen_failed: 0 })));
    const withVitals = new Set(summaries.filter(({ formId, recorded }) => formId === "vital_signs" && recorded).map(({ patientId }) => patientId));
    expect(rows.filter(({ id, cells }) => (cells["SCR"]?.state === "in_progress") !== withVitals.has(id))).toEqual([]);
    expect(parts[0]?.visits).toContain("SCR");
  }, 120_000);

  test("shows and counts the own site alone", async () => {
    const { counts, rows } = await acts.withActor(study.tokens.elsewhere, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readMatrix(tx, actor));
    expect([counts, rows.map(({ siteCode }) => siteCode)]).toEqual([{ screening: 1, randomised: 0, screen_failed: 0 }, ["102"]]);
  });

  test("and the trail look up what they show by index, and ask once for a statement who reads", async () => {
    const plans = await asManager(async (tx) => {
      const events = await tx.$queryRaw<{ id: string }[]>`SELECT e.id::text AS id FROM audit.event e WHERE e.table_name = ANY ('{app.entry,app.visit}') LIMIT 5`;
      const ids = await acts.choosePatients(tx, null, 10);
      return acts.plansOf(tx, async (explained) => {
        await acts.choosePatients(explained, "101-1400", 60);
        await acts.readVisitCodes(explained);
        await acts.readPatientRows(explained, ids);
        await acts.readEntrySummaries(explained, ids);
        await acts.readTrailRecords(explained, events.map(({ id }) => id));
      });
    });
    expect(plans).toHaveLength(5);
    for (const plan of plans) {
      expect(plan).not.toMatch(/Seq Scan on entry\b/);
      expect(plan).not.toMatch(/(Filter|Cond):.*ctx\./); // a policy that asks for every row
      expect(plan).toContain("InitPlan");
      expect(plan).not.toMatch(/Join Filter:.*(entry_id|COALESCE)/); // what hangs on a form, or its visit, gone through for each
    }
  });
});

/** So few rows say nothing of which way the planner would take in a large study; that an index can answer is seen where nothing else may. */
async function onlyByIndex(tx: Pick<Tx, "$executeRaw">): Promise<void> {
  await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
  await tx.$executeRaw`SET LOCAL enable_bitmapscan = off`;
}

describe("my day of a large study", () => {
  const dayOf = (only: { site?: string; patient?: string } = {}) => acts.withActor(study.tokens.coordinator, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readWorklist(tx, actor, only));
  const asked = ({ tasks, beyond }: Awaited<ReturnType<typeof dayOf>>) => [tasks.filter(({ kind }) => kind === "asked").length, beyond.filter(({ kind }) => kind === "asked").map(({ count }) => count)];

  test("reads one list of what may wait by the thousand, counts the rest, and has all of a chosen site or patient", async () => {
    expect(asked(await dayOf())).toEqual([300, [ASKED - 300]]);
    expect(asked(await dayOf({ site: "101" }))).toEqual([ASKED, []]);
    expect(asked(await dayOf({ patient: "101-1400" }))).toEqual([ASKED_ON.length, []]);
    expect(asked(await dayOf({ site: "102" }))).toEqual([0, [ASKED]]);
  }, 60_000);

  test("has the visit of every patient that lacks something, as that of the patient all were copied from", async () => {
    const visits = await asManager((tx) => acts.readDueVisits(tx));
    const [original] = visits.filter(({ patient }) => patient === "101-001");
    expect(visits.map(({ patient, scheduled, missing, values, standing }) => ({ patient, visit: scheduled.visit.code, missing, values, standing }))).toEqual(
      visits.map(({ patient, siteCode }) => ({ patient, visit: "SCR", missing: siteCode === "101" ? original?.missing : expect.arrayContaining(["vital_signs"]), values: expect.any(Number), standing: expect.objectContaining({ state: "due" }) })));
    expect(new Set(visits.map(({ patient }) => patient)).size).toBe(COPIES + 2);
    expect(original?.missing).not.toContain("vital_signs");
  });

  test("is looked up by index, and asks once for a statement who reads", async () => {
    const plans = await asManager(async (tx, actor) => {
      await onlyByIndex(tx); // nearly every form of the copies is empty: here the planner would rather read all of them
      return acts.plansOf(tx, async (explained) => {
        await acts.readDueVisits(explained);
        await acts.readWaitingRows(explained, { accountId: actor.id, blanks: true, locks: false, askedAt: "all", answeredAt: "all", only: {} });
        await acts.readQueryTallies(explained, actor.id);
      });
    });
    expect(plans).toHaveLength(4);
    for (const plan of plans) {
      expect(plan).not.toMatch(/Seq Scan on (entry|discrepancy)\b/);
      expect(plan).not.toMatch(/(Filter|Cond):.*ctx\.(sites|has_role)/);
    }
    expect(plans[0]).toMatch(/Index Only Scan using entry_first_row/);
    expect(plans[2]).toMatch(/Scan using finding_exposure_open/);
    expect(plans[2]).toMatch(/Scan using discrepancy_unsettled/); // once for all patients, and not for each that was signed
    expect(plans[3]).toMatch(/Scan (using|on) discrepancy_(unsettled|of_form)/); // of so few rows both cost the same
  });
});

test("queries of one form are read in their order along an index and counted along another, and efficacy opens one row a patient and nothing else", async () => {
  const filters = { state: "all", form: "vital_signs", sort: "-age" } as const;
  const plans = await asManager(async (tx, actor) => {
    await onlyByIndex(tx); // one form in ten is of this kind, and few findings are of others: here the planner would rather read all
    return acts.plansOf(tx, async (explained) => {
      await acts.readDiscrepancyRows(explained, actor, { where: acts.conditionsIn(filters, actor.id), sort: filters.sort, most: 51 });
      await explained.$queryRaw(acts.countedOf(filters, actor.id));
      await acts.readEfficacy(new Proxy(tx, { get: (target, name) => Reflect.get(name === "$queryRaw" ? explained : target, name) }), actor, null);
    });
  });
  expect(plans).toHaveLength(4);
  expect(plans[0]).toMatch(/Index Scan Backward using discrepancy_by_form/);
  expect(plans[0]).not.toMatch(/Sort Key: d\./);
  expect(plans[1]).toMatch(/Index Only Scan using discrepancy_states_of_form/);
  expect(plans[1]).toMatch(/Scan using message_reopened/);
  expect(plans[2]).toMatch(/Index Only Scan using summary_marks on patient_summary/);
  expect(plans[3]).toMatch(/ on patient_summary/);
  for (const plan of plans.slice(2)) expect(plan).not.toMatch(/ on (finding|entry|patient)\b/);
  for (const plan of plans) expect(plan).not.toMatch(/(Filter|Cond):.*ctx\.(sites|has_role)/);
});

test("what became of queries is read along indexes, and the signals read each form once", async () => {
  const plans = await asManager(async (tx) => {
    await onlyByIndex(tx);
    return acts.plansOf(tx, async (explained) => {
      await acts.readDiscrepancyMetrics(explained);
      await acts.countForms(explained);
      await acts.readMeasurements(explained);
    });
  });
  expect(plans).toHaveLength(3);
  const [metrics, forms, measured] = plans;
  expect(metrics).toMatch(/Scan using message_steps/);
  expect(metrics).toMatch(/Scan using message_by_itself/);
  expect(metrics?.match(/Scan .*on entry\b/g)).toHaveLength(1);
  expect(measured?.match(/Scan .*on entry\b/g)).toHaveLength(1);
  expect(forms?.replace(/Scan using entry_pkey on entry/, "").match(/Scan .*on entry\b/g)).toHaveLength(1); // besides, those of the last year by their key
});

test("what is not signed of a patient is looked up among that patient's forms, and no more of it than is listed", async () => {
  const patient = await newPatient(study);
  await fill(study, patient, "vital_signs", { pulse: 70, temperatureC: "36.6" });
  await asManager(async (tx) => {
    const scope = acts.casebookScope(patient.id);
    const all = await acts.readUnsigned(tx, scope);
    expect(all.length).toBeGreaterThan(1);
    expect(await acts.readUnsigned(tx, scope, 1)).toEqual(all.slice(0, 1));
    const [plan] = await acts.plansOf(tx, async (explained) => { await acts.readUnsigned(explained, scope, 12); });
    expect(plan).toMatch(/Index Cond: \(patient_id = /);
  });
});

test("whoever plans a statement is told of every table with sites how few to expect there to be", async () => {
  const { rows } = await study.admin.query<{ name: string; said: string | null }>(`SELECT c.relname AS name, a.attoptions::text AS said FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'site_id' AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'app'::regnamespace`);
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ said }) => said !== "{n_distinct=10}")).toEqual([]);
});

test("what holds a form is found by its patient, however many locks the study has", async () => {
  await study.admin.query(`BEGIN; SET LOCAL session_replication_role = replica; ALTER TABLE app.lock DISABLE TRIGGER z_audit;
    INSERT INTO app.lock (kind, scope, site_id, patient_id, reason, by_id, by_name, at) SELECT 'freeze', 'patient', p.site_id, p.id, 'x', gen_random_uuid(), '', now() FROM app.patient p;
    ALTER TABLE app.lock ENABLE ALWAYS TRIGGER z_audit; COMMIT`);
  await study.admin.query("VACUUM ANALYZE app.lock");
  await study.admin.query("BEGIN; SET LOCAL enable_seqscan = off"); // so few would be read in sequence
  const { rows } = await study.admin.query<{ held: string }>("SELECT ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) AS held FROM app.entry e JOIN app.visit v ON v.id = e.visit_id WHERE v.code = 'SCR' LIMIT 50");
  const { rows: [read] } = await study.admin.query<{ rows: string }>("SELECT seq_tup_read + idx_tup_fetch AS rows FROM pg_stat_xact_user_tables WHERE relname = 'lock'");
  await study.admin.query("ROLLBACK");
  expect(rows.map(({ held }) => held)).toEqual(rows.map(() => "freeze"));
  expect([rows.length, Number(read?.rows)]).toEqual([50, 50]);
});

test("what was asked and said of a patient is found by the patient at every save, and not among all that was", async () => {
  const [plan] = await asManager(async (tx) => {
    await onlyByIndex(tx);
    return acts.plansOf(tx, async (explained) => { await explained.$queryRaw(acts.sql`SELECT ${acts.ASKING_COLUMNS} FROM app.patient p WHERE p.id = ${randomUUID()}::uuid`); });
  });
  for (const index of ["explanation_of_patient", "message_reopened", "discrepancy_settled"]) expect(plan).toMatch(new RegExp(`Scan using ${index}`));
});
