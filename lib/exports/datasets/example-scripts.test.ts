import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sayNotRun } from "@/ops/standards-folder";
import { inventedSource } from "@/ops/testing/invented-cut";
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

interface DatasetJson { readonly name: string; readonly label: string; readonly columns: readonly { readonly name: string; readonly label: string }[]; readonly rows: readonly (readonly (string | number | null)[])[] }
interface Loaded { readonly label: string; readonly columns: readonly { readonly name: string; readonly label: string; readonly listed: boolean; readonly cells: readonly (string | null)[] }[] }

type Term = Record<"DATASET" | "VARIABLE" | "VALUE" | "DECODE", string>;
/** The terms of each column that has a list, by "ADSL.SEX". */
function listsOf(standard: string): ReadonlyMap<string, readonly Term[]> {
  const lists = new Map<string, Term[]>();
  for (const term of parse(files.get(`${standard}/code-lists.csv`) ?? "", { columns: true }) as Term[]) {
    const key = `${term.DATASET}.${term.VARIABLE}`;
    lists.set(key, [...(lists.get(key) ?? []), term]);
  }
  return lists;
}

/** What a program should hold of a package: each cell with the meaning of its code where a list has it, blanks as null. */
function expected(standard: string): Readonly<Record<string, Loaded>> {
  const lists = listsOf(standard);
  const datasets = [...files].filter(([file]) => file.startsWith(`${standard}/dataset-json/`)).map(([, text]) => JSON.parse(text) as DatasetJson);
  return Object.fromEntries(datasets.toSorted((one, other) => (one.name < other.name ? -1 : 1)).map(({ name, label, columns, rows }) => [name.toLowerCase(), {
    label, columns: columns.map((column, at) => {
      const cells = rows.map((row) => row[at] ?? "").map((cell) => (cell === "" ? null : String(cell)));
      const terms = lists.get(`${name}.${column.name}`) ?? [];
      const listed = terms.length > 0 && cells.every((cell) => cell === null || terms.some(({ VALUE }) => VALUE === cell));
      const decodes = listed && new Set(terms.map(({ DECODE }) => DECODE)).size === terms.length;
      return { name: column.name, label: column.label, listed, cells: cells.map((cell) => (decodes && cell !== null ? terms.find(({ VALUE }) => VALUE === cell)?.DECODE ?? "" : cell)) };
    }),
  }]));
}

const IN_R = (standard: string) => `
  source(file.path(${JSON.stringify(scripts)}, "load-cut.R"))
  said <- function(x) { if (is.numeric(x) && !is.factor(x)) ifelse(is.na(x), NA, sprintf("%.15g", x)) else { y <- as.character(x); y[!is.na(y) & y == ""] <- NA; y } }
  cut <- load_cut(folder = ${JSON.stringify(place)}, standard = ${JSON.stringify(standard)})
  told <- lapply(cut, function(frame) list(label = attr(frame, "label"), columns = lapply(names(frame), function(name) list(name = name, label = attr(frame[[name]], "label"), listed = is.factor(frame[[name]]), cells = I(said(frame[[name]]))))))
  writeLines(enc2utf8(as.character(jsonlite::toJSON(told, auto_unbox = TRUE, na = "null"))), useBytes = TRUE)`;
const IN_PYTHON = (standard: string) => `
import sys, json
sys.path.insert(0, ${JSON.stringify(scripts)}); sys.dont_write_bytecode = True
from load_cut import load_cut
import pandas as pd
def said(x): return None if pd.isna(x) or x == "" else x.strftime("%Y-%m-%d") if isinstance(x, pd.Timestamp) else repr(float(x)) if isinstance(x, float) else str(x)
cut = load_cut(folder=${JSON.stringify(place)}, standard=${JSON.stringify(standard)})
print(json.dumps({name: {"label": frame.attrs["label"], "columns": [{"name": c, "label": frame.attrs["labels"][c], "listed": str(frame[c].dtype) == "category", "cells": [said(x) for x in frame[c]]} for c in frame.columns]} for name, frame in cut.items()}))`;

/** What a program prints; null where it, or what it needs, is not installed. */
function printedBy(program: string, ...options: readonly string[]): string | null {
  const { status, stdout, stderr, error } = spawnSync(program, options, { encoding: "utf8", maxBuffer: 50_000_000 });
  if (error || /there is no package called|No module named/.test(stderr)) return null;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const isNumber = (cell: string) => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell);
/** Numbers by their value, however many zeros a program prints. */
const sameNumbers = (loaded: Readonly<Record<string, Loaded>>) => Object.entries(loaded).map(([name, { label, columns }]) => ({
  name, label, columns: columns.map((column) => ({ ...column, cells: column.cells.map((cell) => (cell !== null && isNumber(cell) ? Number(cell) : cell)) })),
}));

describe.each(["adam", "sdtm"])("the example scripts load %s of a package", (standard) => {
  test("there are code lists to apply, with meanings, and columns of every type", () => {
    const columns = Object.values(expected(standard)).flatMap((dataset) => dataset.columns);
    expect(columns.filter(({ listed, cells }) => listed && cells.some((cell) => cell !== null)).length).toBeGreaterThan(10);
    expect([...listsOf(standard).values()].flat().some(({ VALUE, DECODE }) => VALUE !== DECODE)).toBe(true);
  });
  test("in R, every cell, label and code list", () => {
    const printed = printedBy("Rscript", "-e", IN_R(standard));
    if (printed === null) return sayNotRun("load-cut.R", "R with jsonlite");
    expect(sameNumbers(JSON.parse(printed) as Record<string, Loaded>)).toEqual(sameNumbers(expected(standard)));
  }, PATIENCE_MS);
  test("in Python, every cell, label and code list", () => {
    const printed = printedBy("/usr/bin/python3", "-c", IN_PYTHON(standard)) ?? printedBy("python3", "-c", IN_PYTHON(standard));
    if (printed === null) return sayNotRun("load_cut.py", "Python with pandas");
    expect(sameNumbers(JSON.parse(printed) as Record<string, Loaded>)).toEqual(sameNumbers(expected(standard)));
  }, PATIENCE_MS);
});

test("in SAS, as far as it can be told without SAS: the code lists have the columns that the script reads, and names that its formats may have", () => {
  const script = readFileSync(path.join(scripts, "load-cut.sas"), "utf8");
  const [header = ""] = (files.get("sdtm/code-lists.csv") ?? "").split("\n");
  expect(header.split(",").filter((column) => !new RegExp(`\\b${column}\\b`, "i").test(script))).toEqual([]);
  for (const list of listsOf("sdtm").keys()) expect(`${list.replace(".", "_")}F`).toMatch(/^[A-Z_]\w{0,30}[A-Z_]$/);
  sayNotRun("load-cut.sas", "SAS");
});
