import { findNames, type FoundName } from "@/lib/study/inhibitors/find-names";
import { nameTokens } from "@/lib/study/inhibitors/name-tokens";
import type { SubstanceId } from "@/lib/study/inhibitors/substances";

/** What an ingredient of a register is for this study; `partly` where the body makes acetaminophen of a part of it. */
export interface IngredientSubstance {
  readonly id: SubstanceId;
  readonly partly: boolean;
}

function substanceOf({ entry }: FoundName): IngredientSubstance | null {
  if (entry.kind === "generic" || entry.kind === "prodrug" || entry.kind === "compound") return { id: "acetaminophen", partly: false };
  if (entry.kind === "partly converted") return { id: "acetaminophen", partly: true };
  return entry.kind === "antioxidant" ? { id: entry.id, partly: false } : null;
}

/** Reads one ingredient as a register writes it, in any language of the dictionary. Substances only: a brand is no ingredient. */
export function ingredientSubstances(ingredient: string): readonly IngredientSubstance[] {
  return findNames(nameTokens(ingredient)).flatMap((found) => substanceOf(found) ?? []);
}
