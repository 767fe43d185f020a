import fc from "fast-check";
import { expect, test } from "vitest";
import type { ExportFormat, ExportSource } from "../export-format";
import { adamFormat } from "../formats/adam";
import { sdtmFormat } from "../formats/sdtm";
import type { Cell } from "./dataset";
import { exampleStandard, filesOf, sourceOf } from "./example-standard";
import { subjects } from "./example-rows";
import { readXport } from "./read-xport";
import { datasetJsonSchema, defineErrors } from "@/ops/testing/standards";
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
  const [whole, first] = [datasetJsonSchema("dataset.schema.json"), datasetJsonSchema("dataset-ndjson-schema.core-engine.json")];
  for (const patients of examples) {
    const files = await filesOf(format, sourceOf(patients), "dataset-");
    whole(JSON.parse(files.get("dataset-json/zz.json")?.toString("utf8") ?? ""));
    first(JSON.parse(files.get("dataset-ndjson/zz.ndjson")?.toString("utf8").split("\n")[0] ?? ""));
    expect([whole.errors, first.errors]).toEqual([null, null]);
  }
}, PATIENCE_MS);

test("define.xml is valid by the schema of CDISC, of SDTM and ADaM too, and the schema finds a fault where there is one", async () => {
  if (folder === null) return sayNotRun("schema of Define-XML", "folder of the standards");
  const defineOf = async (one: ExportFormat, source: ExportSource) => (await filesOf(one, source, "define")).get("define.xml")?.toString("utf8") ?? "";
  const define = await defineOf(format, sourceOf(examples[0] ?? []));
  expect(await defineErrors(define)).toEqual([]);
  expect(await defineErrors(define.replace("Type=\"Collected\"", "Type=\"Guessed\""))).not.toEqual([]);
  for (const one of [sdtmFormat, adamFormat]) expect(await defineErrors(await defineOf(one, inventedSource(8, 21))), one.id).toEqual([]);
}, PATIENCE_MS);
