import type { AnyField } from "./any-field";
import type { Criticality } from "./field";
import { wordingOf, type Form } from "./define-form";
import { checksOf } from "./fired-checks";
import { sayBounds } from "./number-text";

/** A unit in which a value is taken, and what can be true in it. */
export interface DictionaryUnit {
  /** "" for a plain number. */
  readonly unit: string;
  readonly possible: string;
}

/** One field, as the handbook and the golden file show it. */
export interface DictionaryRow {
  readonly form: string;
  readonly version: number;
  readonly section: string;
  readonly field: string;
  readonly label: string;
  readonly help: string | null;
  readonly kind: string;
  /** Kind, options, units and bounds in one sentence. */
  readonly says: string;
  readonly units: readonly DictionaryUnit[];
  readonly required: boolean;
  readonly missing: readonly string[];
  readonly when: string | null;
  readonly criticality: Criticality;
  readonly sdtm: string;
  readonly columns: readonly string[];
}

function unitsOf(field: AnyField): readonly DictionaryUnit[] {
  if (field.kind === "integer" || field.kind === "decimal") return [{ unit: field.unit ?? "", possible: sayBounds(field.possible) }];
  return field.kind === "quantity" ? Object.values(field.units).map(({ says, possible }) => ({ unit: says, possible: sayBounds(possible) })) : [];
}

/** One row per field, straight from the definitions; the documentation cannot drift from the forms. */
export function dataDictionary(forms: readonly Form[]): readonly DictionaryRow[] {
  return forms.flatMap((form) =>
    Object.entries(form.fields).map(([name, field]) => ({
      form: form.id,
      version: form.version,
      section: field.section ?? form.title,
      field: name,
      label: field.label,
      help: field.help ?? null,
      kind: field.kind,
      says: field.says,
      units: unitsOf(field),
      required: field.required ?? false,
      missing: field.missing ?? [],
      when: field.when?.says(wordingOf(form)) ?? null,
      criticality: field.criticality,
      sdtm: field.sdtm,
      columns: field.columns(name).map(({ header }) => header),
    })),
  );
}

/** One check, as the handbook and the golden file show it. */
export interface EditCheckRow {
  readonly form: string;
  readonly id: string;
  readonly on: readonly string[];
  readonly says: string;
  readonly protocol: string;
}

export function editChecks(forms: readonly Form[]): readonly EditCheckRow[] {
  return forms.flatMap((form) => checksOf(form).map(({ id, on, says, protocol }) => ({ form: form.id, id, on, says, protocol })));
}
