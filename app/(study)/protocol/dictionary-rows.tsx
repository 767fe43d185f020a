import { Badge } from "@/app/_ui/badge";
import { TextLink } from "@/app/_ui/text-link";
import type { DictionaryRow } from "@/lib/crf/data-dictionary";
import type { Form } from "@/lib/crf/define-form";
import type { Criticality } from "@/lib/crf/field";
import { MISSING_REASONS, type MissingCode } from "@/lib/crf/missing";

const WEIGHT: Readonly<Record<Criticality, string>> = { primary_endpoint: "Primary endpoint", evaluability: "Evaluability", safety: "Safety", administrative: "Administrative" };
const KINDS: Readonly<Record<string, string>> = {
  text: "Text", integer: "Whole number", decimal: "Decimal number", choice: "Choice", coded: "Term of a dictionary", date: "Date", partialDate: "Date, possibly in part", time: "Time", dateTime: "Date and time", quantity: "Number with unit",
};

/** The rows of the data dictionary: what each field takes, when it applies and what hangs on it. */
export function DictionaryRows({ form, rows, linksTrail }: { readonly form: Form; readonly rows: readonly DictionaryRow[]; readonly linksTrail: boolean }) {
  return rows.map(({ field, label, help, kind, says, required, missing, when, criticality, sdtm, columns }) => (
    <tr key={field} id={field}>
      <td><b>{label}</b><small className="mono">{field}</small>{help && <small>{help}</small>}{linksTrail && <small><TextLink href={`/trail?field=${form.id}.${field}`}>trail</TextLink></small>}</td>
      <td>{says.startsWith(KINDS[kind] ?? kind) ? says : <>{KINDS[kind] ?? kind}<small>{says}</small></>}</td>
      <td>{required ? <Badge outlined>expected</Badge> : <span className="dim">optional</span>}{when !== null && <small>when {when}</small>}</td>
      <td>{missing.map((code) => MISSING_REASONS[code as MissingCode] ?? code).join(", ")}</td>
      <td>{WEIGHT[criticality]}{form.fields[field]?.unchecked && <small>no check: {form.fields[field]?.unchecked}</small>}</td>
      <td className="mono">{sdtm}<small className="mono">{columns.join(", ")}</small></td>
    </tr>
  ));
}
