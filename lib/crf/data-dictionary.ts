import type { Criticality } from "./field";
import { wordingOf, type Form } from "./define-form";
import { checksOf } from "./fired-checks";

/** One field, as the handbook and the golden file show it. */
export interface DictionaryRow {
  readonly form: string;
  readonly version: number;
  readonly section: string;
  readonly field: string;
  readonly label: string;
  readonly kind: string;
  readonly says: string;
  readonly required: boolean;
  readonly missing: readonly string[];
  readonly when: string | null;
  readonly criticality: Criticality;
  readonly sdtm: string;
  readonly columns: readonly string[];
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
      kind: field.kind,
      says: field.says,
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
