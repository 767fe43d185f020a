import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPdf } from "@/app/_print/pdf-text";
import { hashOfContent, writeCasebook } from "@/app/(study)/patients/[number]/casebook.pdf/write-casebook";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { confirm, done, fill, newEligiblePatient, save, sent, type TestPatient } from "@/ops/testing/test-patient";
import type { CasebookContent } from "@/lib/exports/casebooks/casebook-content";

/** Laying out takes seconds of a processor, and many times that on a busy machine. */
const PATIENCE = 300_000;
const MADE = new Date("2026-11-21T18:29:58.123Z");
const HOSTILE = `<img src="http://169.254.169.254/latest"> file:///etc/passwd @import url(http://x) </text> ${"W".repeat(300)} 中`;
const squeezed = (text: string) => text.replace(/\s+/g, "");

let study: TestStudy;
let patient: TestPatient;
let content: CasebookContent;
let text: string;
let pdf: Buffer;

const read = async () => {
  const { readCasebookContent } = await import("./read-casebook-content");
  return study.rolledBack(study.tokens.inspector, (tx) => readCasebookContent(tx, patient.id, { at: MADE, by: "Test inspector" }));
};

beforeAll(async () => {
  study = await openTestStudy();
  patient = await newEligiblePatient(study);
  await fill(study, patient, "eligibility", { comment: HOSTILE });
  await save(study, patient.entries["demography"], { age: [61, 62] }, { reason: "misread the passport" });
  done(await confirm(study, patient));
  const { perform } = await import("@/lib/server/act");
  const { raiseDiscrepancy } = await import("@/lib/discrepancies/raise-discrepancy");
  const { signCasebook } = await import("@/lib/signatures/sign-casebook");
  const { verifyFields } = await import("@/lib/review/verify-fields");
  done(await perform(signCasebook, study.tokens.investigator, sent({ patientId: patient.id, password: TEST_PASSWORD })));
  done(await perform(verifyFields, study.tokens.monitor, sent({ entryId: patient.entries["demography"], seen: { sex: "F" } })));
  done(await perform(raiseDiscrepancy, study.tokens.monitor, sent({ entryId: patient.entries["cardiac"], field: "lvefPercent", question: "By which method was this?" })));
  await save(study, patient.entries["cardiac"], { lvefPercent: ["60", "61"] }, { reason: "rounded by hand" });
  content = await read();
  pdf = await writeCasebook(content);
  text = squeezed(readPdf(pdf).pages.join(""));
}, PATIENCE);
afterAll(() => study.close());

describe("a casebook on paper", () => {
  test("has every value that the database has, with its unit, and nothing that the font could not write is lost [R59 R13]", async () => {
    const { formById } = await import("@/lib/study/study");
    const { writable } = await import("@/app/_print/writable");
    const { rows } = await study.admin.query<{ form_id: string; form_version: number; answers: Record<string, unknown> }>("SELECT form_id, form_version, answers FROM app.entry WHERE patient_id = $1", [patient.id]);
    const values = rows.flatMap(({ form_id, form_version, answers }) => Object.entries(answers).map(([field, value]) => { const shown = formById(form_id, form_version)?.fields as Record<string, { label: string; show: (value: unknown) => string }>; return [shown[field]!.label, shown[field]!.show(value)] as const; }));
    expect(values.length).toBeGreaterThan(25);
    const known = (shown: string) => squeezed(writable(shown, (code) => code < 0x2e80));
    expect(values.flat().filter((each) => !text.includes(known(each)))).toEqual([]);
    expect(text).toContain("[U+4E2D]");
    expect(text).not.toContain("\u0000");
  });

  test("leaves text as text: nothing hostile in it is fetched or becomes anything else [A18 R77]", () => {
    expect(text).toContain(squeezed('<img src="http://169.254.169.254/latest"> file:///etc/passwd @import'));
    expect(pdf.toString("latin1")).not.toMatch(/\/URI|\/Launch|\/JavaScript|\/EmbeddedFile|\/Subtype \/Image\b/);
  });

  test("marks what was changed since its first entry, and tells the old value in the annex", () => {
    const age = content.visits.flatMap(({ forms }) => forms).flatMap(({ rows }) => rows).find(({ label }) => label.startsWith("Age"));
    expect(age?.marks[0]).toBe("changed once since first entry");
    expect(content.annex.map(({ says }) => says).join("\n")).toMatch(/changed Age at consent 61 → 62 years in Demography, Screening: misread the passport/);
    expect(text).toContain(squeezed("Age at consent 61 → 62 years"));
  });

  test("shows name, role, time with zone, meaning and statement of each signature, and what of it fell [R38 R41]", () => {
    expect(content.signatures.map(({ ref, name, role, meaning, covers }) => [ref, name, role, meaning, covers.replace(/^\d+ /, "")])).toEqual(
      [["S1", "Eligibility confirmed"], ["S2", "Casebook reviewed"]].map(([ref, meaning]) => [ref, "Test investigator", "investigator", meaning, "values, of which 1 changed since and are no longer covered."]),
    );
    for (const { name, at, meaning, statement } of content.signatures) for (const said of [name, at, meaning, statement]) expect(text).toContain(squeezed(said));
    expect(content.signatures[1]?.at).toMatch(/\d{2}:\d{2} C[SD]T \((\d{2}-[A-Z][a-z]{2} )?\d{2}:\d{2} UTC\)$/);
    expect(content.signatures[1]?.fallen).toEqual([expect.stringMatching(/60 % → 61 %, Test coordinator: rounded by hand$/)]);
  });

  test("shows queries with their threads, verifications, and results with their criteria", () => {
    for (const said of ["By which method was this?", "raised by Test monitor", "verified by Test monitor", "Eligibility", "not signed"]) expect(text).toContain(squeezed(said));
    expect(content.findings.find(({ title }) => title === "Eligibility")?.lines.length).toBeGreaterThan(8);
  });

  test("names the patient, the page, the moment and the hash of its content on every page, and can be turned over by visit and form", () => {
    const { pages, outline } = readPdf(pdf);
    pages.forEach((page, at) => { for (const said of [`Page ${at + 1} of ${pages.length}`, `Casebook of patient ${patient.number}`, content.made.says, `content sha256 ${hashOfContent(content)}`]) expect(squeezed(page)).toContain(squeezed(said)); });
    expect(outline).toEqual(expect.arrayContaining(["Screening", "Demography", "Signatures", "Queries"]));
  });

  test("of the same data at the same moment is the same, byte by byte; of other data it is another", async () => {
    const again = await read();
    expect(hashOfContent(again)).toBe(hashOfContent(content));
    expect((await writeCasebook(again)).equals(pdf)).toBe(true);
    await fill(study, patient, "vital_signs", { pulse: 70 });
    expect(hashOfContent(await read())).not.toBe(hashOfContent(content));
  }, PATIENCE);
});
