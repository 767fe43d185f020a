import { COMPARED_FROM, MONITORED_FIELDS, type MonitoredField } from "@/lib/study/monitored-fields";

/** The monitored numbers of each form, in the order of their names. */
export const FIELDS_OF: Readonly<Record<string, readonly MonitoredField[]>> = Object.fromEntries([...new Set(MONITORED_FIELDS.map(({ form }) => form))].map((form) => [
  form, MONITORED_FIELDS.filter((one) => one.form === form).toSorted((one, other) => (one.field < other.field ? -1 : 1)),
]));

/** One answered number: what it says and in which unit, or that a reason stands in its place. */
export interface Measured {
  readonly field: MonitoredField;
  /** Null where a reason stands in its place. */
  readonly said: string | null;
  readonly unit: string | null;
  readonly missing: boolean;
}

/** A form of measurements. */
export interface MeasuredForm {
  readonly entryId: string;
  readonly patientId: string;
  readonly form: string;
  /** Null where the form says none. */
  readonly day: string | null;
  readonly answers: readonly Measured[];
  /** All of them in one text, the same where all are the same; null where there are too few to be compared. */
  readonly numbers: string | null;
}

/** As the database hands a form over: entry, patient, form, day, and the answers in the order of `FIELDS_OF`, null where there is none. */
export type PackedForm = readonly [entryId: string, patientId: string, form: string, day: unknown, answers: readonly unknown[]];

export function unpack([entryId, patientId, form, day, packed]: PackedForm): MeasuredForm {
  const fields = FIELDS_OF[form] ?? [], answers: Measured[] = [];
  let values = 0;
  for (const [nth, field] of fields.entries()) {
    const answer = packed[nth];
    if (answer === null || answer === undefined) continue;
    const measured = measuredOf(field, answer);
    if (measured.said !== null) values++;
    answers.push(measured);
  }
  return { entryId, patientId, form, day: typeof day === "string" ? day.slice(0, 10) : null, answers, numbers: values < COMPARED_FROM ? null : sayNumbers(answers) };
}

function measuredOf(field: MonitoredField, answer: unknown): Measured {
  if (typeof answer !== "object" || answer === null) return { field, said: String(answer), unit: null, missing: false };
  const { value, unit } = answer as { readonly value?: unknown; readonly unit?: unknown };
  return { field, said: textOf(value), unit: textOf(unit), missing: "missing" in answer };
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : typeof value === "number" ? String(value) : null);

/** The value as it is shown, with its unit. */
export const sayValue = ({ said, unit }: Measured): string => (unit === null ? said ?? "" : `${said} ${unit}`);

function sayNumbers(answers: readonly Measured[]): string {
  let says = "";
  for (const answer of answers) if (answer.said !== null) says += `${says && ", "}${answer.field.field} ${sayValue(answer)}`;
  return says;
}
