/** Rates given for idarubicin with cytarabine in the label, in per cent of patients. Another population, grading and time: a landmark, not a comparison. */
export const IDARUBICIN_LABEL = {
  source: "idarubicin label, as given by Medscape",
  infection: 95,
  haemorrhage: 63,
} as const;

/** CTCAE has no term for bleeding as such: every haemorrhage, and what bleeds under another name. */
const BLEEDING: ReadonlySet<string> = new Set(["Epistaxis", "Hematuria", "Purpura", "Bruising", "Hematoma", "Menorrhagia", "Intestinal stoma site bleeding", "Tracheostomy site bleeding", "Urostomy site bleeding"]);

export const isBleeding = ({ term }: { readonly term: string }): boolean => /\bhemorrhage\b/i.test(term) || BLEEDING.has(term);

/** The class of infections, and febrile neutropenia, which the label counts among them. */
export const isInfection = ({ term, group }: { readonly term: string; readonly group: string }): boolean => group === "Infections and infestations" || term === "Febrile neutropenia";
