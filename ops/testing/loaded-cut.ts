import { spawnSync } from "node:child_process";
import path from "node:path";
import { parse } from "csv-parse/sync";

/** What the example scripts should hold of a package, and what they print of it. */
const scripts = path.resolve("ops/examples");
/** The files of a package by their paths, "sdtm/code-lists.csv". */
export type Files = ReadonlyMap<string, string>;

interface DatasetJson { readonly name: string; readonly label: string; readonly columns: readonly { readonly name: string; readonly label: string }[]; readonly rows: readonly (readonly (string | number | null)[])[] }
export interface Loaded { readonly label: string; readonly columns: readonly { readonly name: string; readonly label: string; readonly listed: boolean; readonly cells: readonly (string | null)[] }[] }

type Term = Record<"DATASET" | "VARIABLE" | "VALUE" | "DECODE", string>;
/** The terms of each column that has a list, by "ADSL.SEX". */
export function listsOf(files: Files, standard: string): ReadonlyMap<string, readonly Term[]> {
  const lists = new Map<string, Term[]>();
  for (const term of parse(files.get(`${standard}/code-lists.csv`) ?? "", { columns: true }) as Term[]) {
    const key = `${term.DATASET}.${term.VARIABLE}`;
    lists.set(key, [...(lists.get(key) ?? []), term]);
  }
  return lists;
}

/** What a program should hold of a package: each cell with the meaning of its code where a list has it, blanks as null. */
export function expected(files: Files, standard: string): Readonly<Record<string, Loaded>> {
  const lists = listsOf(files, standard);
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

/** What R prints of a cut that it loaded; `from` says where from, in the script's own words. */
export const IN_R = (from: string, standard: string) => `
  source(file.path(${JSON.stringify(scripts)}, "load-cut.R"))
  said <- function(x) { if (is.numeric(x) && !is.factor(x)) ifelse(is.na(x), NA, sprintf("%.15g", x)) else { y <- as.character(x); y[!is.na(y) & y == ""] <- NA; y } }
  cut <- load_cut(${from}, standard = ${JSON.stringify(standard)})
  told <- lapply(cut, function(frame) list(label = attr(frame, "label"), columns = lapply(names(frame), function(name) list(name = name, label = attr(frame[[name]], "label"), listed = is.factor(frame[[name]]), cells = I(said(frame[[name]]))))))
  writeLines(enc2utf8(as.character(jsonlite::toJSON(told, auto_unbox = TRUE, na = "null"))), useBytes = TRUE)`;
/** The same of Python. */
export const IN_PYTHON = (from: string, standard: string) => `
import sys, json
sys.path.insert(0, ${JSON.stringify(scripts)}); sys.dont_write_bytecode = True
from load_cut import load_cut
import pandas as pd
def said(x): return None if pd.isna(x) or x == "" else x.strftime("%Y-%m-%d") if isinstance(x, pd.Timestamp) else repr(float(x)) if isinstance(x, float) else str(x)
cut = load_cut(${from}, standard=${JSON.stringify(standard)})
print(json.dumps({name: {"label": frame.attrs["label"], "columns": [{"name": c, "label": frame.attrs["labels"][c], "listed": str(frame[c].dtype) == "category", "cells": [said(x) for x in frame[c]]} for c in frame.columns]} for name, frame in cut.items()}))`;

/** What a program prints; null where it, or what it needs, is not installed. */
export function printedBy(program: string, ...options: readonly string[]): string | null {
  const { status, stdout, stderr, error } = spawnSync(program, options, { encoding: "utf8", maxBuffer: 50_000_000 });
  if (error || /there is no package called|No module named/.test(stderr)) return null;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const isNumber = (cell: string) => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell);
/** Numbers by their value, however many zeros a program prints. */
export const sameNumbers = (loaded: Readonly<Record<string, Loaded>>) => Object.entries(loaded).map(([name, { label, columns }]) => ({
  name, label, columns: columns.map((column) => ({ ...column, cells: column.cells.map((cell) => (cell !== null && isNumber(cell) ? Number(cell) : cell)) })),
}));
