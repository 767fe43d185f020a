import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tx } from "@/lib/server/db";
import type { ReportSubject } from "@/lib/study/reports/report-subject";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, entryOfVisit, fill, newPatient, newRandomisedPatient, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";
import type { ReportSource } from "./report-source";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/exports/make-cut")), ...(await import("@/lib/patients/screen-fail-patient")),
  ...(await import("@/lib/discrepancies/raise-discrepancy")), ...(await import("./report-source")), ...(await import("./read-subjects")), ...(await import("./read-counts")), ...(await import("./read-quality")),
});

let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let [treated, elsewhere]: readonly (TestPatient | undefined)[] = [];
let cutId: string;
const ALL = { findings: ["deviation", "overall_survival", "population", "patient_exposure", "exposure"], trace: ["days", "says", "on", "source", "substances"], forms: ["cenersen_infusion", "protocol_deviation", "marrow"] } as const;

const read = <Value>(who: Person, run: Parameters<typeof acts.withActor<Value>>[2]) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, run);
const sourceFor = (who: Person, cut: string | null = null) => read(who, (tx, actor) => acts.chooseSource(tx, actor, { verb: "patient.read", cut, now: new Date() }));
const within = async <Value>(who: Person, work: (tx: Tx, source: ReportSource) => Promise<Value>, cut: string | null = null) => read(who, async (tx, actor) => {
  const source = await acts.chooseSource(tx, actor, { verb: "patient.read", cut, now: new Date() });
  if (source === null) throw new Error(`${who} has no source`);
  return work(tx, source);
});
/** Rows of a cut are named by their place and not by an id; of a medication, so is what was found of it. */
const nameless = (subjects: readonly ReportSubject[]) => subjects.map(({ entries, findings, ...subject }) => ({
  ...subject, entries: entries.map(({ id, ...entry }) => { expect(id).not.toBe(""); return entry; }), findings: findings.filter(({ kind }) => kind !== "exposure"),
}));

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  treated = await newRandomisedPatient(study);
  done(await save(study, await entryOfVisit(study, treated, "C1", "cenersen_infusion"), { startAt: [null, "2024-09-16T09:00"], stopAt: [null, "2024-09-20T09:00"], rateMgPerHour: [null, "7"] }));
  const failed = await newPatient(study);
  await fill(study, failed, "vital_signs", { measuredOn: "2024-09-02", zubrod: "4" });
  done(await acts.perform(acts.screenFailPatient, study.tokens.investigator, { ...sent({ patientId: failed.id, cause: "criteria" }), reason: "Zubrod 4" }));
  elsewhere = await newPatient(study, "elsewhere", "102");
  done(await acts.perform(acts.raiseDiscrepancy, study.tokens.data_manager, sent({ entryId: treated.entries["vital_signs"] ?? "", field: "measuredOn", question: "Which day was it?" })));
  cutId = done(await acts.perform(acts.makeCut, study.tokens.data_manager, sent({ name: "Interim" }))).cutId;
});
afterAll(() => study.close());

describe("where figures come from", () => {
  test("clinical readers have the records of now, whoever reads only cuts the newest one, an administrator nothing", async () => {
    expect([await sourceFor("coordinator"), await sourceFor("data_manager")]).toMatchObject([{ kind: "live", isWhole: false }, { kind: "live", isWhole: true }]);
    expect(await sourceFor("statistician")).toMatchObject({ kind: "cut", cutId, name: "Interim" });
    expect(await read("statistician", (tx, actor) => acts.chooseSource(tx, actor, { verb: "efficacy.read", cut: null, now: new Date() }))).toMatchObject({ kind: "cut" });
    expect(await sourceFor("administrator")).toBeNull();
  });

  test("a cut by its id is for those who may read cuts, and one that does not exist is none", async () => {
    expect(await sourceFor("data_manager", cutId)).toMatchObject({ kind: "cut", cutId });
    expect([await sourceFor("coordinator", cutId), await sourceFor("data_manager", randomUUID())]).toEqual([null, null]);
  });
});

describe("the same data give the same figures, of now and of a cut", () => {
  test("patient by patient, with results, traces and forms", async () => {
    const [live, cut] = [await within("data_manager", (tx, source) => acts.readSubjects(tx, source, ALL)), await within("statistician", (tx, source) => acts.readSubjects(tx, source, ALL))];
    expect(nameless(cut)).toEqual(nameless(live));
    expect(live.find(({ number }) => number === treated?.number)).toMatchObject({ status: "randomised", entries: [{ formId: "cenersen_infusion", visit: "C1" }] });
    expect(live.find(({ number }) => number === treated?.number)?.findings.filter(({ kind }) => kind === "population").length).toBe(3);
  });

  test.each(["readEnrolment", "readScreening", "readQuality"] as const)("%s", async (name) => {
    const [live, cut] = [await within<readonly object[]>("data_manager", acts[name]), await within<readonly object[]>("statistician", acts[name])];
    expect(cut).toEqual(live);
    expect(live.length).toBeGreaterThan(0);
  });

  test("and they are right", async () => {
    expect(await within("data_manager", acts.readScreening)).toEqual(expect.arrayContaining([
      { of: "cause", code: "criteria", label: null, patients: 1 }, expect.objectContaining({ of: "criterion", code: "ZUBROD", patients: 1 }), { of: "status", code: "randomised", label: null, patients: 1 },
    ]));
    expect(await within("data_manager", acts.readEnrolment)).toEqual(expect.arrayContaining([expect.objectContaining({ site: "101", status: "screen_failed", on: null, patients: 1 }), expect.objectContaining({ site: "102", status: "screening", patients: 1 })]));
    expect((await within("data_manager", acts.readQuality)).find(({ site }) => site === "101")).toMatchObject({ verified: 0, closed: 0, medianAge: 0, oldestAge: 0 });
  });
});

test("who works at a site sees its patients and nothing of another", async () => {
  const here = await within("coordinator", (tx, source) => acts.readSubjects(tx, source, ALL));
  expect(here.map(({ site }) => site)).not.toContain("102");
  expect((await within("elsewhere", (tx, source) => acts.readSubjects(tx, source, ALL))).map(({ number }) => number)).toEqual([elsewhere?.number]);
  for (const name of ["readEnrolment", "readQuality"] as const) expect(new Set((await within<readonly { readonly site: string }[]>("elsewhere", acts[name])).map(({ site }) => site))).toEqual(new Set(["102"]));
  expect(await within("elsewhere", acts.readScreening)).toEqual([{ of: "status", code: "screening", label: null, patients: 1 }]);
});
