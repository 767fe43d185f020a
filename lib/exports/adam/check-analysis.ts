import { earliestDay, latestDay } from "@/lib/kernel/partial-date";
import type { Cell, DatasetSpec, Row } from "../datasets/dataset";
import { adam } from "./adam";

type Rows = ReadonlyMap<string, readonly Row[]>;

const VALUE_DIGITS = 9;
const sayRow = (row: Row) => ["USUBJID", "PARAMCD", "AVISITN", "ASEQ", "AESEQ"].flatMap((name) => (row[name] == null ? [] : [`${name}=${row[name]}`])).join(" ");
const key = (row: Row, names: readonly string[]) => JSON.stringify(names.map((name) => row[name] ?? null));

/** One fault for each row that says something else than an earlier one with the same `of`. */
function onePer(name: string, rows: readonly Row[], of: readonly string[], is: string): readonly string[] {
  const first = new Map<string, Cell>();
  return rows.flatMap((row) => {
    const [group, value] = [key(row, of), row[is] ?? null];
    if (!first.has(group)) first.set(group, value);
    return first.get(group) === value ? [] : [`${name}: ${is} is not the same for every ${of.join(", ")} (${sayRow(row)}).`];
  });
}

const where = (name: string, rows: readonly Row[], says: string, holds: (row: Row) => boolean): readonly string[] => rows.filter((row) => !holds(row)).map((row) => `${name}: ${says} (${sayRow(row)}).`);

function unique(name: string, rows: readonly Row[], names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const one = key(row, names);
    const isTwice = seen.has(one);
    seen.add(one);
    return isTwice ? [`${name}: ${names.join(", ")} do not make a row unique (${sayRow(row)}).`] : [];
  });
}

const number = (row: Row, name: string): number | null => (typeof row[name] === "number" ? row[name] : null);
const isSame = (one: number, other: number) => Math.abs(one - other) <= 10 ** -VALUE_DIGITS * Math.max(1, Math.abs(one), Math.abs(other));

/** A study day follows from its date and the first day of treatment; there is no day 0. */
function dayFollows(row: Row, day: string, date: string): boolean {
  const [at, on, first] = [number(row, day), number(row, date), number(row, "TRTSDT")];
  return on === null || first === null ? at === null : at === on - first + (on >= first ? 1 : 0);
}

/** Dates as recorded, which may be contradictory; true where some days that they can mean are in order. */
const isInOrder = (start: Cell | undefined, end: Cell | undefined): boolean => typeof start === "string" && typeof end === "string" && earliestDay(start) <= latestDay(end);

function parameterFaults({ name }: DatasetSpec, rows: readonly Row[]): readonly string[] {
  const both = rows.filter((row) => row["AVAL"] != null && row["AVALC"] != null);
  return [
    ...onePer(name, rows, ["PARAMCD"], "PARAM"), ...onePer(name, rows, ["PARAM"], "PARAMCD"), ...onePer(name, rows, ["PARAMCD"], "PARAMN"), ...onePer(name, rows, ["AVISIT"], "AVISITN"),
    ...onePer(name, both, ["PARAMCD", "AVAL"], "AVALC"), ...onePer(name, both, ["PARAMCD", "AVALC"], "AVAL"),
    ...unique(name, rows.filter(({ ABLFL }) => ABLFL === "Y"), ["USUBJID", "PARAMCD"]),
    ...where(name, rows, "the baseline has its own value", (row) => row["ABLFL"] !== "Y" || row["AVAL"] === row["BASE"]),
    ...where(name, rows, "CHG is AVAL - BASE", (row) => row["CHG"] == null || isSame(Number(row["CHG"]), Number(row["AVAL"]) - Number(row["BASE"]))),
    ...where(name, rows, "a value is a number or a text", (row) => row["AVAL"] != null || row["AVALC"] != null),
  ];
}

function timeFaults({ name }: DatasetSpec, rows: readonly Row[]): readonly string[] {
  return [
    ...where(name, rows, "CNSR is 0 or 1", (row) => row["CNSR"] === 0 || row["CNSR"] === 1),
    ...where(name, rows, "a time does not end before it begins, and is its length", (row) => Number(row["ADT"]) >= Number(row["STARTDT"]) && row["AVAL"] === Number(row["ADT"]) - Number(row["STARTDT"])),
    ...where(name, rows, "a censored time says by what, an event does not", (row) => (row["CNSR"] === 0) === (row["CNSDTDSC"] == null)),
  ];
}

/** The values of a code list, of the whole column and of the value levels that say their own. */
function termFaults({ name, variables }: DatasetSpec, rows: readonly Row[]): readonly string[] {
  const termsOf = (id: string) => new Set(adam.codeLists.find((list) => list.id === id)?.terms.map(({ value }) => value));
  return variables.flatMap((variable) => [{ codeList: variable.codeList, where: [] }, ...(variable.valueLevel ?? [])].flatMap((level) => {
    if (level.codeList === undefined) return [];
    const terms = termsOf(level.codeList);
    const concerned = rows.filter((row) => level.where.every(({ variable: of, values }) => values.includes(String(row[of]))));
    return where(name, concerned, `${variable.name} is a term of ${level.codeList}`, (row) => row[variable.name] == null || terms.has(String(row[variable.name])));
  }));
}

/** What of the analysis datasets breaks a rule of ADaM or of itself; no sentence is a clean bill. The conformance engine of CDISC has no rules for ADaM, so these stand in. */
export function checkAnalysis(datasets: Rows): readonly string[] {
  const subjects = new Set((datasets.get("ADSL") ?? []).map(({ USUBJID }) => USUBJID));
  return adam.specs.flatMap((spec) => {
    const rows = datasets.get(spec.name) ?? [];
    const named = (variable: string) => spec.variables.some(({ name }) => name === variable);
    return [
      ...unique(spec.name, rows, spec.keys), ...where(spec.name, rows, "every subject is in ADSL", ({ USUBJID }) => subjects.has(USUBJID ?? "")), ...termFaults(spec, rows),
      ...(named("PARAMCD") ? parameterFaults(spec, rows) : []), ...(named("CNSR") ? timeFaults(spec, rows) : []),
      ...[["ADY", "ADT"], ["ASTDY", "ASTDT"], ["AENDY", "AENDT"]].flatMap(([day = "", date = ""]) => (named(day) ? where(spec.name, rows, `${day} follows from ${date} and TRTSDT`, (row) => dayFollows(row, day, date)) : [])),
      ...where(spec.name, rows, "an imputed date is a date", (row) => ["AST", "AEN"].every((date) => row[`${date}DTF`] == null || row[`${date}DT`] != null)),
      ...where(spec.name, rows, "imputation puts no start after its end", (row) => !isInOrder(row["AESTDTC"], row["AEENDTC"]) || Number(row["ASTDT"]) <= Number(row["AENDT"])),
    ];
  });
}
