import { createHash, randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActionResult } from "@/lib/kernel/action-result";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import type { CutManifest } from "./manifest";

const HOSTILE = '=HYPERLINK("http://x","y"), two\nlines; "quoted" ü 血 \r end';
const STATISTICIAN = { id: "", name: "", grants: [{ role: "statistician" as const, siteId: "all" }] };
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
/** After the study is open: the server's modules read their addresses when they are loaded. */
const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/analysis/read-efficacy")), ...(await import("@/lib/entries/add-row")), ...(await import("@/lib/entries/remove-row")), ...(await import("@/lib/entries/save-answers")), ...(await import("@/lib/patients/create-patient")), ...(await import("./make-cut")), ...(await import("./read-cut-file")), ...(await import("./read-cuts")) });
let consentId: string;
let patientId: string;

function done<Value>(result: ActionResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}
const refusal = <Value>(result: ActionResult<Value>) => (!result.ok && result.fault.kind === "refused" ? result.fault.code : result);
const act = () => ({ requestId: randomUUID(), reason: null });
const cut = (name: string, token = study.tokens.data_manager) => acts.perform(acts.makeCut, token, { ...act(), name });
const cuts = () => study.rolledBack(study.tokens.statistician, (tx) => acts.readCuts(tx, STATISTICIAN));
const bytesOf = (cutId: string, file: string) => study.rolledBack(study.tokens.statistician, async (tx) => Buffer.from((await acts.readCutFile(tx, cutId, file))?.bytes ?? []));
const rowsOf = async (cutId: string, file: string) => parse(await bytesOf(cutId, file), { columns: true, record_delimiter: "\n" }) as readonly Readonly<Record<string, string>>[];

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  const { number } = done(await acts.perform(acts.createPatient, study.tokens.coordinator, { ...act(), siteId: study.sites["101"] }));
  const patient = await study.rolledBack(study.tokens.coordinator, (tx) => tx.patient.findUniqueOrThrow({ where: { number }, include: { entries: true } }));
  patientId = patient.id;
  consentId = patient.entries.find(({ formId }) => formId === "consent")?.id ?? "";
  done(await acts.perform(acts.saveAnswers, study.tokens.coordinator, { ...act(), entryId: consentId, changes: { consentDate: { from: null, to: "2024-09-02" } }, explanations: [] }));
  const row = { patientId, visitId: null, formId: "concomitant_medication", explanations: [] };
  const removed = randomUUID();
  done(await acts.perform(acts.addRow, study.tokens.coordinator, { ...act(), ...row, entryId: removed, answers: { medication: HOSTILE } }));
  done(await acts.perform(acts.addRow, study.tokens.coordinator, { ...act(), ...row, entryId: randomUUID(), answers: { medication: "-1+1" } }));
  done(await acts.perform(acts.removeRow, study.tokens.coordinator, { requestId: randomUUID(), reason: "entered twice", entryId: removed }));
  await study.admin.query(`BEGIN; SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true);
    INSERT INTO app.visit (id, site_id, patient_id, code, reason) VALUES ('${randomUUID()}', '${study.sites["101"]}', '${patientId}', 'UNS1', 'Repeat marrow'); COMMIT`);
});
afterAll(() => study.close());

