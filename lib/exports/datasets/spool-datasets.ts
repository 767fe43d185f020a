import type { ExportSource } from "../export-format";
import { asciiOf, isAscii } from "./ascii-text";
import type { Cell, DatasetSpec, DatasetStandard, Learned, Row, Variable } from "./dataset";
import { NO_EXTENT, widened, type Extent } from "./measure";
import type { Spool, SpoolFolder } from "./spool";

const XPORT_TEXT_MAX = 200;

/** A value that stands otherwise in the transport file than it was recorded; `row` counts from 1. */
export interface Substitution {
  readonly dataset: string;
  readonly row: number;
  readonly variable: string;
  readonly recorded: string;
  readonly written: string;
}

/** Of a variable, and of each of its value levels. */
export interface VariableExtent extends Extent {
  readonly levels: readonly Extent[];
}

/** All rows of a dataset, once they are counted. */
export interface SpooledDataset {
  readonly spec: DatasetSpec;
  readonly records: number;
  /** In the order of the variables. */
  readonly extents: readonly VariableExtent[];
  readonly rows: () => AsyncGenerator<readonly Cell[]>;
}

export interface SpooledStandard {
  readonly datasets: readonly SpooledDataset[];
  readonly substitutions: () => AsyncGenerator<Substitution>;
}

/** A text as a transport file holds it: ASCII, without blanks at its end, cut after 200 characters. */
export function xportText(text: string): string {
  const whole = asciiOf(text).trimEnd();
  return whole.length <= XPORT_TEXT_MAX ? whole : whole.slice(0, XPORT_TEXT_MAX).trimEnd();
}

const isNumeric = ({ type }: Variable) => type === "integer" || type === "float";

/** One pass over the cut. Memory holds the rows of the study and of one patient. A row that does not fit its dataset is an error: it would be a fault of the mapping. */
export async function spoolDatasets(standard: DatasetStandard, source: ExportSource, folder: SpoolFolder): Promise<SpooledStandard> {
  const substitutions = await folder.spool<Substitution>();
  const sinks = new Map<string, Sink>();
  for (const spec of standard.specs) sinks.set(spec.name, sinkOf(spec, await folder.spool<readonly Cell[]>(), substitutions));

  const take = async (rows: ReadonlyMap<string, readonly Row[]>) => {
    for (const [name, some] of rows) {
      const sink = sinks.get(name);
      if (!sink) throw new Error(`${standard.id} gives rows to ${name}, which it does not declare.`);
      for (const row of some) await sink.add(row);
    }
  };
  let learned: Learned = {};
  for await (const patient of source.patients()) {
    const rows = standard.patientRows(patient, source.study);
    learned = standard.learn?.(learned, rows) ?? learned;
    await take(rows);
  }
  await take(standard.studyRows(source.study, learned));
  return { datasets: standard.specs.flatMap(({ name }) => sinks.get(name)?.done() ?? []), substitutions: substitutions.lines };
}

interface Sink {
  readonly add: (row: Row) => Promise<void>;
  readonly done: () => SpooledDataset;
}

function sinkOf(spec: DatasetSpec, spool: Spool<readonly Cell[]>, substitutions: Spool<Substitution>): Sink {
  const names = new Set(spec.variables.map(({ name }) => name));
  let extents: readonly VariableExtent[] = spec.variables.map(({ valueLevel = [] }) => ({ ...NO_EXTENT, levels: valueLevel.map(() => NO_EXTENT) }));
  let records = 0;
  const add = async (row: Row) => {
    const stranger = Object.keys(row).find((name) => !names.has(name));
    if (stranger !== undefined) throw new Error(`A row of ${spec.name} has ${stranger}, which is no variable of it.`);
    records += 1;
    const cells = spec.variables.map((variable) => cellOf(spec, variable, row));
    const texts = cells.map((cell) => (typeof cell === "string" ? xportText(cell) : ""));
    extents = extents.map((extent, at) => extentWith(extent, spec.variables[at], row, cells[at] ?? null, texts[at] ?? ""));
    for (const [at, { name }] of spec.variables.entries()) {
      const [recorded, written] = [cells[at], texts[at] ?? ""];
      if (typeof recorded === "string" && recorded.trimEnd() !== written) await substitutions.add({ dataset: spec.name, row: records, variable: name, recorded, written });
    }
    await spool.add(cells);
  };
  return { add, done: () => ({ spec, records, extents, rows: spool.lines }) };
}

function extentWith(extent: VariableExtent, variable: Variable | undefined, row: Row, cell: Cell, ascii: string): VariableExtent {
  if (cell === null) return extent;
  const levels = extent.levels.map((level, at) => {
    const of = variable?.valueLevel?.[at];
    if (!of || !of.where.every(({ variable: name, values }) => values.includes(String(row[name] ?? "")))) return level;
    const number = of.type === "integer" || of.type === "float" ? Number(cell) : NaN;
    return widened(level, Number.isFinite(number) ? number : cell, ascii);
  });
  const wider = widened(extent, cell, ascii);
  return wider === extent && levels.every((level, at) => level === extent.levels[at]) ? extent : { ...wider, levels };
}

function cellOf(spec: DatasetSpec, variable: Variable, row: Row): Cell {
  const cell = row[variable.name] ?? null;
  if (cell === null || cell === "") return null;
  if (isNumeric(variable) !== (typeof cell === "number")) throw new Error(`${spec.name}.${variable.name} is ${variable.type}, but a row holds ${JSON.stringify(cell)}.`);
  if (variable.type === "integer" && !Number.isInteger(cell)) throw new Error(`${spec.name}.${variable.name} is a whole number, but a row holds ${cell}.`);
  return cell;
}

/** What happened to a value on its way into the transport file, in words. */
export function sayWhy({ recorded }: Substitution): string {
  const long = asciiOf(recorded).trimEnd().length > XPORT_TEXT_MAX ? [`cut after ${XPORT_TEXT_MAX} characters`] : [];
  const signs = [...new Set(Array.from(recorded.normalize("NFC")))].filter((character) => !isAscii(character));
  const lost = signs.filter((character) => asciiOf(character).includes("?"));
  const spelled = signs.filter((character) => !lost.includes(character)).map((character) => `${nameOf(character)} as "${asciiOf(character)}"`);
  return [...long, ...(spelled.length > 0 ? [`spelled ${spelled.join(", ")}`] : []), ...(lost.length > 0 ? [`"?" for ${lost.map(nameOf).join(", ")}`] : [])].join("; ");
}

const nameOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
