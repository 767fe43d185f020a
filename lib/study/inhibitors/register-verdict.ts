import { ANY_INTRAVENOUS } from "@/lib/study/inhibitors/antioxidant-names";
import { ingredientSubstances } from "@/lib/study/inhibitors/ingredient-substance";
import { ingredientsIn, UNLISTED_VARIANT } from "@/lib/study/inhibitors/register-compositions";
import { substance, type SubstanceId } from "@/lib/study/inhibitors/substances";
import type { NameReading, Recognition } from "@/lib/study/inhibitors/name-reading";

interface Content {
  readonly acetaminophen: "whole" | "partly" | "none";
  readonly antioxidants: readonly SubstanceId[];
}

/** Some registers write a code in place of an ingredient ("BNF:0407010H0"): that says nothing. */
const isReadable = (composition: string): boolean => ingredientsIn(composition).some((ingredient) => /\p{Script=Latin}{3}(?!\p{L}*[:\d])|[^\p{Script=Latin}\P{L}]{2}/u.test(ingredient.replace(/\p{M}/gu, "")));

function contentOf(composition: string): Content {
  const found = ingredientsIn(composition).flatMap(ingredientSubstances);
  const acetaminophen = found.filter(({ id }) => id === "acetaminophen");
  return {
    acetaminophen: acetaminophen.some(({ partly }) => !partly) ? "whole" : acetaminophen.length > 0 ? "partly" : "none",
    antioxidants: [...new Set(found.filter(({ id }) => id !== "acetaminophen").map(({ id }) => id))],
  };
}

const SHOWN = 4;
const sayIngredients = (composition: string): string => {
  const ingredients = ingredientsIn(composition);
  return ingredients.length <= SHOWN ? ingredients.join(", ") : `${ingredients.slice(0, SHOWN).join(", ")} and ${ingredients.length - SHOWN} more`;
};

const withSubstances = (verdict: Recognition["verdict"], ids: readonly SubstanceId[], how: string): Recognition => ({ verdict, substances: [...new Set(ids)].map(substance), how });

/** Nothing listed under the name holds acetaminophen. */
function withoutAcetaminophen(name: NameReading, antioxidants: readonly SubstanceId[], listed: readonly string[]): Recognition {
  const { recognition, basis } = name;
  const holds = sayIngredients(listed[0] ?? "");
  const own = recognition.substances.map(({ id }) => id);
  if (basis === "named") return recognition.verdict === "inhibitor" ? recognition : withSubstances("possible", [...own, ...antioxidants], recognition.how);
  if (basis === "brand" && recognition.verdict === "inhibitor") return withSubstances("possible", own, `${recognition.how}; the register lists a product of this name without it (${holds})`);
  if (antioxidants.length > 0) {
    const intoVein = name.intoVein && antioxidants.some((id) => ANY_INTRAVENOUS.has(id));
    return name.local ? withSubstances("none", [], "antioxidant for local use") : withSubstances(intoVein ? "inhibitor" : "possible", antioxidants, `by the register's ingredients (${holds}), dose decides`);
  }
  return withSubstances("none", [], `known by the register (${holds})`);
}

/**
 * What a name is once a register's compositions are known for it. Acetaminophen in all of them decides, in some of them asks; a register
 * that lists only other ingredients clears a name unless the substance itself is named. A name alone known by its beginning clears nothing.
 */
export function registerVerdict(name: NameReading, compositions: readonly string[]): Recognition {
  const { recognition } = name;
  const listed = compositions.filter((composition) => composition !== UNLISTED_VARIANT && isReadable(composition));
  const contents = listed.map(contentOf);
  if (contents.length === 0) return recognition;
  const unlisted = listed.length < compositions.length;
  const antioxidants = [...new Set(contents.flatMap((content) => content.antioxidants))];
  const holding = listed.filter((_, at) => contents[at]?.acetaminophen !== "none");
  if (holding.length === 0) return unlisted && antioxidants.length === 0 ? recognition : withoutAcetaminophen(name, antioxidants, listed);
  if (recognition.verdict === "inhibitor" && recognition.substances.some(({ id }) => id === "acetaminophen")) return recognition;
  const certain = !unlisted && contents.every(({ acetaminophen }) => acetaminophen === "whole");
  const how = certain ? `by the register's ingredients (${sayIngredients(holding[0]!)})` : `some products of this name hold acetaminophen by the register (${sayIngredients(holding[0]!)})`;
  return withSubstances(certain ? "inhibitor" : "possible", ["acetaminophen", ...antioxidants], how);
}
