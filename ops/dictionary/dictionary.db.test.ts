import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asSystem } from "@/ops/first-study.mjs";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, inSql, newPatient, sent, type TestPatient } from "@/ops/testing/test-patient";

// Every name below is invented; no list is copied.
const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "register-"));
const HEADER = "PRODUCTID\tPROPRIETARYNAME\tNONPROPRIETARYNAME\tSUBSTANCENAME\n";
const FIRST = `${HEADER}1\tZolpemax\t\tACETAMINOPHEN; CAFFEINE\n2\tZolpemax Night\t\tACETAMINOPHEN; DOXYLAMINE\n3\tBrixa\t\tIBUPROFEN\n`;

let study: TestStudy;
let patient: TestPatient;
const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/entries/add-row")), ...(await import("@/lib/patients/drug-register")), ...(await import("@/lib/patients/patient-store")) });
let acts: Awaited<ReturnType<typeof loadActs>>;

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  patient = await newPatient(study);
});
afterAll(async () => { rmSync(folder, { recursive: true }); await study.close(); });

/** As a person runs it, on the database of this test. */
function run(...wanted: string[]) {
  const url = Object.assign(new URL(process.env["TEST_ADMIN_URL"]!), { pathname: new URL(process.env["APP_DATABASE_URL"]!).pathname }).href;
  return spawnSync(process.execPath, ["ops/run.mjs", "ops/dictionary.ts", ...wanted], { cwd: root, encoding: "utf8", env: { ...process.env, DATABASE_URL: url, DATA_FOLDER: path.join(folder, "data") } });
}
const fileOf = (content: string, name = "product.txt") => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};
async function take(medication: string): Promise<string> {
  const entryId = crypto.randomUUID();
  done(await acts.perform(acts.addRow, study.tokens.coordinator, sent({ entryId, patientId: patient.id, visitId: null, formId: "concomitant_medication", answers: { medication, startDate: "2024-09-01", ongoing: "Y", route: "oral" }, explanations: [] })));
  return entryId;
}
const exposureOf = async (entryId: string) => (await study.admin.query<{ value: string; how: string }>("SELECT value, trace -> 'match' ->> 'how' AS how FROM app.finding WHERE kind = 'exposure' AND subject = $1", [entryId])).rows[0];
const products = async () => (await study.admin.query<{ name: string }>("SELECT name FROM app.drug_product ORDER BY name")).rows.map(({ name }) => name);

