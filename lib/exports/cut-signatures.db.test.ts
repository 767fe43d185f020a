import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonbText } from "@/lib/kernel/jsonb-text";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, save, sent, type TestPatient } from "@/ops/testing/test-patient";
import { anchorKey, holds } from "@/ops/verify/anchor-key.mjs";
import { anchorTrail, signedText } from "@/ops/verify/anchors.mjs";
import { cutCasebook } from "./casebooks/cut-casebook";
import type { CutPayload } from "./cut-record";
import type { CutPatient, ExportSource } from "./export-format";
import { checkSignatures, sealedText } from "./signed-values";

let study: TestStudy;
let [one, two]: TestPatient[] = [];
let acts: Awaited<ReturnType<typeof load>>;
let before: ExportSource;
const folder = mkdtempSync(path.join(tmpdir(), "ecrf-cut-anchors-"));
const key = anchorKey(folder, "");
const load = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/signatures/sign-casebook")), ...(await import("@/lib/redactions/ask-redaction")), ...(await import("@/lib/redactions/decide-redaction")), ...(await import("./make-cut")),
  ...(await import("./read-export-source")),
});
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const sign = async ({ id }: TestPatient) => done(await acts.perform(acts.signCasebook, study.tokens.investigator, sent({ patientId: id, password: TEST_PASSWORD })));
const anchor = () => anchorTrail(study.admin, { file: path.join(folder, "anchors.jsonl"), key, every: "0" });

async function cut(name: string): Promise<ExportSource & { readonly of: (patient: TestPatient) => CutPatient }> {
  const { cutId } = done(await acts.perform(acts.makeCut, study.tokens.data_manager, sent({ name })));
  const patients: CutPatient[] = [];
  const source = (await study.rolledBack(study.tokens.statistician, async (tx) => {
    const read = await acts.readExportSource(tx, cutId);
    for await (const patient of read!.patients()) patients.push(patient);
    return read;
  }))!;
  return { study: source.study, patients: () => source.patients(), of: ({ number }) => patients.find((each) => each.number === number)! };
}

beforeAll(async () => {
  study = await openTestStudy();
  acts = await load();
  [one, two] = [await newPatient(study), await newPatient(study)];
  for (const patient of [one, two]) await fill(study, patient, "demography", { age: 61, sex: "F" });
  await fill(study, one, "eligibility", { comment: "Mrs Quackenbush asked “why”\n\u0001 µ 😀" });
  before = await cut("before any anchor");
  await sign(one);
  done(await save(study, one.entries["demography"], { age: [61, 62] }, { reason: "misread" }));
  await anchor();
  await sign(two);
});
afterAll(async () => { rmSync(folder, { recursive: true }); await study.close(); });

describe("the manifest of a cut", () => {
  test("says that there was no signed checkpoint and no signature while there was none", () => {
    expect(before.study.manifest).toMatchObject({ anchor: null, signatures: { byMeaning: {}, standing: 0, withFallen: 0, given: [] } });
  });

  test("names the newest signed checkpoint, whose signature holds, how far it reaches, and what is after it", async () => {
    const { manifest } = (await cut("anchored")).study;
    const line = JSON.parse(manifest.anchor!.line) as { signature: string; hash: string };
    expect(holds(signedText(line), line.signature, manifest.anchor!.publicKey)).toBe(true);
    expect(manifest.anchor).toMatchObject({ publicKey: key.publicKey, publicKeySha256: createHash("sha256").update(Buffer.from(key.publicKey, "base64")).digest("hex"), hash: line.hash });
    const [first, second] = [one, two].map((patient) => manifest.trail.find(({ patient: number }) => number === patient?.number)!);
    expect(first!.anchored).toBe(first!.events);
    expect(second!.events - second!.anchored!).toBeGreaterThan(0);
    expect(manifest.anchor!.patientEvents).toEqual({ anchored: first!.anchored! + second!.anchored!, after: second!.events - second!.anchored! });
  });

  test("names every signature: who, in which role, of what, when, its hash, and how much of it fell", async () => {
    const { signatures } = (await cut("signed")).study.manifest;
    expect(signatures).toMatchObject({ byMeaning: { casebook: 2 }, standing: 2, withFallen: 1 });
    expect(signatures!.given.map(({ patient, meaning, by, role, values, fallen }) => [patient, meaning, by, role, values, fallen])).toEqual([
      [one!.number, "casebook", "Test investigator", "investigator", 3, 1], [two!.number, "casebook", "Test investigator", "investigator", 2, 0]]);
    const { rows } = await study.admin.query<{ manifest_sha256: string }>("SELECT manifest_sha256 FROM app.signature ORDER BY at");
    expect(signatures!.given.map(({ manifestSha256 }) => manifestSha256)).toEqual(rows.map(({ manifest_sha256 }) => manifest_sha256));
  });
});

