import { dataDictionary, editChecks, type DictionaryRow, type DictionaryUnit } from "@/lib/crf/data-dictionary";
import type { Form } from "@/lib/crf/define-form";
import { MISSING_REASONS, type MissingCode } from "@/lib/crf/missing";

const cell = (text: string): string => text.replaceAll("|", "\\|");
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(...head), row(...head.map(() => "---")), ...rows.map((cells) => row(...cells))].join("\n");

const KINDS: Readonly<Record<string, string>> = {
  text: "text", integer: "whole number", decimal: "number", choice: "choice", coded: "term", date: "date", partialDate: "date, possibly in part", time: "time", dateTime: "date and time", quantity: "number with unit",
};
const sayMissing = (codes: readonly string[]): string => codes.map((code) => MISSING_REASONS[code as MissingCode]).join(", ");
const sayUnit = ({ unit, possible }: DictionaryUnit): string => `${possible}${unit === "" ? "" : ` ${unit}`}`;
const sayWeight = (criticality: string): string => criticality.replace("_", " ");

/** Options, or the length of a text; what kind and bounds say already is left out. */
const sayValues = ({ kind, says }: DictionaryRow): string => (["choice", "coded", "text"].includes(kind) ? says : "");

const FIELD_HEAD = ["Field", "Label", "Kind", "Values", "Possible range and unit", "Only when", "May be missing as", "Criticality", "SDTM", "Columns", "Help"];

/** Every field of every form, as a page: what a reviewer reads when a form changes. */
export function printDataDictionary(forms: readonly Form[]): string {
  const pages = forms.map((form) => {
    const rows = dataDictionary([form]).map((field) => [
      field.field, field.label + (field.required ? " *" : ""), KINDS[field.kind] ?? field.kind, sayValues(field), field.units.map(sayUnit).join("; "), field.when ?? "", sayMissing(field.missing),
      sayWeight(field.criticality), field.sdtm, field.columns.join(", "), field.help ?? "",
    ]);
    const head = `## ${form.title} (\`${form.id}\`, version ${form.version}${form.repeats ? ", repeats" : ""}${form.source === "system" ? ", filled by the system" : ""})`;
    return `${head}\n\n${table(FIELD_HEAD, rows)}`;
  });
  const fields = forms.reduce((sum, form) => sum + Object.keys(form.fields).length, 0);
  return `# Data dictionary\n\nPrinted from the definitions: ${forms.length} forms, ${fields} fields. * = expected for a complete form.\n\n${pages.join("\n\n")}\n`;
}

/** Every check of every form, as a page; `questions` gives an example of what each asks. */
export function printEditChecks(forms: readonly Form[], questions: ReadonlyMap<string, string>): string {
  const checks = editChecks(forms);
  const rows = checks.map(({ form, id, on, says, protocol }) => [id, form, on.join(", "), says, protocol, questions.get(id) ?? ""]);
  return `# Edit checks\n\nPrinted from the definitions: ${checks.length} checks. Each asks when what it says does not hold, and never refuses a value.\n\n${table(["Check", "Form", "Fields", "What should hold", "Protocol", "Asks, for example"], rows)}\n`;
}
