import type { ChoiceField } from "./fields/choice";
import type { CodedField } from "./fields/coded";
import type { DateField } from "./fields/date";
import type { DateTimeField } from "./fields/date-time";
import type { DecimalField } from "./fields/decimal";
import type { IntegerField } from "./fields/integer";
import type { PartialDateField } from "./fields/partial-date";
import type { QuantityField } from "./fields/quantity";
import type { TextField } from "./fields/text";
import type { TimeField } from "./fields/time";

/** Every kind of field there is. A kind added here needs a widget before anything compiles. */
export type AnyField =
  | TextField | IntegerField | DecimalField | ChoiceField<string> | DateField | PartialDateField | TimeField | DateTimeField | QuantityField<string> | CodedField;

export type FieldKind = AnyField["kind"];
export type Fields = Readonly<Record<string, AnyField>>;
