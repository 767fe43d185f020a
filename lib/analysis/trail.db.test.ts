import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import type { TrailFilters } from "./trail-filters";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/sql")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/patients/create-patient")), ...(await import("@/lib/entries/save-answers")),
  ...(await import("@/lib/people/invite-person")), ...(await import("./read-trail")), ...(await import("./trail-rows")), ...(await import("./trail-csv")), ...(await import("./trail-jsonl")), ...(await import("./verify-trail")), ...(await import("./read-verification")),
});

type Person = keyof TestStudy["tokens"];
type SiteCode = keyof TestStudy["sites"];
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let entryId: string;

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  await addPatient("coordinator", "101");
  await addPatient("elsewhere", "102");
  const { rows } = await study.admin.query<{ id: string }>("SELECT e.id FROM app.entry e JOIN app.patient p ON p.id = e.patient_id WHERE e.form_id = 'haematology' AND p.number = '101-001'");
  entryId = rows[0]!.id;
  await save({ platelets: { from: null, to: { value: "98", unit: "10^9/L" } } });
  await save({ platelets: { from: { value: "98", unit: "10^9/L" }, to: { value: "101", unit: "10^9/L" } } }, "transcription error");
  await acts.perform(acts.invitePerson, study.tokens.administrator, sent({ username: "newcomer", fullName: "Dr Newcomer" }));
});
afterAll(() => study.close());

const sent = <Input extends object>(input: Input) => ({ requestId: randomUUID(), reason: null, ...input });
const addPatient = (who: Person, site: SiteCode) => acts.perform(acts.createPatient, study.tokens[who], sent({ siteId: study.sites[site] }));
const save = (changes: Record<string, { from: unknown; to: unknown }>, reason: string | null = null) => acts.perform(acts.saveAnswers, study.tokens.coordinator, { ...sent({ entryId, changes, explanations: [] }), reason });
const trail = (who: Person, filters: TrailFilters = {}) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readTrail(tx, actor, filters));
const told = async (who: Person, filters: TrailFilters = {}) => (await trail(who, filters)).days.flatMap(({ acts: done }) => done);
const steps = async (who: Person, filters: TrailFilters = {}) => (await told(who, filters)).flatMap((act) => [...act.steps, ...act.thereby, ...act.again]);
const records = (who: Person, filters: TrailFilters, most: number) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, async (tx) => acts.readTrailRecords(tx, await acts.chooseTrailEvents(tx, filters, "UTC", most)));
const patientsSeen = async (who: Person) => [...new Set((await records(who, {}, 1000)).flatMap(({ patientNumber }) => patientNumber ?? []))].toSorted();

describe("who sees which events", () => {
  test.each<readonly [Person, readonly string[]]>([
    ["coordinator", ["101-001"]], ["investigator", ["101-001"]], ["monitor", ["101-001"]], ["elsewhere", ["102-001"]], ["monitor_elsewhere", ["102-001"]],
    ["data_manager", ["101-001", "102-001"]], ["inspector", ["101-001", "102-001"]], ["administrator", []], ["statistician", []],
  ])("%s: those of %j", async (who, patients) => {
    expect(await patientsSeen(who)).toEqual(patients);
  });

  test("nobody at a site reads what its filters name elsewhere [R13 R27]", async () => {
    expect(await told("coordinator", { patient: "102-001" })).toEqual([]);
    expect(await told("elsewhere", { entry: entryId })).toEqual([]);
  });

  test("people and sessions are read by those who answer for the whole study [R19]", async () => {
    const deeds = async (who: Person) => (await steps(who, { kind: "people" })).map(({ says }) => says);
    expect(await deeds("inspector")).toContain("made a one-time link for Dr Newcomer");
    expect((await deeds("coordinator")).some((deed) => deed.includes("one-time link"))).toBe(false);
    expect(await deeds("administrator")).toEqual(expect.arrayContaining(["made a one-time link for Dr Newcomer", expect.stringMatching(/^gave Test coordinator the role coordinator at site 101/)]));
    for (const who of ["coordinator", "monitor", "investigator"] as const) expect(await steps(who, { kind: "sessions" }), who).toEqual([]);
    for (const who of ["administrator", "data_manager", "inspector"] as const) expect((await steps(who, { kind: "sessions" })).length, who).toBeGreaterThan(0);
  });

  test("the names to choose from are those of one's sites and of people for the whole study", async () => {
    const names = async (who: Person) => (await trail(who)).people.map(({ fullName }) => fullName);
    expect(await names("coordinator")).toEqual(expect.arrayContaining(["Test coordinator", "Test data_manager"]));
    expect(await names("coordinator")).not.toContain("Test elsewhere");
    expect(await names("inspector")).toContain("Test elsewhere");
  });
});

