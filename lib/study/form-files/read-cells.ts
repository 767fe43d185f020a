import type { AnyField } from "@/lib/crf/any-field";
import type { Form } from "@/lib/crf/define-form";
import { toStored, type Dictionary } from "@/lib/crf/dictionary";
import { isRedacted, MISSING_REASONS, REDACTED, type MissingCode } from "@/lib/crf/missing";
import { faultOf } from "@/lib/crf/read-answers";

/** The dictionaries that the form's coded fields choose from, by name. */
export type Dictionaries = Readonly<Record<string, Dictionary>>;

/** What the cells of one field say: an answer as it is stored, a sentence why not, or nothing to store. */
export interface ReadField {
  readonly field: string;
  /** As the file has it, with unit: for people, and for the trail. */
  readonly said: string;
  readonly answer: unknown;
  readonly problem: string | null;
  readonly passed: string | null;
}

const TAKEN_AWAY = "taken away by a redaction where it comes from; nothing is stored";
type Cells = Readonly<Record<string, string>>;

/** Loads what the coded fields of these forms need. */
export async function dictionariesOf(forms: readonly Form[]): Promise<Dictionaries> {
  const coded = forms.flatMap(({ fields }) => Object.values(fields)).filter((field) => field.kind === "coded");
  const needed = new Map(coded.map((field) => [field.dictionary, field.load]));
  return Object.fromEntries(await Promise.all([...needed].map(async ([name, load]) => [name, await load()] as const)));
}

/** The columns under which a field stands in the tidy CSV, whether it may be missing or not. */
export const columnsOfField = (name: string, field: AnyField): readonly string[] => [...new Set([...field.columns(name).map(({ header }) => header), `${name}_missing`])];

/**
 * Reads the cells of one form, field by field in its order, as if they had been typed there: the same spellings, the same bounds. A blank cell says
 * nothing. A cell under a column that this version of the form does not have is a problem of its own, under the column's name.
 */
export function readCells(form: Form, cells: Cells, dictionaries: Dictionaries): readonly ReadField[] {
  const known = new Set(Object.entries(form.fields).flatMap(([name, field]) => columnsOfField(name, field)));
  const strange = Object.keys(cells).filter((column) => !known.has(column)).map((column): ReadField => problem(column, cells[column] ?? "", `Version ${form.version} of this form has no column “${column}”. Take it out of the file, or name it as the form does.`));
  return [...Object.entries(form.fields).flatMap(([name, field]) => readField(name, field, cells, dictionaries) ?? []), ...strange];
}

/**
 * Fields for which the file has a column and says nothing, as far as a hand could empty them: not those that an act fills, and none of which a cell
 * beside it says something.
 */
export const clearedFields = (form: Form, { cells, blanks }: { readonly cells: Cells; readonly blanks: readonly string[] }): readonly string[] =>
  Object.entries(form.fields).filter(([name, field]) => blanks.includes(name) && !(field.kind === "text" && field.given) && columnsOfField(name, field).every((column) => !Object.hasOwn(cells, column))).map(([name]) => name);

/** What a redaction took away is its own statement, and stays when a file has nothing there. */
export const isTakenAway = (answer: unknown): boolean => isRedacted(answer) || answer === `[${REDACTED}]`;

const problem = (field: string, said: string, says: string): ReadField => ({ field, said, answer: null, problem: says, passed: null });

function readField(name: string, field: AnyField, cells: Cells, dictionaries: Dictionaries): ReadField | null {
  const [main = "", unit = "", missing = ""] = [cells[name], field.kind === "quantity" ? cells[`${name}_unit`] : undefined, cells[`${name}_missing`]];
  const beside = field.columns(name).filter(({ header }) => ![name, `${name}_unit`, `${name}_missing`].includes(header) && cells[header] !== undefined);
  const said = [main, unit, missing].filter(Boolean).join(" ");
  if (said === "") return beside.length === 0 ? null : problem(name, "", `“${beside[0]?.header}” is filled and “${name}” is blank. Fill both or neither.`);
  if (missing === REDACTED || (main === `[${REDACTED}]` && field.kind === "text")) return { field: name, said, answer: null, problem: null, passed: TAKEN_AWAY };
  if (main === "" && unit !== "") return problem(name, said, "There is a unit without a value. Give the value, or leave both blank.");
  if (main !== "" && missing !== "") return problem(name, said, "There are a value and a reason why it is missing. Leave one of them blank.");
  if (field.kind === "text" && field.given) return problem(name, said, "This is filled by the act that begins the row and is not imported. Take its column out of the file.");
  const read = missing === "" ? readValue(name, field, { main, unit }, dictionaries) : { answer: reasonOf(missing) };
  const fault = "says" in read ? read.says : faultOf(field, read.answer) ?? contradiction(beside, cells, read.answer);
  return fault === null && "answer" in read ? { field: name, said, answer: read.answer, problem: null, passed: null } : problem(name, said, fault ?? "");
}

type Read = { readonly answer: unknown } | { readonly says: string };

function readValue(name: string, field: AnyField, { main, unit }: { readonly main: string; readonly unit: string }, dictionaries: Dictionaries): Read {
  if (field.kind === "text") return { answer: main }; // as it stands there, blanks at its ends too
  if (field.kind === "coded") {
    const term = dictionaries[field.dictionary]?.find(main);
    return term ? { answer: toStored(term) } : { says: field.fault(main) ?? `“${main}” is no term of ${field.dictionary}.` };
  }
  if (field.kind !== "quantity") return { answer: field.read(main) };
  const code = Object.entries(field.units).find(([each, { says }]) => each.toLowerCase() === unit.trim().toLowerCase() || says === unit.trim())?.[0];
  return { answer: field.read({ value: main, unit: code ?? (unit.trim() === "" ? undefined : unit) }) };
}

/** By its code or by its words; any other text is refused by the field. */
const reasonOf = (text: string): unknown => {
  const said = text.trim().toLowerCase();
  const code = (Object.keys(MISSING_REASONS) as MissingCode[]).find((each) => each === said || MISSING_REASONS[each] === said);
  return code === undefined ? `“${text}” as a reason why it is missing` : { missing: code };
};

/** What is written beside a code, such as its label, must say the same. */
function contradiction(beside: readonly { readonly header: string; readonly cell: (answer: unknown) => string }[], cells: Cells, answer: unknown): string | null {
  const other = beside.find(({ header, cell }) => cell(answer).trim().toLowerCase() !== (cells[header] ?? "").trim().toLowerCase());
  return other ? `“${other.header}” says ${cells[other.header] ?? ""}, and the value means ${other.cell(answer) || "nothing"}. Correct one, or leave “${other.header}” blank.` : null;
}
