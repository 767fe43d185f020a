import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { exportColumns } from "@/lib/crf/export-columns";
import { readXport } from "@/lib/exports/datasets/read-xport";
import { formById } from "@/lib/study/study";
import { datasetJsonSchema, defineErrors, hasStandards, schemaErrors } from "./standards";

/** A form or a row of a log as the database holds it. */
export interface StoredForm { readonly patient: string; readonly visit: string | null; readonly form: string; readonly row: number; readonly version: number; readonly answers: Readonly<Record<string, unknown>> }

const read = (folder: string, file: string): Buffer => readFileSync(path.join(folder, file));
const filesBelow = (folder: string, below: string, ending: string): readonly string[] => readdirSync(path.join(folder, below)).filter((name) => name.endsWith(ending)).map((name) => `${below}/${name}`);

/** What is wrong with the files of an archive package: a checksum, a schema, two formats that differ in rows, a result that is derived otherwise. [] when nothing is. */
export async function packageFaults(folder: string): Promise<readonly string[]> {
  return [...sumFaults(folder), ...datasetFaults(folder), ...rederiveFaults(folder), ...await schemaFaults(folder)];
}

function sumFaults(folder: string): readonly string[] {
  const lines = read(folder, "SHA256SUMS").toString("utf8").trimEnd().split("\n").map((line) => line.split("  "));
  if (lines.length < 100) return [`SHA256SUMS names ${lines.length} files`];
  return lines.flatMap(([sha256 = "", file = ""]) => (createHash("sha256").update(read(folder, file)).digest("hex") === sha256 ? [] : [`${file}: another checksum`]));
}

function rederiveFaults(folder: string): readonly string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["rederive.mjs"], { cwd: folder, encoding: "utf8", env: {} as NodeJS.ProcessEnv });
  return status === 0 ? [] : [`rederive.mjs ended with ${status}: ${(stdout + stderr).slice(0, 500)}`];
}

/** Transport files and Dataset-JSON of one dataset hold the same rows and variables. */
function datasetFaults(folder: string): readonly string[] {
  return ["sdtm", "adam"].flatMap((standard) => filesBelow(folder, standard, ".xpt").flatMap((file) => {
    const name = path.basename(file, ".xpt");
    const { dataset: { variables }, rows } = readXport(read(folder, file));
    const json = JSON.parse(read(folder, `${standard}/dataset-json/${name}.json`).toString("utf8")) as { readonly records: number; readonly columns: readonly { readonly name: string }[]; readonly rows: readonly unknown[] };
    const same = json.records === rows.length && json.rows.length === rows.length && JSON.stringify(json.columns.map((column) => column.name)) === JSON.stringify(variables.map((variable) => variable.name));
    return same ? [] : [`${file}: ${rows.length} rows, ${json.records} in Dataset-JSON`];
  }));
}

async function schemaFaults(folder: string): Promise<readonly string[]> {
  if (!hasStandards("schemas over a package of the demonstration")) return [];
  const schema = datasetJsonSchema("dataset.schema.json");
  const json = ["sdtm", "adam"].flatMap((standard) => filesBelow(folder, `${standard}/dataset-json`, ".json")).filter((file) => !schema(JSON.parse(read(folder, file).toString("utf8"))));
  const faults = json.map((file) => `${file}: not valid Dataset-JSON`);
  const judged: readonly (readonly [file: string, judge: (xml: string) => Promise<readonly string[]>])[] = [
    ...filesBelow(folder, "odm-1-3-2", ".xml").map((file) => [file, (xml: string) => schemaErrors(xml, "odm-1.3.2", "ODM1-3-2.xsd")] as const),
    ...filesBelow(folder, "odm-2-0", ".xml").map((file) => [file, (xml: string) => schemaErrors(xml, "odm-2.0", "ODM.xsd")] as const),
    ...["sdtm/define.xml", "adam/define.xml"].map((file) => [file, defineErrors] as const),
  ];
  for (const [file, judge] of judged) for (const error of (await judge(read(folder, file).toString("utf8"))).slice(0, 3)) faults.push(`${file}: ${error}`);
  return faults;
}

/** Values of the CSV files that are not what the database holds, and rows that one of both lacks. [] when they are equal, value for value. */
export function valueFaults(folder: string, stored: readonly StoredForm[]): readonly string[] {
  const rows = new Map([...new Set(stored.map(({ form }) => form))].flatMap((form) => (parse(read(folder, `csv/${form}.csv`), { columns: true, record_delimiter: "\n" }) as Readonly<Record<string, string>>[]).map((row) => [placeOf(form, row["PATIENT"], row["VISIT"], row["ROW"]), row] as const)));
  if (rows.size !== stored.length) return [`${rows.size} rows of forms in CSV, ${stored.length} in the database`];
  return stored.flatMap(({ patient, visit, form, row: at, version, answers }) => {
    const place = placeOf(form, patient, visit ?? "", String(at));
    const definition = formById(form, version);
    if (!definition) return [`${place}: no form of version ${version}`];
    return exportColumns(definition).flatMap(({ header, cell }) => (rows.get(place)?.[header] === cell(answers) ? [] : [`${place} ${header}: ${rows.get(place)?.[header]}, stored ${cell(answers)}`]));
  });
}

const placeOf = (form: string, patient = "", visit = "", row = ""): string => [form, patient, visit, row].join(" ");