describe("a loaded dictionary", { timeout: 180_000 }, () => {
  let unknown: string;
  let other: string;
  beforeAll(async () => {
    unknown = await take("Zolpemax 500 mg tabs");
    other = await take("Brixa");
    expect([(await exposureOf(unknown))?.value, (await exposureOf(other))?.value]).toEqual(["uncoded", "uncoded"]);
  });

  test("says what it read, and derives every medication again", async () => {
    const { stdout, status } = run(fileOf(FIRST));
    expect(status).toBe(0);
    expect(stdout).toContain("Loaded FDA NDC product.txt: 3 names, 3 products that differ in their ingredients, 4 ingredients.");
    expect(stdout).toContain("Derived again: 1 patient with a medication.");
    expect(await exposureOf(unknown)).toEqual({ value: "possible", how: expect.stringContaining("ACETAMINOPHEN, CAFFEINE") });
    expect(await exposureOf(other)).toEqual({ value: "none", how: "known by the register (IBUPROFEN)" });
  });

  test("decides what is typed from then on, and what the record holds", async () => {
    expect((await exposureOf(await take("ZOLPEMAX NIGHT")))?.how).toContain("ACETAMINOPHEN, DOXYLAMINE");
    const { ingredientsOf } = await study.rolledBack(study.tokens.coordinator, (tx) => acts.readRecord(tx, patient.id));
    expect(ingredientsOf).toEqual({ "Zolpemax 500 mg tabs": ["ACETAMINOPHEN; CAFFEINE"], Brixa: ["IBUPROFEN"], "ZOLPEMAX NIGHT": ["ACETAMINOPHEN; DOXYLAMINE"] });
  });

  test("is searched by the beginning of a name, with its ingredients, by those who read clinical data", async () => {
    const search = (who: keyof TestStudy["tokens"], typed: string) => study.rolledBack(study.tokens[who], (tx) => acts.searchDrugRegister(tx, typed));
    const both = [{ name: "Zolpemax", ingredients: ["ACETAMINOPHEN", "CAFFEINE"] }, { name: "Zolpemax Night", ingredients: ["ACETAMINOPHEN", "DOXYLAMINE"] }];
    for (const who of ["coordinator", "investigator", "monitor", "data_manager", "inspector"] as const) expect(await search(who, "zolp")).toEqual(both);
    for (const who of ["administrator", "statistician"] as const) expect(await search(who, "zolp")).toEqual([]);
    expect([await search("coordinator", "z"), await search("coordinator", "%"), await search("coordinator", "Zolpemax n")]).toEqual([[], [], [both[1]]]);
  });

  test("is read only: no session changes it, nobody without a session sees it", async () => {
    const { coordinator, data_manager: manager, administrator } = study.tokens;
    for (const token of [coordinator, manager, administrator]) {
      for (const statement of ["INSERT INTO app.drug_product SELECT dictionary_id, 'x', 'x', 'x', '{}', 'x' FROM app.drug_product LIMIT 1", "DELETE FROM app.drug_product", "UPDATE app.drug_dictionary SET version = 'x'"]) {
        await expect(inSql(token, statement)).rejects.toThrow("permission denied");
      }
    }
    expect((await inSql(null, "SELECT FROM app.drug_product")).rowCount).toBe(0);
  });

  test("stands in the trail with the hash of its file [R37 R61]", async () => {
    const { rows } = await study.admin.query("SELECT e.full_name AS who, e.action, p.changes -> 'source' ->> 'new' AS source, length(p.changes -> 'sha256' ->> 'new') AS hash FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.table_name = 'app.drug_dictionary'");
    expect(rows).toEqual([{ who: "The system", action: "dictionary.load", source: "FDA NDC", hash: 64 }]);
  });

  test("is replaced by another file of its source, beside one of another source", async () => {
    expect(run(fileOf(`${HEADER}1\tZolpemax\t\tIBUPROFEN\n`, "newer.txt")).stdout).toContain("instead of product.txt");
    expect(await products()).toEqual(["Zolpemax"]);
    expect(await exposureOf(unknown)).toEqual({ value: "none", how: "known by the register (IBUPROFEN)" });
    expect((await exposureOf(other))?.value).toBe("uncoded");
    run(fileOf("product_name,ingredients\nBrixa,ACETAMINOPHEN\n", "own.csv"));
    expect(await products()).toEqual(["Brixa", "Zolpemax"]);
    expect((await exposureOf(other))?.value).toBe("possible");
    expect(run("--list").stdout.split("\n").map((line) => line.split(":")[0])).toEqual(["FDA NDC newer.txt", "own list own.csv", ""]);
  });

  test("that cannot be read changes nothing [R61]", async () => {
    const before = await products();
    for (const [content, sentence] of [["nothing of use\n", "none of the layouts"], [HEADER, "Nothing was changed"]] as const) {
      const { stderr, status } = run(fileOf(content, "broken.txt"));
      expect([stderr.trim().split("\n").at(-1)?.includes(sentence), status]).toEqual([true, 2]);
    }
    expect(await products()).toEqual(before);
  });

  test("leaves a locked patient's results as they were", async () => {
    await asSystem(study.admin, "test.lock", async () => {
      await study.admin.query("ALTER TABLE app.lock DISABLE TRIGGER c_guard"); // which would first ask for a finished casebook
      await study.admin.query("INSERT INTO app.lock (kind, scope, site_id, patient_id, reason) VALUES ('lock', 'patient', $1, $2, 'x')", [patient.siteId, patient.id]);
      await study.admin.query("ALTER TABLE app.lock ENABLE TRIGGER c_guard");
    });
    const before = await exposureOf(unknown);
    expect(run(fileOf(FIRST)).stdout).toContain("Derived again: 0 patients with a medication; 1 is locked and keeps its results.");
    expect(await exposureOf(unknown)).toEqual(before);
  });
});
