import { describeField, ownColumn, type Field, type FieldSpec } from "../field";
import { canonicalNumber, isCanonicalNumber, outsideBounds, sayBounds, sayNumber, type Bounds } from "../number-text";

interface DecimalSpec extends FieldSpec {
  readonly unit?: string;
  /** Outside these bounds the value cannot be true; it is not stored. */
  readonly possible: Bounds;
}

/** Its value is decimal text in one canonical spelling, so that no binary fraction ever touches it. */
export interface DecimalField extends Field<string>, DecimalSpec {
  readonly kind: "decimal";
}

export const TYPE_A_NUMBER = "Type a number such as 12.5: a decimal point, no comma, no < or >.";

export function decimal(spec: DecimalSpec): DecimalField {
  const unit = spec.unit ?? "";
  const ending = unit === "" ? "" : ` ${unit}`;
  return describeField(spec, {
    kind: "decimal",
    fault: (answer) => (typeof answer === "string" && isCanonicalNumber(answer) ? outsideBounds(answer, spec.possible, unit) : TYPE_A_NUMBER),
    says: `Number, ${sayBounds(spec.possible)}${ending}`,
    fromText: canonicalNumber,
    toText: (value) => `${sayNumber(value)}${ending}`,
    cells: ownColumn(),
  });
}
