import type { SubstanceId } from "@/lib/study/inhibitors/substances";

/** From how much a day an antioxidant counts as an inhibitor. The protocol names "high dose" without a number: every row is a declared assumption with its basis. */
export interface HighDose {
  /** The unit both limits are in. */
  readonly unit: "mg" | "ug" | "IU";
  readonly high: string;
  /** From here on a person decides; null when everything below `high` is no exposure. */
  readonly possibleFrom: string | null;
  /** What one milligram is worth in `unit` when `unit` is IU: the natural and the synthetic form bound it. */
  readonly perMg?: { readonly least: readonly [string, string]; readonly most: readonly [string, string] };
  /** What one IU is worth in `unit` when `unit` is a mass, as a fraction. */
  readonly perIu?: readonly [string, string];
  readonly basis: string;
}

export const HIGH_DOSE: Readonly<Partial<Record<SubstanceId, HighDose>>> = {
  vitamin_c: { unit: "mg", high: "500", possibleFrom: null, basis: "AREDS high-dose arm, 500 mg a day (PMC1462955); about 5.6 times the recommended intake" },
  vitamin_e: {
    unit: "IU", high: "400", possibleFrom: null, perMg: { least: ["400", "268"], most: ["400", "180"] },
    basis: "AREDS high-dose arm, 400 IU a day = 268 mg natural or 180 mg synthetic form",
  },
  beta_carotene: { unit: "mg", high: "15", possibleFrom: null, perIu: ["15", "25000"], basis: "AREDS high-dose arm, 15 mg a day (25,000 IU on labels)" },
  vitamin_a: { unit: "ug", high: "3000", possibleFrom: null, perIu: ["3000", "10000"], basis: "upper intake level of preformed vitamin A, 3000 µg RAE = 10,000 IU (NBK278991)" },
  selenium: { unit: "ug", high: "200", possibleFrom: null, basis: "usual dose of selenium trials; 3.6 times the recommended intake" },
  nac: { unit: "mg", high: "600", possibleFrom: null, basis: "oral defined daily dose 0.5 g (ATC R05CB01); 600 to 1200 mg raise glutathione" },
  alpha_lipoic: { unit: "mg", high: "600", possibleFrom: "100", basis: "defined daily dose 0.6 g (ATC A16AX01)" },
  glutathione: { unit: "mg", high: "500", possibleFrom: null, basis: "convention: no reference intake exists" },
  coq10: { unit: "mg", high: "300", possibleFrom: "100", basis: "upper end of the usual supplement, 100 to 300 mg a day" },
  melatonin: { unit: "mg", high: "20", possibleFrom: null, basis: "adjuvant dose in oncology; 2 to 10 mg are hypnotic doses (optional row)" },
  curcumin: { unit: "mg", high: "300", possibleFrom: null, basis: "exceeds the acceptable daily intake of 3 mg/kg (VKM 2016)" },
  green_tea: { unit: "mg", high: "800", possibleFrom: "300", basis: "EFSA 2018, EGCG from supplements" },
  resveratrol: { unit: "mg", high: "150", possibleFrom: null, basis: "EFSA 2016, novel food maximum" },
  zinc: { unit: "mg", high: "40", possibleFrom: null, basis: "upper intake level; no direct antioxidant (optional row)" },
};
