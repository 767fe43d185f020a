import fc from "fast-check";
import { expect, test } from "vitest";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { inventedPatient, inventedSource, sourceOf } from "@/ops/testing/invented-cut";
import { crf } from "../formats/crf";
import { casebooks } from "../formats/casebooks";
import { cutCasebook } from "./cut-casebook";
import { formOfRecord } from "./cut-words";

const PATIENCE = 300_000; // laying out takes seconds of a processor, and many times that on a busy machine
const CUT = sourceOf([]).study;

test("a casebook from a cut has every value that the cut has, as screens show it, removed rows and their reason too", () => {
  fc.assert(fc.property(inventedPatient("101-001"), (patient) => {
    const { visits } = cutCasebook(patient, CUT);
    const records = visits.flatMap(({ forms }) => forms);
    for (const entry of patient.of("entry")) {
      const record = records.find(({ id }) => id === JSON.stringify([entry["visit"], entry["form"], entry["row"]]));
      const form = formOfRecord(entry, entry["formVersion"]);
      const shown = Object.entries(entry["answers"] as object).map(([field, answer]) => [form?.fields[field]?.label, form?.fields[field]?.show(answer)]);
      const printed = (record?.rows ?? []).map(({ label, value }) => JSON.stringify([label, value]));
      expect(shown.filter((value) => !printed.includes(JSON.stringify(value)))).toEqual([]);
      expect(record?.notes.some((note) => note.includes("entered twice & so on"))).toBe(entry["removedAt"] !== null);
    }
  }), { numRuns: 30 });
});

test("its annex tells every correction with the value before, its reason and who made it", () => {
  fc.assert(fc.property(inventedPatient("101-001"), (patient) => {
    const corrections = patient.of("change").filter(({ of, from }) => of === "answer" && from !== null);
    const told = cutCasebook(patient, CUT).annex.map(({ says }) => says);
    for (const { form, field, from, reason, by } of corrections) {
      const shown = formOfRecord({ form })?.fields[String(field)]?.show(from) ?? "";
      expect(told.some((says) => says.startsWith(String(by)) && says.includes(shown.split(" ")[0] ?? "") && says.includes(String(reason)))).toBe(true);
    }
  }), { numRuns: 30 });
});

test("queries, signatures and explanations stand in it, and the same cut has the same words", () => {
  const [patient] = fc.sample(inventedPatient("101-001"), { seed: 3, numRuns: 1 });
  const content = cutCasebook(patient!, CUT);
  expect(content.queries).toHaveLength(patient!.of("query").length);
  expect(content.queries[0]?.thread).toHaveLength(2);
  expect(content.signatures).toMatchObject([{ ref: "S1", name: "Dr Ines", statement: "I have reviewed <it>.", sha256: "0".repeat(64) }]);
  expect(content.annex.some(({ says }) => says.includes("explained VS01"))).toBe(true);
  expect(content.made).toMatchObject({ at: CUT.madeAt, by: "Dana" });
  expect(JSON.stringify(cutCasebook(patient!, CUT))).toBe(JSON.stringify(content));
});

test("a cut of before cuts held what was signed marks no value as signed or unsigned, and says of the signature what it can", () => {
  const [patient] = fc.sample(inventedPatient("101-001"), { seed: 3, numRuns: 1 });
  const { visits, signatures } = cutCasebook(patient!, CUT);
  const marks = visits.flatMap(({ forms }) => forms).flatMap(({ rows }) => rows).flatMap((row) => row.marks);
  expect(marks.filter((mark) => mark.includes("signed"))).toEqual([]);
  expect(signatures[0]?.covers).toBe("What was signed stands as signed.");
});

test("the format gives a PDF for each patient, the same bytes again", async () => {
  const books = async () => {
    const files: (readonly [string, Buffer])[] = [];
    for await (const { file, chunks } of casebooks.write(inventedSource(1, 9))) for await (const chunk of chunks) files.push([file, Buffer.from(chunk)]);
    return files;
  };
  const first = await books();
  expect(first.map(([file, bytes]) => [file, bytes.subarray(0, 5).toString()])).toEqual([["casebook-101-001.pdf", "%PDF-"]]);
  expect(await books()).toEqual(first);
}, PATIENCE);

test("the case report form has a blank and an annotated file for each protocol version", async () => {
  const names: string[] = [];
  for await (const { file } of crf.write(sourceOf([]))) names.push(file);
  expect(names).toEqual(Object.keys(protocolVersions).flatMap((version) => [`crf-${version}-blank.pdf`, `crf-${version}-annotated.pdf`]));
});