describe("two cuts of the same data", () => {
  let [first, second] = [{ cutId: "", contentHash: "", isInterim: false }, { cutId: "", contentHash: "", isInterim: false }];
  beforeAll(async () => { [first, second] = [done(await cut("cut 01")), done(await cut("cut 02"))]; });

  test("have the same hash, the same files and the same bytes, and say so [R57]", async () => {
    expect(first.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(second.contentHash).toBe(first.contentHash);
    const [newer, older] = (await cuts()).cuts;
    expect([newer?.sameAs, older?.sameAs, newer?.isInterim]).toEqual(["cut 01", null, true]);
    expect(newer?.manifest.filesSha256).toBe(older?.manifest.filesSha256);
    for (const { file } of newer?.manifest.files ?? []) expect(await bytesOf(second.cutId, file)).toEqual(await bytesOf(first.cutId, file));
  });

  test("say why somebody added a visit", async () => {
    expect((await rowsOf(first.cutId, "visits.csv")).filter(({ ADDED_REASON }) => ADDED_REASON !== "")).toMatchObject([{ VISIT: "UNS1", ADDED_REASON: "Repeat marrow", NOT_DONE_REASON: "" }]);
  });

  test("have files of the size and hash that the manifest names [R57]", async () => {
    const { files, counts } = JSON.parse((await bytesOf(first.cutId, "manifest.json")).toString()) as CutManifest;
    expect(files.map(({ file }) => file)).toEqual(expect.arrayContaining(["consent.csv", "haematology.csv", "patients.csv", "findings.csv", "queries.csv", "data-dictionary.csv"]));
    expect(counts).toMatchObject({ patient: 1, value: 3 });
    for (const { file, bytes, sha256 } of files) {
      const stored = await bytesOf(first.cutId, file);
      expect([file, stored.length, createHash("sha256").update(stored).digest("hex")]).toEqual([file, bytes, sha256]);
    }
  });

  test("do not depend on the session's zone or language [R58 A38]", async () => {
    await study.admin.query("ALTER ROLE ecrf_app SET timezone = 'Asia/Tokyo'; ALTER ROLE ecrf_app SET datestyle = 'SQL, DMY'; ALTER ROLE ecrf_app SET lc_messages = 'C'");
    const { db, snapshotDb } = await import("@/lib/server/db");
    const reconnect = () => Promise.all([db.$disconnect(), snapshotDb.$disconnect()]);
    await reconnect();
    expect(await study.rolledBack(study.tokens.data_manager, (tx) => tx.$queryRaw`SHOW timezone`)).toEqual([{ TimeZone: "Asia/Tokyo" }]);
    const third = done(await cut("cut 03"));
    await study.admin.query("ALTER ROLE ecrf_app SET timezone = 'UTC'; ALTER ROLE ecrf_app RESET datestyle; ALTER ROLE ecrf_app RESET lc_messages");
    await reconnect();
    expect(third.contentHash).toBe(first.contentHash);
  });

  test("fit into one archive with a manifest in front", async () => {
    const archive = await bytesOf(first.cutId, "all-files.tar");
    expect(archive.length % 512).toBe(0);
    expect(archive.subarray(0, 13).toString()).toBe("manifest.json");
    expect(await bytesOf(second.cutId, "all-files.tar")).toEqual(await bytesOf(second.cutId, "all-files.tar"));
  });
});

describe("the files", () => {
  test("hold every value exactly, formulas, quotes and line ends included, and removed rows with their reason [R58 A19]", async () => {
    const [newest] = (await cuts()).cuts;
    const rows = await rowsOf(newest?.id ?? "", "concomitant_medication.csv");
    expect(rows.map(({ SITE, PATIENT, ROW, medication, REMOVED_REASON }) => ({ SITE, PATIENT, ROW, medication, REMOVED_REASON }))).toEqual([
      { SITE: "101", PATIENT: "101-001", ROW: "1", medication: HOSTILE, REMOVED_REASON: "entered twice" },
      { SITE: "101", PATIENT: "101-001", ROW: "2", medication: "-1+1", REMOVED_REASON: "" },
    ]);
    const raw = (await bytesOf(newest?.id ?? "", "consent.csv")).toString();
    expect(raw.startsWith("STUDY,SITE,PATIENT,VISIT,FORM,ROW,")).toBe(true);
    expect(raw).not.toContain("\r");
  });
});

describe("the history", () => {
  const history = async (name: string) => (await rowsOf(done(await cut(name)).cutId, "changes.csv")).filter(({ FORM }) => FORM === "consent" || FORM === "concomitant_medication");

  test("holds every value before and after, who changed it, when and why, the changes of one value in their order", async () => {
    const save = (reason: string, from: string, to: string) => acts.perform(acts.saveAnswers, study.tokens.coordinator, { requestId: randomUUID(), reason, entryId: consentId, changes: { consentDate: { from, to } }, explanations: [] });
    done(await save("misread", "2024-09-02", "2024-09-04"));
    done(await save("read again", "2024-09-04", "2024-09-02"));
    const rows = await history("with history");
    expect(rows.filter(({ FIELD }) => FIELD === "consentDate").map(({ OF, FROM, TO, REASON, BY, ROLE, TAKEN_AWAY }) => [OF, FROM, TO, REASON, BY, ROLE, TAKEN_AWAY])).toEqual([
      ["answer", "", "2024-09-02", "", "Test coordinator", "coordinator", "false"],
      ["answer", "2024-09-02", "2024-09-04", "misread", "Test coordinator", "coordinator", "false"],
      ["answer", "2024-09-04", "2024-09-02", "read again", "Test coordinator", "coordinator", "false"],
    ]);
    expect(rows.filter(({ FORM }) => FORM === "concomitant_medication").map(({ ROW, OF, FIELD, TO, ACT }) => [ROW, OF, FIELD, TO, ACT])).toEqual([
      ["1", "answer", "medication", HOSTILE, "entry.add"], ["1", "form", "removed_reason", "entered twice", "entry.remove"], ["2", "answer", "medication", "-1+1", "entry.add"],
    ]);
  });

  test("does not bring back what was taken away from the trail", async () => {
    await study.admin.query("ALTER TABLE audit.payload DISABLE TRIGGER USER; DELETE FROM audit.payload WHERE event_id IN (SELECT id FROM audit.event WHERE table_name = 'app.entry' AND reason = 'misread'); ALTER TABLE audit.payload ENABLE ALWAYS TRIGGER no_change, ENABLE ALWAYS TRIGGER no_truncate");
    const [gone] = (await history("with history taken away")).filter(({ REASON }) => REASON === "misread");
    expect([gone?.["FIELD"], gone?.["FROM"], gone?.["TO"], gone?.["TAKEN_AWAY"]]).toEqual(["consentDate", "", "", "true"]);
  });
});

describe("a cut", () => {
  test("changes its hash with any value", async () => {
    const before = done(await cut("before"));
    done(await acts.perform(acts.saveAnswers, study.tokens.coordinator, { requestId: randomUUID(), reason: "transcription error", entryId: consentId, changes: { consentDate: { from: "2024-09-02", to: "2024-09-03" } }, explanations: [] }));
    expect(done(await cut("after")).contentHash).not.toBe(before.contentHash);
  });

  test("is made by data management only, under a name of its own", async () => {
    expect(refusal(await cut("mine", study.tokens.statistician))).toBe("not_permitted");
    expect(refusal(await cut("cut 01"))).toBe("name_taken");
  });

  test("is not seen by the site", async () => {
    expect(await study.rolledBack(study.tokens.coordinator, (tx) => tx.dataCut.count())).toBe(0);
    expect(await study.rolledBack(study.tokens.coordinator, (tx) => tx.dataCutRecord.count())).toBe(0);
  });

  test("takes no more records, and its hash and status are the database's to say", async () => {
    const [newest] = (await cuts()).cuts;
    const add = () => study.rolledBack(study.tokens.data_manager, (tx) => tx.$executeRaw`INSERT INTO app.data_cut_record VALUES (${newest?.id}::uuid, 999999, 'patient', '{}')`);
    await expect(add()).rejects.toThrow(/takes no more records/);
    const claimed = await study.rolledBack(study.tokens.data_manager, (tx) =>
      tx.dataCut.create({ data: { name: "claimed", isInterim: false, contentHash: "made up", manifest: {} }, select: { contentHash: true, isInterim: true } }));
    expect(claimed).toEqual({ contentHash: createHash("sha256").update("").digest("hex"), isInterim: true });
  });

  test("is all that the statistician sees of the patients, and gives the same result as the live records", async () => {
    const history = await study.rolledBack(study.tokens.coordinator, (tx) => tx.entry.findFirstOrThrow({ where: { patientId, formId: "aml_history" } }));
    done(await acts.perform(acts.saveAnswers, study.tokens.coordinator, { ...act(), entryId: history.id, changes: { diseaseStatus: { from: null, to: "relapsed" } }, explanations: [] }));
    await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'system', true); UPDATE app.patient SET status = 'randomised', stratum = 'relapsed', arm = 'B', randomised_at = now(); COMMIT");
    done(await cut("with a patient"));

    const read = (token: string, actor: typeof STATISTICIAN | { id: string; name: string; grants: { role: "inspector"; siteId: string }[] }) => study.rolledBack(token, (tx) => acts.readEfficacy(tx, actor, "SEED"));
    const sealed = await read(study.tokens.statistician, STATISTICIAN);
    const live = await read(study.tokens.inspector, { id: "", name: "", grants: [{ role: "inspector", siteId: "all" }] });
    expect(sealed.source).toMatchObject({ kind: "cut", name: "with a patient" });
    expect(sealed.patients).toMatchObject([{ number: "101-001", arm: "B", diseaseStatus: "relapsed", best: { SEED: "NE" } }]);
    expect(live).toMatchObject({ source: { kind: "live" }, patients: sealed.patients });
    expect(await study.rolledBack(study.tokens.statistician, (tx) => tx.patient.count())).toBe(0);
  });
});
