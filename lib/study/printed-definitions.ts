import { dataDictionary, editChecks } from "@/lib/crf/data-dictionary";
import type { Form } from "@/lib/crf/define-form";
import { MISSING_REASONS, type MissingCode } from "@/lib/crf/missing";

const cell = (text: string): string => text.replaceAll("|", "\\|");
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(...head), row(...head.map(() => "---")), ...rows.map((cells) => row(...cells))].join("\n");

const sayMissing = (codes: readonly string[]): string => codes.map((code) => MISSING_REASONS[code as MissingCode]).join(", ");

/** Every field of every form, as a page: what a reviewer reads when a form changes. */
export function printDataDictionary(forms: readonly Form[]): string {
  const pages = forms.map((form) => {
    const rows = dataDictionary([form]).map((field) => [
      field.field, field.label + (field.required ? " *" : ""), field.says, field.when ?? "", sayMissing(field.missing), field.criticality.replace("_", " "), field.sdtm, field.columns.join(", "),
    ]);
    const head = `## ${form.title} (\`${form.id}\`, version ${form.version}${form.repeats ? ", repeats" : ""})`;
    return `${head}\n\n${table(["Field", "Label", "Values", "Only when", "May be missing as", "Criticality", "SDTM", "Columns"], rows)}`;
  });
  return `# Data dictionary\n\nPrinted from the definitions. * = expected for a complete form.\n\n${pages.join("\n\n")}\n`;
}

/** Every check of every form, as a page. */
export function printEditChecks(forms: readonly Form[]): string {
  const rows = editChecks(forms).map(({ form, id, on, says, protocol }) => [id, form, on.join(", "), says, protocol]);
  return `# Edit checks\n\nPrinted from the definitions. Each asks when what it says does not hold, and never refuses a value.\n\n${table(["Check", "Form", "Fields", "What should hold", "Where it comes from"], rows)}\n`;
}