describe("a signature in a cut", () => {
  test("is checked from the cut alone: its seal, and the values on which it stands", async () => {
    const { of } = await cut("checked");
    expect([one, two].map((patient) => checkSignatures(of(patient!), sha256))).toEqual([{ sealed: 1, unchecked: 0, values: 2, problems: [] }, { sealed: 1, unchecked: 0, values: 2, problems: [] }]);
  });

  test("that was altered, or stands on another value, is found", async () => {
    const { of } = await cut("altered");
    const real = of(two!);
    const altered = (kind: string, change: (payload: CutPayload) => CutPayload): CutPatient => ({ ...real, of: (each) => (each === kind ? real.of(each).map(change) : real.of(each)) });
    expect(checkSignatures(altered("signature", (signature) => ({ ...signature, by: "Dr Somebody" })), sha256).problems).toEqual([expect.stringContaining("does not match its seal")]);
    const other = checkSignatures(altered("entry", (entry) => ({ ...entry, answers: { age: 99, sex: "F" } })), sha256);
    expect(other.sealed).toBe(1);
    expect(other.problems.some((problem) => problem.includes("age"))).toBe(true);
  });

  test("stands in the casebook of the cut beside each value that it covers, and beside no other", async () => {
    const source = await cut("casebook");
    const marks = (patient: TestPatient, form: string) => Object.fromEntries(cutCasebook(source.of(patient), source.study).visits.flatMap(({ forms }) => forms).find(({ title }) => title === form)!.rows.map(({ label, marks: said }) => [label, said.filter((mark) => mark.startsWith("signed") || mark === "not signed")]));
    const ofOne = Object.values(marks(one!, "Demography")).flat();
    expect(ofOne.toSorted()).toEqual(["not signed", "signed S1"]);
    expect(Object.values(marks(two!, "Demography")).flat()).toEqual(["signed S1", "signed S1"]);
    expect(cutCasebook(source.of(one!), source.study).signatures[0]?.covers).toBe("3 values, of which 1 changed since and are no longer covered.");
  });

  test("loses the hash of a value that was redacted, which could be guessed, and says that it cannot be checked whole", async () => {
    const { rows: [typed] } = await study.admin.query<{ id: string }>("SELECT e.id::text FROM audit.event e WHERE e.patient_id = $1 AND 'answers.comment' = ANY (e.fields) ORDER BY e.id LIMIT 1", [one!.id]);
    const { redactionId } = done(await acts.perform(acts.askRedaction, study.tokens.coordinator, { ...sent({ eventId: typed!.id, field: "answers.comment", what: "name" }), reason: "Copied over from the letter." }));
    done(await acts.perform(acts.decideRedaction, study.tokens.data_manager, { ...sent({ redactionId, approve: true, password: TEST_PASSWORD }), reason: "It says who the patient is." }));
    const { of } = await cut("redacted");
    const [signature] = of(one!).of("signature");
    expect(JSON.stringify(signature)).not.toContain(sha256(jsonbText("Mrs Quackenbush asked “why”\n\u0001 µ 😀")));
    expect(sealedText(signature!)).toBeNull();
    expect(checkSignatures(of(one!), sha256)).toMatchObject({ sealed: 0, unchecked: 1, problems: [] });
  });
});

test("a value read as JSON is written as the database writes it, so that its hash is the database's", async () => {
  const values = fc.sample(fc.jsonValue({ maxDepth: 3, stringUnit: "grapheme" }), { seed: 7, numRuns: 300 }).filter((value) => !JSON.stringify(value).includes("\\u0000") && !/[0-9]e[+-]?[0-9]|-0\b|[0-9]\.[0-9]/.test(JSON.stringify(value)));
  const { rows } = await study.admin.query<{ text: string }>("SELECT v.value::text AS text FROM unnest($1::jsonb[]) WITH ORDINALITY v (value, at) ORDER BY at", [values.map((value) => JSON.stringify(value))]);
  expect(values.map((value) => jsonbText(value))).toEqual(rows.map(({ text }) => text));
});
