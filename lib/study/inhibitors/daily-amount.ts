import { Decimal } from "decimal.js";
import { HIGH_DOSE } from "@/lib/study/inhibitors/high-dose";
import type { SubstanceId } from "@/lib/study/inhibitors/substances";

/** What is taken of one substance on a day, in the unit of its high-dose row: at least `least`, at most `most` (null: no bound is known). */
export interface DailyAmount {
  readonly least: Decimal;
  readonly most: Decimal | null;
}

export const UNKNOWN_AMOUNT: DailyAmount = { least: new Decimal(0), most: null };

const exactly = (amount: Decimal): DailyAmount => ({ least: amount, most: amount });
const fraction = ([over, under]: readonly [string, string]) => new Decimal(over).div(under);

const MG_PER: Readonly<Record<string, string>> = { g: "1000", mg: "1", ug: "0.001", mcg: "0.001", "µg": "0.001", "μg": "0.001" };

const decimalOf = (value: string | number): Decimal | null => {
  try {
    const read = new Decimal(value);
    return read.isFinite() && !read.isNegative() ? read : null;
  } catch {
    return null;
  }
};

/**
 * A dose per day in the unit of the substance's high-dose row. A tablet, a capsule, a volume or a missing number says nothing
 * (UNKNOWN_AMOUNT); milligrams of vitamin E are bounded by its natural and its synthetic form.
 */
export function dailyAmount(id: SubstanceId, value: string | number | null, unit: string | null): DailyAmount {
  const row = HIGH_DOSE[id];
  const number = value === null ? null : decimalOf(value);
  if (!row || number === null || unit === null) return UNKNOWN_AMOUNT;
  const named = unit.trim();
  if (named.toUpperCase() === "IU") {
    if (row.unit === "IU") return exactly(number);
    return row.perIu ? exactly(number.mul(fraction(row.perIu))) : UNKNOWN_AMOUNT;
  }
  const perUnit = MG_PER[named.toLowerCase()];
  if (perUnit === undefined) return UNKNOWN_AMOUNT;
  const mg = number.mul(perUnit);
  if (row.unit === "mg") return exactly(mg);
  if (row.unit === "ug") return exactly(mg.mul(1000));
  if (!row.perMg) return UNKNOWN_AMOUNT;
  return { least: mg.mul(row.perMg.least[0]).div(row.perMg.least[1]), most: mg.mul(row.perMg.most[0]).div(row.perMg.most[1]) };
}

export function sumOfAmounts(amounts: readonly DailyAmount[]): DailyAmount {
  return amounts.reduce<DailyAmount>(
    (sum, { least, most }) => ({ least: sum.least.add(least), most: sum.most === null || most === null ? null : sum.most.add(most) }),
    exactly(new Decimal(0)),
  );
}

/** "550 mg", "at least 300 mg", "268 to 400 IU", "unknown". */
export function sayAmount(id: SubstanceId, { least, most }: DailyAmount): string {
  const unit = { mg: "mg", ug: "µg", IU: "IU" }[HIGH_DOSE[id]?.unit ?? "mg"];
  const say = (amount: Decimal) => amount.toDecimalPlaces(2).toString();
  if (most === null) return least.isZero() ? "unknown" : `at least ${say(least)} ${unit}`;
  return say(least) === say(most) ? `${say(least)} ${unit}` : `${say(least)} to ${say(most)} ${unit}`;
}
