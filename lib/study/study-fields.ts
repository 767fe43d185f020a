import type { UnitSpec } from "@/lib/crf/fields/quantity";
import { choice } from "@/lib/crf/fields/choice";
import { decimal } from "@/lib/crf/fields/decimal";
import { quantity } from "@/lib/crf/fields/quantity";
import { text } from "@/lib/crf/fields/text";
import type { FieldSpec } from "@/lib/crf/field";
import { CELLS_PER_MICROLITRE, type CountUnit } from "@/lib/study/response/blood-count";

const COUNT_UNIT_SAYS: Readonly<Record<CountUnit, string>> = {
  "10^9/L": "×10⁹/L",
  "/uL": "/µL",
  "10^3/uL": "×10³/µL",
  "K/uL": "K/µL",
  "G/L": "G/L",
  "/mm3": "/mm³",
};

/** A blood count in any unit that laboratories use; the bound is given in cells per µL and holds in every unit. */
export function bloodCount(spec: FieldSpec & { readonly highestPerMicrolitre: number }) {
  const { highestPerMicrolitre, ...field } = spec;
  const units = Object.fromEntries(
    (Object.keys(COUNT_UNIT_SAYS) as CountUnit[]).map((unit) => [
      unit,
      { says: COUNT_UNIT_SAYS[unit], possible: [0, highestPerMicrolitre / CELLS_PER_MICROLITRE[unit]] },
    ]),
  ) as unknown as Readonly<Record<CountUnit, UnitSpec>>;
  return quantity({ ...field, units });
}

export const percent = (spec: FieldSpec) => decimal({ ...spec, unit: "%", possible: [0, 100] });

export const yesNo = (spec: FieldSpec) => choice({ ...spec, options: { Y: "Yes", N: "No" } });

export const yesNoUnknown = (spec: FieldSpec) => choice({ ...spec, options: { Y: "Yes", N: "No", U: "Not known" } });

/** Why no check looks at what is said in words. */
export const FREE_TEXT = "Free text; a person reads it, and no other value contradicts it.";

const REMARK = "What the form does not ask, in the site's own words. No names, initials or birth dates.";
/** A remark in the site's own words; nothing is computed from it. */
export const comment = (label: string, sdtm: string) => text({ label, help: REMARK, criticality: "administrative", sdtm, long: true });
