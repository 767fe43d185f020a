import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";
import { anchorKey, holds } from "@/ops/verify/anchor-key.mjs";
import { anchorTrail, lineOf, signedText } from "@/ops/verify/anchors.mjs";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/entries/mark-not-done")), ...(await import("@/lib/exports/make-cut")), ...(await import("@/lib/locks/place-lock")), ...(await import("@/lib/locks/release-lock")),
  ...(await import("@/lib/signatures/sign-casebook")), ...(await import("./read-certificate")), ...(await import("@/lib/exports/casebooks/pdf-printer")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
let lockId: string;
const folder = mkdtempSync(path.join(tmpdir(), "ecrf-certificate-"));
const key = anchorKey(folder, "");
const anchor = () => anchorTrail(study.admin, { file: path.join(folder, "anchors.jsonl"), key, every: "0" });
/** Whom the door would let in anywhere: what these tests see, the database alone decides. */
const LET_IN = { id: "", name: "", grants: [{ role: "data_manager" as const, siteId: "all" }] };
const certificate = (who: Person = "data_manager", id = lockId) => study.rolledBack(study.tokens[who], (tx) => acts.readCertificate(tx, LET_IN, id));
const certifiable = (who: Person = "data_manager") => study.rolledBack(study.tokens[who], (tx) => acts.readCertifiable(tx, [lockId]));
const place = async (kind: "freeze" | "lock") => done(await acts.perform(acts.placeLock, study.tokens.data_manager, { requestId: randomUUID(), reason: "end of data entry", kind, over: { scope: "patient", patientId: patient.id } })).lockId;
const cut = async (name: string) => done(await acts.perform(acts.makeCut, study.tokens.data_manager, sent({ name })));

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  patient = await newPatient(study);
  for (const [formId, entryId] of Object.entries(patient.entries)) if (formId !== "demography") done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { ...sent({ entryId }), reason: "withdrew" }));
  await fill(study, patient, "demography", { age: 61, sex: "F" });
  done(await acts.perform(acts.signCasebook, study.tokens.investigator, sent({ patientId: patient.id, password: TEST_PASSWORD })));
  await cut("before");
  await place("freeze");
  lockId = await place("lock");
});
afterAll(async () => {
  await study.close();
  rmSync(folder, { recursive: true });
});

describe("the certificate of a lock", () => {
  test("waits for a cut that holds the lock, then for a signed checkpoint over that cut", async () => {
    expect([await certifiable(), await certificate()]).toEqual([[], null]);
    await cut("after");
    expect([await certifiable(), await certificate()]).toEqual([[{ lockId, cut: "after", anchored: false }], null]);
    await anchor();
    expect(await certifiable()).toEqual([{ lockId, cut: "after", anchored: true }]);
  });

  test("says what was locked, by whom and why, what it holds, who signed, and by which hashes and versions", async () => {
    const found = await certificate();
    const { rows: [sealed] } = await study.admin.query("SELECT content_hash AS hash, ctx.cut_hash(id) AS made, manifest ->> 'filesSha256' AS files FROM app.data_cut WHERE name = 'after'");
    expect(found).toMatchObject({
      what: `patient ${patient.number}`, lock: { by: "Test data_manager, data manager", reason: "end of data entry" }, freezes: [expect.stringContaining(`patient ${patient.number}: by Test data_manager`)],
      signatures: [{ patient: patient.number, meaning: "Casebook reviewed", by: "Test investigator, investigator", fallen: null }],
      cut: { name: "after", isInterim: false, contentHash: sealed.hash, filesSha256: sealed.files }, patients: [{ number: patient.number, version: "2007" }],
    });
    expect(sealed.made).toBe(sealed.hash);
    const said = Object.fromEntries((found?.counts ?? []).map(({ term, value }) => [term, value]));
    expect(said).toMatchObject({ Patients: "1", "Recorded values": "2", Signatures: "1", Queries: "0, 0 closed" });
    expect(said["Forms and rows"]).toContain("1 complete");
    expect(found?.versions.map(({ term }) => term)).toEqual(["Protocol", "Forms", "Rules", "Application"]);
  });

  test("carries an anchor that holds by its own key, and the heads that stand under it", async () => {
    const found = await certificate();
    const line = lineOf(found?.anchor.line ?? "");
    expect(holds(signedText(line), found?.anchor.signature, found?.anchor.key)).toBe(true);
    expect(holds(signedText({ ...line, hash: "0" }), found?.anchor.signature, found?.anchor.key)).toBe(false);
    const { rows: [head] } = await study.admin.query("SELECT encode(hash, 'hex') AS hash FROM audit.link WHERE chain_id = $1 AND seq = $2", [patient.id, found?.heads.find(({ chain }) => chain === patient.number)?.events]);
    expect(found?.heads.map(({ chain }) => chain)).toEqual(["study", patient.number]);
    expect(found?.heads[1]?.hash).toBe(head.hash);
  });

  test("has the same bytes after later cuts, later checkpoints and the release of the lock", async () => {
    const before = await certificate();
    await cut("later");
    await anchor();
    done(await acts.perform(acts.releaseLock, study.tokens.data_manager, { requestId: randomUUID(), reason: "late value", lockId, approvedBy: "Pia Holm, sponsor" }));
    await anchor();
    const after = await certificate();
    expect(after).toEqual(before);
    const hashes = [];
    for (const content of [before, after]) {
      const printer = acts.openPdfPrinter("ops/certificate.ts"); // in a process of its own each time
      try { hashes.push(createHash("sha256").update(await printer.print(content, "The certificate")).digest("hex")); } finally { printer.close(); }
    }
    expect(hashes[0]).toBe(hashes[1]);
  }, 180_000);

  test("is for whoever reads locks at that site: not for another site, the statistician, the administrator, or nobody", async () => {
    for (const who of ["coordinator", "investigator", "monitor", "inspector"] as const) expect((await certificate(who))?.what, who).toBe(`patient ${patient.number}`);
    for (const who of ["elsewhere", "statistician", "administrator"] as const) expect([await certificate(who), await certifiable(who)], who).toEqual([null, []]);
    expect((await inSql(null, "SELECT ctx.lock_certificate($1) AS found", [lockId])).rows).toEqual([{ found: null }]);
  });
});
