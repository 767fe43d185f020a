import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import type { TrailFilters } from "./trail-filters";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/patients/create-patient")), ...(await import("@/lib/entries/save-answers")),
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
const steps = async (who: Person, filters: TrailFilters = {}) => (await told(who, filters)).flatMap((act) => [...act.steps, ...act.thereby]);
const records = (who: Person, filters: TrailFilters, most: number) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, async (tx) => acts.readTrailRecords(tx, await acts.chooseTrailEvents(tx, filters, "UTC", most)));
const patientsSeen = async (who: Person) => [...new Set((await records(who, {}, 1000)).flatMap(({ patientNumber }) => patientNumber ?? []))].toSorted();

describe("who sees which events", () => {
  test.each<readonly [Person, readonly string[]]>([
    ["coordinator", ["101-001"]], ["investigator", ["101-001"]], ["monitor", ["101-001"]], ["elsewhere", ["102-001"]], ["monitor_elsewhere", ["102-001"]],
    ["data_manager", ["101-001", "102-001"]], ["inspector", ["101-001", "102-001"]], ["administrator", []], ["statistician", []],
  ])("%s: those of %j", async (who, patients) => {
    expect(await patientsSeen(who)).toEqual(patients);
  });

  test("nobody at a site reads what its filters name elsewhere", async () => {
    expect(await told("coordinator", { patient: "102-001" })).toEqual([]);
    expect(await told("elsewhere", { entry: entryId })).toEqual([]);
  });

  test("people and sessions are read by those who answer for the whole study", async () => {
    const deeds = async (who: Person) => (await steps(who, { kind: "people" })).map(({ says }) => says);
    expect(await deeds("inspector")).toContain("made a one-time link for Dr Newcomer");
    expect((await deeds("coordinator")).some((deed) => deed.includes("one-time link"))).toBe(false);
  });

  test("the names to choose from are those of one's sites and of people for the whole study", async () => {
    const names = async (who: Person) => (await trail(who)).people.map(({ fullName }) => fullName);
    expect(await names("coordinator")).toEqual(expect.arrayContaining(["Test coordinator", "Test data_manager"]));
    expect(await names("coordinator")).not.toContain("Test elsewhere");
    expect(await names("inspector")).toContain("Test elsewhere");
  });
});

describe("what is read", () => {
  test("a correction is a sentence with its reason and the way to its field", async () => {
    const href = `/entries/${entryId}#platelets`;
    expect((await told("monitor", { field: "haematology.platelets" })).map(({ who, act, reason, steps: done }) => ({ who, act, reason, done: done.map(({ says, href: to }) => [says, to]) }))).toEqual([
      { who: "Test coordinator", act: "Save answers", reason: "transcription error", done: [["changed Platelets 98 → 101 ×10⁹/L in Haematology, Screening", href]] },
      { who: "Test coordinator", act: "Save answers", reason: null, done: [["entered Platelets 98 ×10⁹/L in Haematology, Screening", href]] },
    ]);
  });

  test("each filter narrows, and together they narrow further", async () => {
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

describe("the download", () => {
  test("holds the same events as the page, with every value as stored", async () => {
    const csv = await text(acts.trailCsv(study.tokens.monitor, { entry: entryId }) as never);
    expect(csv.trimEnd().split("\n")).toHaveLength(4);
    expect(csv).toContain("Test coordinator changed Platelets 98 → 101 ×10⁹/L in Haematology, Screening: transcription error");
    expect(csv).toContain('""new"":{""unit"":""10^9/L"",""value"":""101""}');
  });

  test("breaks off for somebody who may not read the trail", async () => {
    await expect(text(acts.trailCsv(study.tokens.statistician, {}) as never)).rejects.toMatchObject({ code: "not_permitted" });
    await expect(text(acts.trailCsv("no such token", {}) as never)).rejects.toMatchObject({ code: "not_signed_in" });
  });
});
