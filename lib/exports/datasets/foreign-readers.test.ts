import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleStandard, filesOf, sourceOf } from "./example-standard";
import { subjects } from "./example-rows";
import { readXport } from "./read-xport";
import { sayNotRun } from "@/ops/standards-folder";
import { datasetFormat } from "./write-datasets";

const PATIENCE_MS = 60_000;
const place = mkdtempSync(path.join(tmpdir(), "readers-"));
const file = path.join(place, "zz.xpt");
const patients = fc.sample(subjects, { seed: 5, numRuns: 40 }).flatMap((some, cohort) => some.map((rows) => rows.map((row) => ({ ...row, USUBJID: `${row["USUBJID"] ?? ""}-${cohort}` }))));
/** Numbers with all their digits, the texts without blanks at either end, nothing as "". */
const said = (cells: readonly (string | number | null)[]) => cells.map((cell) => (typeof cell === "number" ? String(Number(cell)) : (cell ?? "").trim()));

beforeAll(async () => writeFileSync(file, (await filesOf(datasetFormat(exampleStandard, "For tests."), sourceOf(patients), "zz")).get("zz.xpt") ?? ""));
afterAll(() => rmSync(place, { recursive: true }));

const expected = () => readXport(readFileSync(file)).rows.map(said);

/** What a program of another house prints when asked for every cell; null where it, or what it needs, is not installed. */
function printedBy(program: string, ...options: readonly string[]): string | null {
  const { status, stdout, stderr, error } = spawnSync(program, options, { encoding: "utf8", maxBuffer: 50_000_000 });
  if (error || /there is no package called|No module named/.test(stderr)) return null;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const IN_R = (read: string) => `
  x <- ${read}
  as_said <- function(column) { if (inherits(column, "Date")) column <- as.numeric(column) + 3653; if (is.numeric(column)) ifelse(is.na(column), "", sprintf("%.17g", column)) else { text <- as.character(column); text[is.na(text)] <- ""; trimws(text, whitespace = " ") } }
  y <- as.data.frame(lapply(x, as_said), stringsAsFactors = FALSE)
  write.table(y, sep = ",", qmethod = "double", row.names = FALSE, col.names = FALSE, fileEncoding = "UTF-8")`;
const numberedAs = (cells: readonly string[]) => cells.map((cell, at) => ([2, 5, 7].includes(at) && cell !== "" ? String(Number(cell)) : cell.trim()));
const rowsOf = (printed: string) => (parse(printed) as string[][]).map(numberedAs);

describe("programs of other houses read every cell as it was given", () => {
  test("R, haven", () => {
    const printed = printedBy("Rscript", "-e", IN_R(`haven::read_xpt(${JSON.stringify(file)})`));
    if (printed === null) return sayNotRun("transport files read by R haven", "R with haven");
    expect(rowsOf(printed)).toEqual(expected());
  }, PATIENCE_MS);

  test("R, foreign", () => {
    const printed = printedBy("Rscript", "-e", IN_R(`foreign::read.xport(${JSON.stringify(file)})`));
    if (printed === null) return sayNotRun("transport files read by R foreign", "R with foreign");
    expect(rowsOf(printed)).toEqual(expected());
  }, PATIENCE_MS);

  test("pandas, but for its reading 0 as 5.4e-79", () => {
    const script = `
import sys, csv, pandas as pd
x = pd.read_sas(${JSON.stringify(file)}, format="xport", encoding="ascii")
w = csv.writer(sys.stdout, quoting=csv.QUOTE_ALL)
for row in x.itertuples(index=False):
    w.writerow(["" if pd.isna(c) else ("0" if c == 5.397605346934028e-79 else repr(float(c))) if isinstance(c, float) else c.strip(" ") for c in row])`;
    const printed = printedBy("/usr/bin/python3", "-c", script) ?? printedBy("python3", "-c", script);
    if (printed === null) return sayNotRun("transport files read by pandas", "Python with pandas");
    expect(rowsOf(printed)).toEqual(expected());
  }, PATIENCE_MS);

  test("ReadStat, with the digits that it prints", () => {
    const out = path.join(place, "zz.csv");
    if (printedBy("readstat", file, out) === null) return sayNotRun("transport files read by ReadStat", "readstat");
    const [names, ...rows] = parse(readFileSync(out)) as string[][];
    expect(names).toEqual(exampleStandard.specs[0]?.variables.map(({ name }) => name));
    const asPrinted = (cells: readonly string[]) => cells.map((cell, at) => ([2, 5, 7].includes(at) && cell !== "" ? Number(cell).toFixed(6).replace(/^-(0\.0+)$/, "$1") : cell));
    expect(rows.map(numberedAs).map(asPrinted)).toEqual(expected().map(asPrinted));
  }, PATIENCE_MS);
});
