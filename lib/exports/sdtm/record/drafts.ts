import type { Cell, DatasetSpec, Row } from "../../datasets/dataset";
import { qualifierOf } from "../qualifiers";
import { STUDYID, usubjidOf } from "../trial/study-identity";
import { pieceName, piecesOf } from "./long-text";

/** A record before it is numbered: what its domain says of it, and what stands beside it as supplemental qualifiers. */
export interface Draft {
  readonly row: Row;
  readonly beside?: Readonly<Record<string, string | null>>;
}

const valueOrder = (one: Cell, other: Cell): number => {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : 1;
};

/** By the keys of the dataset; a blank comes first. */
export const byKeys = (keys: readonly string[]) => (one: Row, other: Row): number =>
  keys.map((key) => valueOrder(one[key] ?? null, other[key] ?? null)).find((order) => order !== 0) ?? 0;

/** The row with every variable of its dataset; an Error for a value that the dataset has no variable for, because only a programming mistake gives one. */
export function complete({ name, variables }: DatasetSpec, row: Row): Row {
  const whole: Record<string, Cell> = {};
  for (const variable of variables) whole[variable.name] = row[variable.name] === "" ? null : row[variable.name] ?? null;
  const stray = Object.keys(row).find((key) => row[key] !== null && whole[key] === undefined);
  if (stray !== undefined) throw new Error(`${name} has no variable ${stray}.`);
  return whole;
}

interface Beside { readonly name: string; readonly label: string; readonly value: string; readonly origin: string }

/** A value of any length as qualifiers: the first 200 bytes under its own name, the rest under numbered names. */
const inPieces = (name: string, label: string, origin: string, value: string, from = 0): readonly Beside[] =>
  piecesOf(value).map((piece, index) => ({ name: index === 0 ? name : pieceName(name, index), label, value: piece, origin })).slice(from);

/** What a row leaves to its supplement: what is left of texts over 200 bytes, and its qualifiers. */
function besideOf({ name, variables }: DatasetSpec, row: Row, qualifiers: Readonly<Record<string, string | null>>): readonly Beside[] {
  const rest = variables.flatMap((variable) => {
    const value = row[variable.name];
    return typeof value === "string" ? inPieces(variable.name, variable.label, variable.origin, value, 1) : [];
  });
  const own = Object.entries(qualifiers).flatMap(([qnam, value]) => {
    if (value === null || value === "") return [];
    const { label, origin } = qualifierOf(name, qnam);
    return inPieces(qnam, label, origin, value);
  });
  return [...rest, ...own];
}

const shortened = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === "string" ? piecesOf(value)[0] ?? null : value]));

/** What identifies a record from its supplement: its number; of a visit VISITNUM; of demographics the patient alone. */
function identifierOf(domain: string, row: Row): readonly [variable: string | null, value: string | null] {
  const variable = [`${domain}SEQ`, "VISITNUM"].find((name) => row[name] !== undefined && row[name] !== null) ?? null;
  return [variable, variable === null ? null : String(row[variable])];
}

const supplementRow = (domain: string, row: Row, { name, label, value, origin }: Beside): Row => {
  const [IDVAR, IDVARVAL] = identifierOf(domain, row);
  return { STUDYID, RDOMAIN: domain, USUBJID: row["USUBJID"] ?? null, IDVAR, IDVARVAL, QNAM: name, QLABEL: label, QVAL: value, QORIG: origin, QEVAL: null };
};

/** The rows of a domain for one patient, in the order of its keys and numbered, with those of its supplement. Comments keep their texts, which they divide themselves. */
export function finish(spec: DatasetSpec, supplement: DatasetSpec | undefined, number: string, drafts: readonly Draft[]): ReadonlyMap<string, readonly Row[]> {
  const { name, keys } = spec;
  const sequence = `${name}SEQ`;
  const numbered = spec.variables.some((variable) => variable.name === sequence);
  const sorted = drafts.map(({ row, beside = {} }) => ({ row: complete(spec, { ...row, STUDYID, DOMAIN: name, USUBJID: usubjidOf(number) }), beside }))
    .toSorted((one, other) => byKeys(keys)(one.row, other.row)).map(({ row, beside }, index) => ({ row: numbered ? { ...row, [sequence]: index + 1 } : row, beside }));
  const rows = sorted.map(({ row }) => shortened(row));
  if (supplement === undefined) return new Map([[name, rows]]);
  const supplements = sorted.flatMap(({ row, beside }) => besideOf(spec, row, beside).map((one) => supplementRow(name, row, one)));
  return new Map([[name, rows], [supplement.name, supplements.toSorted(byKeys(supplement.keys))]]);
}
