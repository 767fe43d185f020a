import { Decimal } from "decimal.js";
import { sayNumber } from "@/lib/crf/number-text";

/** Cells per microlitre that one of each unit stands for. All six are in use on laboratory reports. */
export const CELLS_PER_MICROLITRE = {
  "/uL": 1,
  "/mm3": 1,
  "10^3/uL": 1000,
  "K/uL": 1000,
  "10^9/L": 1000,
  "G/L": 1000,
} as const;

export type CountUnit = keyof typeof CELLS_PER_MICROLITRE;

export interface CountQuantity {
  readonly value: string | number;
  readonly unit: string;
}

const isCountUnit = (unit: string): unit is CountUnit => Object.hasOwn(CELLS_PER_MICROLITRE, unit);

/** The figure as an exact decimal; null when blank, not a number or negative. */
export function figure(value: string | number | null): Decimal | null {
  if (value === null) return null;
  const text = String(value).trim();
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  return new Decimal(text);
}

/** A blood count in cells per µL, exactly; null when it is blank, unreadable or in a unit that is not one of the six. */
export function perMicrolitre(count: CountQuantity | null): Decimal | null {
  if (count === null || !isCountUnit(count.unit)) return null;
  return figure(count.value)?.times(CELLS_PER_MICROLITRE[count.unit]) ?? null;
}

/** "82,000 /µL" */
export const sayCount = (count: Decimal): string => `${sayNumber(count.toFixed())} /µL`;
