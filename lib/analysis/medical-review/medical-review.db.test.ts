import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { said, sent, type Person } from "@/ops/testing/test-patient";
import type { ReviewFilters } from "./review-filters";
import { LISTS } from "./review-line";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/patients/create-patient")), ...(await import("@/lib/entries/save-answers")),
  ...(await import("./read-medical-review")), ...(await import("./mark-line")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patientId: string;
const ids = { death: randomUUID(), response: randomUUID(), serious: randomUUID(), deviation: randomUUID() };
const now = new Date("2024-10-23T12:00:00Z");

const count = (value: string) => ({ value, unit: "10^9/L" });
const RECORDS: readonly (readonly [visit: string | null, form: string, id: string, answers: object])[] = [
  ["C1", "cenersen_infusion", randomUUID(), { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" }],
  ["D28", "marrow", randomUUID(), { done: "Y", marrowDate: "2024-10-21", blastPct: "2", spicules: "Y", nucleatedCells: 300, auerRods: "N" }],
  ["D28", "haematology", randomUUID(), { sampleDate: "2024-10-21", anc: count("1.5"), platelets: count("100"), blastsPct: "0" }],
  ["D28", "extramedullary", randomUUID(), { examinedOn: "2024-10-21", disease: "N" }],
  ["D28", "response_assessment", ids.response, { assessedOn: "2024-10-22" }],
  [null, "adverse_event", ids.serious, { term: "Seizure", grade: "3", serious: "Y", awareAt: "2024-10-20T08:00", startDate: "2024-10" }],
  [null, "protocol_deviation", ids.deviation, { category: "dose", happenedOn: "2024-09-17", description: "Half the dose was spilt" }],
  [null, "death", ids.death, { deathDate: "2024-10-20", cause: "infection" }],
];

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  await acts.perform(acts.createPatient, study.tokens.coordinator, sent({ siteId: study.sites["101"] }));
  patientId = (await study.admin.query<{ id: string }>("SELECT id FROM app.patient")).rows[0]!.id;
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true)");
  const visits: Record<string, string> = { C1: randomUUID(), D28: randomUUID() };
  for (const [code, id] of Object.entries(visits)) await study.admin.query("INSERT INTO app.visit (id, site_id, patient_id, code) VALUES ($1, $2, $3, $4)", [id, study.sites["101"], patientId, code]);
  for (const [visit, form, id, answers] of RECORDS) {
    await study.admin.query("INSERT INTO app.entry (id, site_id, patient_id, visit_id, form_id, form_version, answers, progress) VALUES ($1, $2, $3, $4, $5, 1, $6, 'in_progress')", [id, study.sites["101"], patientId, visit && visits[visit], form, answers]);
  }
  await study.admin.query("COMMIT");
  expect(await save(ids.response, { investigatorResponse: { from: null, to: "CR" } })).toBe("done");
});
afterAll(() => study.close());

const save = async (entryId: string, changes: Record<string, { from: unknown; to: unknown }>) => said(await acts.perform(acts.saveAnswers, study.tokens.coordinator, sent({ entryId, changes, explanations: [], reason: "As the chart says" })));
const read = (who: Person, filters: ReviewFilters = {}) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readMedicalReview(tx, actor, filters, now));
const counts = async (who: Person, filters: ReviewFilters = {}) => { const { lists } = await read(who, filters); return LISTS.map((list) => lists[list].length); };

test("each list has its line, with where it stands and the field that decides", async () => {
  const { lists } = await read("monitor");
  expect(lists.serious).toMatchObject([{ what: "Seizure", on: "2024-10-01", tone: "late", state: expect.stringMatching(/^overdue, 2 d|^overdue, 3 d/), href: `/entries/${ids.serious}#reportedAt` }]);
  expect(lists.dose).toMatchObject([{ what: "Half the dose was spilt", on: "2024-09-17", tone: "open", href: `/entries/${ids.deviation}#category` }]);
  expect(lists.boundary).toMatchObject([{ tone: "open", detail: expect.stringContaining("criteria NR, investigator CR"), act: { label: "Adjudicate" } }]);
  expect(lists.disagreement).toMatchObject([{ what: expect.stringContaining("investigator CR, criteria NR"), state: "the site is asked", href: `/entries/${ids.response}#investigatorResponse`, act: { label: "Query" } }]);
  expect(lists.death).toMatchObject([{ state: "30 d after the last dose", detail: expect.stringContaining("last dose 20-Sep-2024"), href: `/entries/${ids.death}#cause` }]);
});