describe("what is read", () => {
  test("a correction is a sentence with its reason and the way to its field [R13]", async () => {
    const href = `/entries/${entryId}#platelets`;
    expect((await told("monitor", { field: "haematology.platelets" })).map(({ who, act, reason, steps: done }) => ({ who, act, reason, done: done.map(({ says, href: to }) => [says, to]) }))).toEqual([
      { who: "Test coordinator", act: "Save answers", reason: "transcription error", done: [["changed Platelets 98 → 101 ×10⁹/L in Haematology, Screening", href]] },
      { who: "Test coordinator", act: "Save answers", reason: null, done: [["entered Platelets 98 ×10⁹/L in Haematology, Screening", href]] },
    ]);
  });

  test("each filter narrows, and together they narrow further [R14]", async () => {
    const count = async (filters: TrailFilters) => (await records("inspector", filters, 1000)).length;
    const all = await count({});
    const ofPatient = await count({ patient: "101-001" });
    expect(await count({ patient: "999-999" })).toBe(0);
    expect(ofPatient).toBeLessThan(all);
    expect(await count({ patient: "101-001", kind: "data" })).toBeLessThan(ofPatient);
    expect(await count({ entry: entryId })).toBe(3);
    const [saved] = await records("inspector", { entry: entryId }, 1);
    expect(await count({ person: saved!.accountId, patient: "101-001" })).toBe(ofPatient);
    expect(await count({ person: saved!.accountId, patient: "102-001" })).toBe(0);
    const day = saved!.at.toISOString().slice(0, 10);
    expect([await count({ from: "2999-01-01" }), await count({ to: "2000-01-01" }), await count({ from: day, to: day, entry: entryId })]).toEqual([0, 0, 3]);
  });

  test("pages follow each other newest first, without a gap or a repeat", async () => {
    const whole = (await records("inspector", {}, 1000)).map(({ id }) => id);
    const paged: string[] = [];
    for (let before: string | undefined; ; ) {
      const page = (await records("inspector", { before }, 7)).map(({ id }) => id);
      paged.push(...page);
      if (page.length < 7) break;
      before = page.at(-1);
    }
    expect(paged).toEqual(whole);
    expect(whole).toEqual(whole.toSorted((one, other) => Number(other) - Number(one)));
  });

  test("every event of a study's first steps has a sentence of its own", async () => {
    const said = (await steps("inspector")).map(({ says }) => says);
    expect(said.length).toBeGreaterThan(50);
    expect(said.filter((deed) => /an unnamed item|a record|undefined|null|\[object/.test(deed))).toEqual([]);
  });
});

describe("the story of a field", () => {
  test("tells its values, queries, verifications, signatures and locks in their order, and of no other field [R13 R17 R18]", async () => {
    const { raiseDiscrepancy } = await import("@/lib/discrepancies/raise-discrepancy");
    const { verifyFields } = await import("@/lib/review/verify-fields");
    await acts.perform(raiseDiscrepancy, study.tokens.monitor, sent({ entryId, field: "platelets", question: "Source?" }));
    await acts.perform(raiseDiscrepancy, study.tokens.monitor, sent({ entryId, field: "wbc", question: "Another field?" }));
    await acts.perform(verifyFields, study.tokens.monitor, sent({ entryId, seen: { platelets: { value: "101", unit: "10^9/L" } } }));
    await save({ platelets: { from: { value: "101", unit: "10^9/L" }, to: { value: "110", unit: "10^9/L" } } }, "misread");
    const story = await told("inspector", { entry: entryId, field: "haematology.platelets" });
    expect(story.map(({ steps: own, thereby }) => [own.map(({ says }) => says), thereby.map(({ says }) => says)])).toEqual([
      [["changed Platelets 101 → 110 ×10⁹/L in Haematology, Screening"], ["ended the verification of Platelets in Haematology, Screening, whose value changed"]],
      [["verified Platelets in Haematology, Screening against the source"], []],
      [["raised a query at Platelets in Haematology, Screening: “Source?”"], []],
      [["changed Platelets 98 → 101 ×10⁹/L in Haematology, Screening"], []],
      [["entered Platelets 98 ×10⁹/L in Haematology, Screening"], []],
    ]);
  });
  test("and those of a patient, and of a person, are found by an index, however long the trail is [F18]", async () => {
    await study.admin.query("BEGIN");
    await study.admin.query("ALTER TABLE audit.event DISABLE TRIGGER link");
    await study.admin.query(`INSERT INTO audit.event (xid, chain_id, occurred_at, account_id, username, full_name, action, table_name, row_id, op, patient_id, fields, payload_hash)
      SELECT '1', gen_random_uuid(), now(), gen_random_uuid(), 'x', 'x', 'entry.save', 'app.entry', gen_random_uuid()::text, 'U', gen_random_uuid(), '{answers.platelets}', '' FROM generate_series(1, 30000)`);
    await study.admin.query("ANALYZE audit.event");
    const asked: string[] = [];
    const person = (await records("inspector", { entry: entryId }, 1))[0]!.accountId;
    for (const filters of [{ patient: "101-001" }, { entry: entryId, field: "haematology.platelets" }, { person }]) {
      const tx = { $queryRaw: async (parts: TemplateStringsArray, ...given: unknown[]) => {
        const { text: statement, values } = acts.sql(parts, ...given);
        asked.push((await study.admin.query(`EXPLAIN ${statement}`, values)).rows.map((row) => row["QUERY PLAN"]).join("\n"));
        return (await study.admin.query(statement, values)).rows;
      } };
      await acts.chooseTrailEvents(tx as never, filters, "UTC", 100);
    }
    await study.admin.query("ROLLBACK");
    const indexes = ["event_of_patient", "event_table_name_row_id_id_idx", "event_pkey", "event_of_person"]; // of a field: its rows first, then these events
    expect(asked.map((plan) => [indexes.find((name) => plan.includes(name)), plan.includes("Seq Scan on event")])).toEqual(indexes.map((name) => [name, false]));
    expect(asked[2]).toContain("Index Cond: (id = ANY");
  });
});

describe("the download", () => {
  test("holds the same events as the page, with every value as stored [R14]", async () => {
    const csv = await text(acts.trailCsv(study.tokens.monitor, { entry: entryId }) as never);
    expect(csv.trimEnd().split("\n")).toHaveLength(1 + (await records("monitor", { entry: entryId }, 1_000)).length);
    expect(csv).toContain("Test coordinator changed Platelets 98 → 101 ×10⁹/L in Haematology, Screening: transcription error");
    expect(csv).toContain('""new"":{""unit"":""10^9/L"",""value"":""101""}');
  });

  test("breaks off for somebody who may not read the trail [R14 R27]", async () => {
    await expect(text(acts.trailCsv(study.tokens.statistician, {}) as never)).rejects.toMatchObject({ code: "not_permitted" });
    await expect(text(acts.trailCsv("no such token", {}) as never)).rejects.toMatchObject({ code: "not_signed_in" });
  });
});

test("values that one save corrected for different reasons are told each with its own, in one act [R06]", async () => {
  const seen = { wbc: { value: "3", unit: "10^9/L" }, haemoglobin: { value: "9", unit: "g/dL" } };
  await save({ wbc: { from: null, to: seen.wbc }, haemoglobin: { from: null, to: seen.haemoglobin } });
  await acts.perform(acts.saveAnswers, study.tokens.coordinator, sent({
    entryId, explanations: [], reasons: { wbc: "misread", haemoglobin: "source corrected" },
    changes: { wbc: { from: seen.wbc, to: { value: "4", unit: "10^9/L" } }, haemoglobin: { from: seen.haemoglobin, to: { value: "10", unit: "g/dL" } } },
  }));
  const [act] = await told("coordinator", { entry: entryId });
  expect(act?.reason).toBeNull();
  expect(act?.steps.map(({ says }) => says)).toEqual([expect.stringMatching(/^changed White cells .*: misread$/), expect.stringMatching(/^changed Haemoglobin .*: source corrected$/)]);
});
