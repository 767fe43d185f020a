import { describe, expect, test } from "vitest";
import { inventedSource } from "@/ops/testing/invented-cut";
import { analysed } from "../adam/example-patients";
import { checkAnalysis } from "../adam/check-analysis";
import { filesOf } from "../datasets/example-standard";
import { readXport } from "../datasets/read-xport";
import { xportText } from "../datasets/spool-datasets";
import { adamFormat } from "./adam";
import { sdtm } from "../sdtm/sdtm";
import { sdtmFormat } from "./sdtm";

const PATIENCE_MS = 60_000;

interface DatasetJson { readonly name: string; readonly records: number; readonly columns: readonly { readonly name: string; readonly itemOID: string; readonly dataType: string; readonly targetDataType?: string }[]; readonly rows: readonly (readonly (string | number | null)[])[] }

const SAS_EPOCH = Date.UTC(1960, 0, 1);
/** What a transport file should hold for a cell of Dataset-JSON. */
const inTransport = (cell: string | number | null, targetDataType: string | undefined) =>
  targetDataType === "integer" && typeof cell === "string" ? (Date.parse(cell) - SAS_EPOCH) / 86_400_000 : typeof cell === "string" ? xportText(cell) : cell;

describe.each([["SDTM", sdtmFormat], ["ADaM", adamFormat]] as const)("%s of patients with everything that a form can hold", (_name, format) => {
  test("the transport files, Dataset-JSON and NDJSON hold the same cells, and define.xml names each of their columns", async () => {
    const files = await filesOf(format, inventedSource(8, 21));
    const define = files.get("define.xml")?.toString("utf8") ?? "";
    const datasets = [...files].filter(([file]) => file.endsWith(".json")).map(([, bytes]) => JSON.parse(bytes.toString("utf8")) as DatasetJson);
    expect(datasets.length).toBeGreaterThanOrEqual(3);
    for (const { rows, ...head } of datasets) {
      const name = head.name.toLowerCase();
      expect(files.get(`dataset-ndjson/${name}.ndjson`)?.toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as unknown), name).toEqual([head, ...rows]);
      expect(rows.map((row) => row.map((cell, at) => inTransport(cell, head.columns[at]?.targetDataType))), name).toEqual(readXport(files.get(`${name}.xpt`) ?? Buffer.alloc(0)).rows);
      expect([head.records, rows.every((row) => row.length === head.columns.length)], name).toEqual([rows.length, true]);
      expect(head.columns.filter(({ itemOID }) => !define.includes(`<ItemDef OID="${itemOID}"`)), name).toEqual([]);
    }
  }, PATIENCE_MS);
});

test("the study starts, in the trial summary, on the first day on which a subject consented; without any consent that is unknown", async () => {
  const [subjects, summary] = await Promise.all(["dm", "ts"].map(async (name) => JSON.parse((await filesOf(sdtmFormat, inventedSource(8, 21))).get(`dataset-json/${name}.json`)?.toString("utf8") ?? "") as DatasetJson));
  const cell = (dataset: DatasetJson | undefined, row: readonly (string | number | null)[] | undefined, name: string) => row?.[dataset?.columns.findIndex((column) => column.name === name) ?? -1];
  const consents = subjects?.rows.map((row) => cell(subjects, row, "RFICDTC")).filter((day) => day !== "" && day !== null).toSorted() ?? [];
  const start = summary?.rows.find((row) => cell(summary, row, "TSPARMCD") === "SSTDTC");
  expect(consents.length).toBeGreaterThan(1);
  expect([cell(summary, start, "TSVAL"), cell(summary, start, "TSVALNF"), cell(summary, start, "TSVCDREF")]).toEqual([consents[0], "", "ISO 8601"]);
  expect(sdtm.studyRows(inventedSource(0, 1).study, {}).get("TS")?.find(({ TSPARMCD }) => TSPARMCD === "SSTDTC")).toMatchObject({ TSVAL: null, TSVALNF: "UNK" });
}, PATIENCE_MS);

test("the analysis datasets of such patients keep the rules of ADaM", async () => {
  for (const seed of [31, 47, 63]) {
    const patients = [];
    for await (const patient of inventedSource(6, seed).patients()) patients.push(patient);
    expect(checkAnalysis(analysed(patients))).toEqual([]);
  }
}, PATIENCE_MS);
