export const SUBSTANCES = {
  acetaminophen: "acetaminophen",
  vitamin_c: "vitamin C",
  vitamin_e: "vitamin E",
  beta_carotene: "beta-carotene",
  vitamin_a: "vitamin A",
  selenium: "selenium",
  nac: "N-acetylcysteine",
  alpha_lipoic: "alpha-lipoic acid",
  glutathione: "glutathione",
  coq10: "coenzyme Q10",
  melatonin: "melatonin",
  curcumin: "curcumin",
  green_tea: "green tea extract (EGCG)",
  resveratrol: "resveratrol",
  carotenoids: "carotenoids",
  zinc: "zinc",
  multivitamin: "multivitamin",
  pharmacological: "antioxidant medicine",
} as const;

export type SubstanceId = keyof typeof SUBSTANCES;

export interface Substance {
  readonly id: SubstanceId;
  readonly label: string;
}

export const substance = (id: SubstanceId): Substance => ({ id, label: SUBSTANCES[id] });

/** The substance a stored or typed class means ("vitamin_C", "NAC", "CoQ10"); null when it is none of them. */
export function substanceId(text: string | null | undefined): SubstanceId | null {
  const id = (text ?? "").trim().toLowerCase().replace(/[\s-]+/g, "_");
  return Object.hasOwn(SUBSTANCES, id) ? (id as SubstanceId) : null;
}
