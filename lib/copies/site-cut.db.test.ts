import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkSignatures } from "@/lib/exports/signed-values";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const PATIENCE = 300_000;
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

let study: TestStudy;
let patient: TestPatient, theirs: TestPatient;
let cutId: string;
let files: Record<string, Uint8Array>;

const load = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/exports/make-cut")), ...(await import("@/lib/signatures/sign-casebook")), ...(await import("./read-site-cut")), ...(await import("./site-copy")) });
async function readAs(who: Person, code = "101", id = cutId) {
  const { withActor, readSiteCut } = await load();
  return withActor(study.tokens[who], { name: "copy.take", requestId: crypto.randomUUID(), snapshot: true }, (tx, actor) => readSiteCut(tx, actor, { code, cutId: id }));
}

beforeAll(async () => {
  study = await openTestStudy();
  const { perform, makeCut, signCasebook, siteCopy } = await load();
  patient = await newPatient(study);
  done(await perform(makeCut, study.tokens.data_manager, sent({ name: "before 102" })));
  theirs = await newPatient(study, "elsewhere", "102");
  await fill(study, patient, "demography", { age: 61, sex: "F" });
  await fill(study, theirs, "demography", { age: 44 }, { who: "elsewhere" });
  done(await perform(signCasebook, study.tokens.investigator, sent({ patientId: patient.id, password: TEST_PASSWORD })));
  cutId = done(await perform(makeCut, study.tokens.data_manager, sent({ name: "Interim 7" }))).cutId;
  await save(study, patient.entries["demography"], { age: [61, 62] }, { reason: "read again after the cut" });
  files = unzipSync(new Uint8Array(await new Response(siteCopy(study.tokens.coordinator, (await readAs("coordinator"))!)).arrayBuffer()));
}, PATIENCE);
afterAll(() => study.close());

describe("a site's part of a data cut", () => {
  test("is what was sealed, not what stands now: tables, ODM, casebook, every file as its manifest says", () => {
    const manifest = JSON.parse(text(files["manifest.json"])) as { files: { name: string; sha256: string }[]; cut: { name: string; counts: Record<string, number>; trail: { patient: string }[]; signatures: { given: { patient: string }[] } } };
    expect(manifest.files.every(({ name, sha256: stated }) => sha256(files[name]!) === stated)).toBe(true);
    expect(text(files["SHA256SUMS"]).trim().split("\n").every((line) => sha256(files[line.slice(66)]!) === line.slice(0, 64))).toBe(true);
    expect(text(files["data/csv/demography.csv"])).toMatch(new RegExp(`${patient.number},SCR,demography,.*61`));
    expect(text(files["odm/snapshot.xml"])).toContain(patient.number);
    expect(text(files[`casebooks/${patient.number}.pdf`]).slice(0, 5)).toBe("%PDF-");
    expect(JSON.stringify(Object.entries(files).filter(([name]) => !name.endsWith(".pdf")).map(([, bytes]) => text(bytes)))).not.toContain("read again after the cut");
    expect(manifest.cut).toMatchObject({ name: "Interim 7", counts: { patient: 1, value: 2 }, trail: [{ patient: patient.number }], signatures: { given: [{ patient: patient.number }] } });
  });

  test("certifies itself: who took it, of what it is complete, the hash that the trail has, and how to check it", async () => {
    const certificate = text(files["CERTIFICATE.txt"]);
    const { rows } = await study.admin.query<{ step: string; copy_id: string; cut_id: string; content_sha256: string; manifest_sha256: string | null }>("SELECT step, copy_id, cut_id, content_sha256, manifest_sha256 FROM app.site_copy ORDER BY at");
    expect(rows.map(({ step, cut_id, manifest_sha256 }) => [step, cut_id, manifest_sha256])).toEqual([["begun", cutId, null], ["completed", cutId, sha256(files["manifest.json"]!)]]);
    for (const part of ["Test coordinator (coordinator)", 'interim data cut "Interim 7"', `1 patient: ${patient.number}`, "2 values", rows[0]!.copy_id, rows[0]!.content_sha256]) expect(certificate).toContain(part);
    const { rows: events } = await study.admin.query("SELECT full_name, action FROM audit.event WHERE table_name = 'app.site_copy'");
    expect(events).toEqual([{ full_name: "Test coordinator", action: "copy.take" }, { full_name: "Test coordinator", action: "copy.take" }]);
  });

  test("lets its signatures be checked from its records alone", () => {
    const records = text(files["data/records.ndjson"]).trim().split("\n").map((line) => JSON.parse(line) as { kind: string; payload: Record<string, unknown> });
    const of = (kind: string) => records.filter((record) => record.kind === kind).map(({ payload }) => payload);
    expect(checkSignatures({ number: patient.number, of }, sha256)).toEqual({ sealed: 1, unchecked: 0, values: 2, problems: [] });
  });

  test("holds nothing of another site, nor how many there are, and is nobody's but the site's own [A09 A25]", async () => {
    for (const [name, bytes] of Object.entries(files)) if (!name.endsWith(".pdf")) expect([name, text(bytes).includes(theirs.number), text(bytes).includes('"site":"102"')]).toEqual([name, false, false]);
    for (const who of ["monitor", "data_manager", "statistician", "administrator", "inspector", "elsewhere"] as const) expect([who, await readAs(who)]).toEqual([who, null]);
    expect(await readAs("coordinator", "102")).toBeNull();
    expect(await readAs("coordinator", "101", crypto.randomUUID())).toBeNull();
    expect((await readAs("elsewhere", "102"))?.records.filter(({ payload }) => payload["patient"] === patient.number)).toEqual([]);
  });

  test("is kept by the database itself: another's part, and a cut without one's patients, give no row [R27]", async () => {
    const own = [cutId, study.sites["101"]];
    for (const who of ["elsewhere", "monitor", "data_manager", "statistician", "inspector"] as const) {
      expect([who, (await inSql(study.tokens[who], "SELECT * FROM ctx.site_cut_records($1, $2)", own)).rowCount, (await inSql(study.tokens[who], "SELECT * FROM ctx.site_cuts($1)", own.slice(1))).rowCount]).toEqual([who, 0, 0]);
      expect((await inSql(study.tokens[who], "SELECT ctx.site_cut_manifest($1, $2) AS manifest", own)).rows).toEqual([{ manifest: null }]);
    }
    const cutsOf = async (who: Person, site: "101" | "102") => (await inSql(study.tokens[who], "SELECT name FROM ctx.site_cuts($1)", [study.sites[site]])).rows.map(({ name }: { name: string }) => name);
    expect([await cutsOf("coordinator", "101"), await cutsOf("elsewhere", "102"), await cutsOf("coordinator", "102")]).toEqual([["Interim 7", "before 102"], ["Interim 7"], []]);
  });
});
