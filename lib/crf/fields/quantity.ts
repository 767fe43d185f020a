import { describeField, type Field, type FieldSpec } from "../field";
import { canonicalNumber, isCanonicalNumber, outsideBounds, sayBounds, sayNumber, type Bounds } from "../number-text";
import { TYPE_A_NUMBER } from "./decimal";

/** A number with the unit it was reported in. Nothing converts it in place. */
export interface Quantity<Unit extends string = string> {
  readonly value: string;
  readonly unit: Unit;
}

export interface UnitSpec {
  /** As screens show it: "×10⁹/L". */
  readonly says: string;
  /** Outside these bounds, in this unit, the value cannot be true; it is not stored. */
  readonly possible: Bounds;
}

interface QuantitySpec<Unit extends string> extends FieldSpec {
  /** Code → unit, in the order in which they are offered. */
  readonly units: Readonly<Record<Unit, UnitSpec>>;
}

export interface QuantityField<Unit extends string> extends Field<Quantity<Unit>>, QuantitySpec<Unit> {
  readonly kind: "quantity";
}

interface Typed {
  readonly value?: unknown;
  readonly unit?: unknown;
}

/** Why this is no quantity in these units, or null when it is one. */
function faultOf<Unit extends string>(typed: Typed, units: Readonly<Record<Unit, UnitSpec>>): string | null {
  const { value, unit, ...rest } = typed;
  if (typeof value !== "string" || !isCanonicalNumber(value) || Object.keys(rest).length > 0) return TYPE_A_NUMBER;
  if (typeof unit !== "string" || !Object.hasOwn(units, unit)) {
    return `Choose the unit: ${Object.values<UnitSpec>(units).map(({ says }) => says).join(", ")}.`;
  }
  return outsideBounds(value, units[unit as Unit].possible, units[unit as Unit].says);
}

export function quantity<const Unit extends string>(spec: QuantitySpec<Unit>): QuantityField<Unit> {
  const { units } = spec;
  const codes = Object.keys(units) as Unit[];
  const onlyUnit = codes.length === 1 ? codes[0] : undefined;
  const unitOf = (typed: string) => (typed === "" ? onlyUnit : codes.find((code) => code.toLowerCase() === typed.toLowerCase() || units[code].says === typed));

  const fromText = (typed: string): Quantity<Unit> | null => {
    const [, number = "", rest = ""] = /^([+-]?[\d.]+)\s*(.*)$/.exec(typed) ?? [];
    const value = canonicalNumber(number);
    const unit = unitOf(rest);
    return value === null || unit === undefined ? null : { value, unit };
  };
  const fromParts = (parts: Typed): unknown => {
    const typed = typeof parts.value === "string" ? parts.value.trim() : parts.value;
    if (typed === "" || typed === null || typed === undefined) return null;
    return { ...parts, value: (typeof typed === "string" ? canonicalNumber(typed) : null) ?? parts.value, unit: parts.unit || onlyUnit };
  };
  return describeField(spec, {
    kind: "quantity",
    fault: (answer) => (typeof answer === "object" && answer !== null ? faultOf(answer, units) : `${TYPE_A_NUMBER} Then choose its unit.`),
    says: `Number with unit: ${codes.map((code) => `${code}, ${sayBounds(units[code].possible)}`).join("; ")}`,
    fromText,
    fromParts,
    toText: ({ value, unit }) => `${sayNumber(value)} ${units[unit].says}`,
    cells: (name, label) => [
      { header: name, label, cell: ({ value }) => value },
      { header: `${name}_unit`, label: `${label} (unit)`, cell: ({ unit }) => unit },
    ],
  });
}
