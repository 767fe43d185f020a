import { describeField, ownColumn, type Field, type FieldSpec } from "../field";
import { canonicalNumber, outsideBounds, sayBounds, sayNumber } from "../number-text";

interface IntegerSpec extends FieldSpec {
  readonly unit?: string;
  /** Outside these bounds the value cannot be true; it is not stored. */
  readonly possible: readonly [lowest: number, highest: number];
}

export interface IntegerField extends Field<number>, IntegerSpec {
  readonly kind: "integer";
}

/** "12.0" is 12; "12.5" is no whole number and stays as typed. */
function wholeNumber(typed: string): number | null {
  const canonical = canonicalNumber(typed);
  return canonical === null || canonical.includes(".") ? null : Number(canonical);
}

export function integer(spec: IntegerSpec): IntegerField {
  const unit = spec.unit ?? "";
  const ending = unit === "" ? "" : ` ${unit}`;
  return describeField(spec, {
    kind: "integer",
    fault: (answer) => (Number.isSafeInteger(answer) ? outsideBounds(String(answer), spec.possible, unit) : "Type a whole number, digits only, without a decimal point or a separator."),
    says: `Whole number, ${sayBounds(spec.possible)}${ending}`,
    fromText: wholeNumber,
    toText: (value) => `${sayNumber(String(value))}${ending}`,
    cells: ownColumn(),
  });
}