test("a correction takes a line away, or brings another state", async () => {
  await save(ids.death, { deathDate: { from: "2024-10-20", to: "2024-10-22" } });
  expect((await read("monitor")).lists.death).toEqual([]);
  await save(ids.death, { deathDate: { from: "2024-10-22", to: "2024-09-18" } });
  expect((await read("monitor")).lists.death).toMatchObject([{ tone: "open", state: "2 d before a recorded dose", href: `/entries/${ids.death}#deathDate` }]);
  await save(ids.death, { deathDate: { from: "2024-09-18", to: "2024-10-20" } });
  await save(ids.serious, { reportedAt: { from: null, to: "2024-10-20T20:00" } });
  expect((await read("monitor")).lists.serious).toMatchObject([{ tone: "settled", state: "reported after 12 h" }]);
  expect(await counts("monitor", { open: "1" })).toEqual([0, 1, 1, 1, 0]);
});

test("a site's readers see their own, another site's monitor nothing, and only a monitor is offered the decision", async () => {
  expect(await counts("data_manager")).toEqual([1, 1, 1, 1, 1]);
  expect(await counts("monitor_elsewhere")).toEqual([0, 0, 0, 0, 0]);
  expect((await read("inspector")).lists.boundary).toMatchObject([{ act: { label: "Responses" } }]);
  expect(await counts("monitor", { site: "102" })).toEqual([0, 0, 0, 0, 0]);
  expect(await counts("monitor", { patient: "101-0", site: "101" })).toEqual([1, 1, 1, 1, 1]);
});

describe("a line that is reviewed", () => {
  const death = async (who: Person = "monitor", filters: ReviewFilters = {}) => (await read(who, filters)).lists.death[0];
  const mark = async (who: Person, reviewed: boolean, seenHash?: string) => {
    const { list, subject, seenHash: seen = "" } = (await death()) ?? { list: "death" as const, subject: ids.death };
    return said(await acts.perform(acts.markLine, study.tokens[who], sent({ patientId, list, subject, seenHash: seenHash ?? seen, reviewed })));
  };
  test("says who and when, in the trail too, and is asked for no more until what it shows changes; the same data bring the mark back", async () => {
    expect(await death("monitor", { unreviewed: "1" })).toMatchObject({ mark: null, mayMark: true });
    expect(await mark("monitor", true)).toBe("done");
    expect(await death()).toMatchObject({ mark: { byName: "Test monitor", stands: true } });
    expect(await death("monitor", { unreviewed: "1" })).toBeUndefined();
    expect((await study.admin.query("SELECT action FROM audit.event WHERE table_name = 'app.reviewed_line'")).rows).toEqual([{ action: "medical_review.mark" }]);
    await save(ids.death, { deathDate: { from: "2024-10-20", to: "2024-10-19" } });
    expect(await death("monitor", { unreviewed: "1" })).toMatchObject({ mark: { byName: "Test monitor", stands: false } });
    await save(ids.death, { deathDate: { from: "2024-10-19", to: "2024-10-20" } });
    expect(await death()).toMatchObject({ mark: { stands: true } });
    expect(await mark("monitor", false)).toBe("done");
    expect(await death()).toMatchObject({ mark: null });
  });
  test("is marked by a monitor of the site alone, and only as it stands", async () => {
    expect(await mark("monitor", true, "0".repeat(64))).toBe("line_moved_on");
    expect(await mark("data_manager", true)).toBe("not_permitted");
    expect(await mark("monitor_elsewhere", true)).toBe("not_found");
    expect(await death("inspector")).toMatchObject({ mark: null, mayMark: false });
  });
});

test("seven statements, whatever the number of patients", async () => {
  let statements = 0;
  await acts.withActor(study.tokens.monitor, { name: "test", requestId: randomUUID() }, (tx, actor) =>
    acts.readMedicalReview(new Proxy(tx, { get: (target, name) => { if (name === "$queryRaw") statements++; return Reflect.get(target, name); } }), actor, {}, now));
  expect(statements).toBe(7);
});
