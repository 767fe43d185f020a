import type { MonitoredField } from "@/lib/study/monitored-fields";
import type { Measured, MeasuredForm } from "./measured-forms";
import { FENCE_IQR, FENCE_NEEDS_VALUES } from "./signals";

/** The values of each kind. */
export type Values = ReadonlyMap<string, readonly number[]>;
type Fence = readonly [lower: number, upper: number];
/** Between which values of a kind nothing is far out. */
export type Fences = ReadonlyMap<string, Fence>;

const kinds = new Map<MonitoredField, Map<string | null, string>>();

/** Of a question in a unit; the same text for the same kind, put together once. */
export function kindOf({ field, unit }: Measured): string {
  const units = kinds.get(field) ?? kinds.set(field, new Map()).get(field)!;
  return units.get(unit) ?? units.set(unit, `${field.form} ${field.field} ${unit ?? ""}`).get(unit)!;
}

export const isOut = ([lower, upper]: Fence, value: number): boolean => value < lower || value > upper;

export function valuesOf(forms: readonly MeasuredForm[]): Values {
  const values = new Map<string, number[]>();
  for (const form of forms) for (const answer of form.answers) {
    if (answer.said === null) continue;
    const kind = kindOf(answer), of = values.get(kind);
    if (of) of.push(Number(answer.said));
    else values.set(kind, [Number(answer.said)]);
  }
  return values;
}

/** Tukey's outer fences of the values of all sites; none where there are too few. */
export function fencesOf(sites: readonly Values[]): Fences {
  const fences = new Map<string, Fence>();
  for (const kind of new Set(sites.flatMap((site) => [...site.keys()]))) {
    const all = Float64Array.from(sites.flatMap((site) => site.get(kind) ?? [])).sort();
    if (all.length < FENCE_NEEDS_VALUES) continue;
    const [lower, upper] = [quantileOf(all, 0.25), quantileOf(all, 0.75)];
    fences.set(kind, [lower - FENCE_IQR * (upper - lower), upper + FENCE_IQR * (upper - lower)]);
  }
  return fences;
}

/** Between two values in proportion, as `percentile_cont` of SQL does. */
function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1), below = Math.floor(place);
  const value = sorted[below]!;
  return value + (place - below) * ((sorted[Math.ceil(place)] ?? value) - value);
}

/** How many of a site's values lie outside the fences, of those that have some. */
export function countOutside(values: Values, fences: Fences): { readonly hits: number; readonly total: number } {
  let hits = 0, total = 0;
  for (const [kind, of] of values) {
    const fence = fences.get(kind);
    if (!fence) continue;
    total += of.length;
    for (const value of of) if (isOut(fence, value)) hits++;
  }
  return { hits, total };
}
