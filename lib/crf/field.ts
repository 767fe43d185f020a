import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { TypingContext } from "@/lib/kernel/partial-date";
import type { Condition } from "./condition";
import { isMissingAnswer, isRedacted, sayMissing, type MissingCode } from "./missing";

/** How much hangs on a value: it decides the primary endpoint, whether a patient can be evaluated, safety, or neither. */
export type Criticality = "primary_endpoint" | "evaluability" | "safety" | "administrative";

export interface ExportColumn {
  readonly header: string;
  readonly label: string;
  /** From the stored answer; "" for a blank. */
  readonly cell: (answer: unknown) => string;
}

/** What a form says about a field of any kind. */
export interface FieldSpec {
  readonly label: string;
  readonly help?: string;
  /** Heading under which the field stands; without one, the form's title. */
  readonly section?: string;
  readonly criticality: Criticality;
  /** Expected before the form counts as complete; never needed in order to save. */
  readonly required?: boolean;
  readonly missing?: readonly MissingCode[];
  /** The field applies only when this holds. */
  readonly when?: Condition;
  /** Why no check looks at the field, though something hangs on it. Without this, a study's tests ask for one. */
  readonly unchecked?: string;
  /** Where the value goes in the standard tabulation, "LB.LBORRES where LBTESTCD=PLAT". */
  readonly sdtm: string;
}

/** What every kind of field must be able to say about itself, so that nobody else asks for its kind. */
export interface Field<Value> extends FieldSpec {
  readonly kind: string;
  /** Why this may not be stored, in a sentence; null for what may. Blanks and reasons for missing values are not its business. */
  readonly fault: (answer: unknown) => string | null;
  /** Only for types: what is stored. */
  readonly stored?: Value;
  readonly says: string;
  /** What a form control holds, as this kind of value: blank → null, a finished value or reason → itself, unreadable text → that text, to be refused. */
  readonly read: (typed: unknown, context?: TypingContext) => unknown;
  /** As screens, questions and history show it; "" for a blank. */
  readonly show: (answer: unknown) => string;
  readonly columns: (name: string) => readonly ExportColumn[];
  /** For kinds that hold a date: the first day that the value can mean. */
  earliest?(value: Value): CalendarDate;
}

export type ValueOf<F> = F extends Field<infer Value> ? Value : never;

/** The part that differs between kinds; blanks, reasons and unreadable text are the same for all. */
interface KindOfField<Kind extends string, Value> {
  readonly kind: Kind;
  readonly fault: (answer: unknown) => string | null;
  readonly says: string;
  readonly fromText: (text: string, context?: TypingContext) => Value | null;
  /** For controls that hold more than text. */
  readonly fromParts?: (parts: object) => unknown;
  readonly toText: (value: Value) => string;
  readonly cells: (name: string, label: string) => readonly { readonly header: string; readonly label: string; readonly cell: (value: Value) => string }[];
  readonly earliest?: (value: Value) => CalendarDate;
}

const MISSING_SUFFIX = "_missing";

/** Completes a kind with what all kinds share. */
export function describeField<Spec extends FieldSpec, Kind extends string, Value>(spec: Spec, own: KindOfField<Kind, Value>) {
  const { kind, fault, says, fromText, fromParts, toText, cells, earliest } = own;

  const read = (typed: unknown, context?: TypingContext): unknown => {
    if (typed === undefined || typed === null || isMissingAnswer(typed)) return typed ?? null;
    if (typeof typed === "object" && fromParts !== undefined) return fromParts(typed);
    if (typeof typed !== "string") return typed;
    return typed.trim() === "" ? null : fromText(typed.trim(), context) ?? typed;
  };
  const show = (answer: unknown): string => {
    if (answer === undefined || answer === null) return "";
    if (isMissingAnswer(answer)) return sayMissing(answer);
    if (fault(answer) === null) return toText(answer as Value);
    return typeof answer === "string" ? answer : JSON.stringify(answer);
  };
  const columns = (name: string): readonly ExportColumn[] => [
    ...cells(name, spec.label).map(({ header, label, cell }) => ({
      header,
      label,
      cell: (answer: unknown) => (answer === undefined || answer === null || isMissingAnswer(answer) ? (kind === "text" && isRedacted(answer) ? "[redacted]" : "") : cell(answer as Value)),
    })),
    ...(spec.missing === undefined ? [] : [{
      header: `${name}${MISSING_SUFFIX}`,
      label: `${spec.label} (why missing)`,
      cell: (answer: unknown) => (isMissingAnswer(answer) ? answer.missing : ""),
    }]),
  ];
  return { ...spec, kind, fault, says, read, show, columns, ...(earliest === undefined ? {} : { earliest }) };
}

/** One column under the field's own name: the usual case. */
export const ownColumn = <Value>(cell: (value: Value) => string = String) => (name: string, label: string) => [{ header: name, label, cell }];
