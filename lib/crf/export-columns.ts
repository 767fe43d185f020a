import type { ExportColumn } from "./field";
import type { Form } from "./define-form";

export interface FormColumn extends Omit<ExportColumn, "cell"> {
  readonly field: string;
  readonly cell: (answers: Readonly<Record<string, unknown>>) => string;
}

/** The columns of a form's table in an export, in form order; each cell is read from the stored answers. */
export function exportColumns(form: Form): readonly FormColumn[] {
  return Object.entries(form.fields).flatMap(([name, field]) =>
    field.columns(name).map(({ header, label, cell }) => ({ field: name, header, label, cell: (answers: Readonly<Record<string, unknown>>) => cell(answers[name]) })),
  );
}
