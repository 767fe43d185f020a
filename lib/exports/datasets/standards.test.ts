import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { ExportFormat, ExportSource } from "../export-format";
import { adamFormat } from "../formats/adam";
import { sdtmFormat } from "../formats/sdtm";
import type { Cell } from "./dataset";
import { exampleStandard, filesOf, sourceOf } from "./example-standard";
import { subjects } from "./example-rows";
import { readXport } from "./read-xport";
import { inventedSource } from "@/ops/testing/invented-cut";
import { filesIn, sayNotRun, standardsFolder } from "@/ops/standards-folder";
import { datasetFormat } from "./write-datasets";
import { writeXport } from "./write-xport";

const PATIENCE_MS = 60_000;
const CARDS_OF_OUR_OWN = 7 * 80;
const folder = standardsFolder();
const format = datasetFormat(exampleStandard, "For tests.");
const examples = fc.sample(subjects, { seed: 11, numRuns: 12 }).filter((patients) => patients.flat().length > 0);

test("files that SAS made come out of the writer as SAS wrote them, from the description of the variables on", async () => {
  if (folder === null) return sayNotRun("files made by SAS, rewritten", "folder of the standards");
  const samples = filesIn(folder, "samples/xpt", ".xpt");
  expect(samples.length).toBeGreaterThanOrEqual(16);
  for (const { name, bytes } of samples) {
    const { dataset, rows } = readXport(bytes);
    const written: Uint8Array[] = [];
    for await (const chunk of writeXport({ ...dataset, madeAt: "2026-11-22T05:09:51Z" }, eachOf(rows))) written.push(chunk);
    expect(Buffer.compare(Buffer.concat(written).subarray(CARDS_OF_OUR_OWN), bytes.subarray(CARDS_OF_OUR_OWN)), name).toBe(0);
  }
}, PATIENCE_MS);

async function* eachOf(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}

test("Dataset-JSON and the first line of NDJSON are valid by the schemas of CDISC", async () => {
  if (folder === null) return sayNotRun("schemas of Dataset-JSON", "folder of the standards");
  const schema = (name: string) => addFormats.default(new Ajv2019({ strict: false, allErrors: true })).compile(JSON.parse(readFileSync(path.join(folder, "dataset-json-1.1", name), "utf8")) as object);
  const [whole, first] = [schema("dataset.schema.json"), schema("dataset-ndjson-schema.core-engine.json")];
  for (const patients of examples) {
    const files = await filesOf(format, sourceOf(patients), "dataset-");
    whole(JSON.parse(files.get("dataset-json/zz.json")?.toString("utf8") ?? ""));
    first(JSON.parse(files.get("dataset-ndjson/zz.ndjson")?.toString("utf8").split("\n")[0] ?? ""));
    expect([whole.errors, first.errors]).toEqual([null, null]);
  }
}, PATIENCE_MS);

test("define.xml is valid by the schema of CDISC, of SDTM and ADaM too, and the schema finds a fault where there is one", async () => {
  if (folder === null) return sayNotRun("schema of Define-XML", "folder of the standards");
  const place = path.join(folder, "define-2.1");
  const schemas = ["core", "cdisc-odm-1.3.2", "cdisc-define-2.1"].flatMap((below) => filesIn(place, below, ".xsd").map(({ name, bytes }) => ({ fileName: `${below}/${name}`, contents: bytes.toString("utf8") })));
  const main = schemas.find(({ fileName }) => fileName.endsWith("define2-1-0.xsd"));
  const validate = (xml: string) => validateXML({ xml: [{ fileName: "define.xml", contents: xml }], schema: main ? [main] : [], preload: schemas.filter((one) => one !== main) });
  const defineOf = async (one: ExportFormat, source: ExportSource) => (await filesOf(one, source, "define")).get("define.xml")?.toString("utf8") ?? "";
  const define = await defineOf(format, sourceOf(examples[0] ?? []));
  expect((await validate(define)).errors).toEqual([]);
  expect((await validate(define.replace("Type=\"Collected\"", "Type=\"Guessed\""))).valid).toBe(false);
  for (const one of [sdtmFormat, adamFormat]) expect((await validate(await defineOf(one, inventedSource(8, 21)))).errors, one.id).toEqual([]);
}, PATIENCE_MS);
