import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sayNotRun } from "@/ops/standards-folder";
import { inventedSource } from "@/ops/testing/invented-cut";
import { expected, IN_PYTHON, IN_R, listsOf, printedBy, sameNumbers, type Loaded } from "@/ops/testing/loaded-cut";
import { adamFormat } from "../formats/adam";
import { sdtmFormat } from "../formats/sdtm";
import { filesOf } from "./example-standard";

const PATIENCE_MS = 120_000;
const scripts = path.resolve("ops/examples");
const place = mkdtempSync(path.join(tmpdir(), "examples-"));
let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  const written = await Promise.all([sdtmFormat, adamFormat].map(async (format) => [...await filesOf(format, inventedSource(8, 21))].map(([file, bytes]) => [`${format.id}/${file}`, bytes] as const)));
  for (const [file, bytes] of written.flat()) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), bytes);
  }
  files = new Map(written.flat().map(([file, bytes]) => [file, bytes.toString("utf8")]));
}, PATIENCE_MS);
afterAll(() => rmSync(place, { recursive: true }));

describe.each(["adam", "sdtm"])("the example scripts load %s of a package", (standard) => {
  test("there are code lists to apply, with meanings, and columns of every type", () => {
    const columns = Object.values(expected(files, standard)).flatMap((dataset) => dataset.columns);
    expect(columns.filter(({ listed, cells }) => listed && cells.some((cell) => cell !== null)).length).toBeGreaterThan(10);
    expect([...listsOf(files, standard).values()].flat().some(({ VALUE, DECODE }) => VALUE !== DECODE)).toBe(true);
  });
  test("in R, every cell, label and code list", () => {
    const printed = printedBy("Rscript", "-e", IN_R(`folder = ${JSON.stringify(place)}`, standard));
    if (printed === null) return sayNotRun("load-cut.R", "R with jsonlite");
    expect(sameNumbers(JSON.parse(printed) as Record<string, Loaded>)).toEqual(sameNumbers(expected(files, standard)));
  }, PATIENCE_MS);
  test("in Python, every cell, label and code list", () => {
    const printed = printedBy("/usr/bin/python3", "-c", IN_PYTHON(`folder=${JSON.stringify(place)}`, standard)) ?? printedBy("python3", "-c", IN_PYTHON(`folder=${JSON.stringify(place)}`, standard));
    if (printed === null) return sayNotRun("load_cut.py", "Python with pandas");
    expect(sameNumbers(JSON.parse(printed) as Record<string, Loaded>)).toEqual(sameNumbers(expected(files, standard)));
  }, PATIENCE_MS);
});

test("in SAS, as far as it can be told without SAS: the code lists have the columns that the script reads, and names that its formats may have", () => {
  const script = readFileSync(path.join(scripts, "load-cut.sas"), "utf8");
  const [header = ""] = (files.get("sdtm/code-lists.csv") ?? "").split("\n");
  expect(header.split(",").filter((column) => !new RegExp(`\\b${column}\\b`, "i").test(script))).toEqual([]);
  for (const list of listsOf(files, "sdtm").keys()) expect(`${list.replace(".", "_")}F`).toMatch(/^[A-Z_]\w{0,30}[A-Z_]$/);
  sayNotRun("load-cut.sas", "SAS");
});
