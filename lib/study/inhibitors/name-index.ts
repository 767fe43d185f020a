import { ACETAMINOPHEN_BRANDS } from "@/lib/study/inhibitors/acetaminophen-brands";
import { ABBREVIATIONS, COMPOUND_NAMES, GENERIC_NAMES, LONE_ABBREVIATIONS, PARTLY_CONVERTED, PRODRUGS } from "@/lib/study/inhibitors/acetaminophen-names";
import { ANTIOXIDANT_NAMES, BOWEL_PREPARATIONS, NOT_ANTIOXIDANTS } from "@/lib/study/inhibitors/antioxidant-names";
import { BRAND_FAMILIES, LOOK_ALIKES, type BrandFamily } from "@/lib/study/inhibitors/brand-families";
import { namesIn, type NameSource } from "@/lib/study/inhibitors/brand-group";
import { joinedName } from "@/lib/study/inhibitors/name-tokens";
import type { SubstanceId } from "@/lib/study/inhibitors/substances";

/** Where in a typed name an entry counts: anywhere, as its first telling word, or only as the whole of it. */
export type Place = "anywhere" | "leading" | "whole";

export type NameEntry = { readonly text: string; readonly place: Place; readonly source: NameSource } & (
  | { readonly kind: "generic"; readonly language: string }
  | { readonly kind: "prodrug" | "partly converted" | "compound" | "abbreviation" }
  | { readonly kind: "brand"; readonly region: string }
  | { readonly kind: "family"; readonly family: BrandFamily }
  | { readonly kind: "look-alike"; readonly holds: string }
  | { readonly kind: "antioxidant"; readonly id: SubstanceId }
  | { readonly kind: "bowel preparation" }
  | { readonly kind: "not an antioxidant" }
);

/** Brands that are also everyday words, parts of other names, or other people's products: nothing but a dose may stand beside them. */
const WHOLE_NAME_BRANDS = new Set(
  ["Ace", "Next", "Fast", "Sumo", "Reset", "Xcel", "Feva", "Adol", "Sara", "Poro", "Paco", "Inza", "Febs", "Dual", "Singlet", "Reliv", "Azur", "Parol", "Tiffy", "Prolate",
    "Napa", "Panex", "Repan", "Depon", "Flexon", "Herron", "Triad", "Allay", "Trilax", "Capadex", "P-650", "XL-3", "Paramex", "Infralax", "Beserol", "Medinol", "Crocin",
    "Pelex", "Valorin", "Propain", "Painaid Free", "Apotel", "Margesic", "Actamin", "Pediatrix", "Marten-Tab", "NAC", "ALA", "ICaps", "Airborne",
    "Tad 600", "ACC Long", "ACC 200", "ACC 600", "One A Day", "Ascor", "Cecon", "Celin", "MVI", "M.V.I.", "GSH", "Q10", "AREDS", "Decan", "Nonan", "MVC", "M.V.C.", "PNV", "turmeric", "curcuma", "Selen", "retinyl", "ascorbyl"].map(joinedName),
);

const placeOf = (joined: string): Place => {
  if (WHOLE_NAME_BRANDS.has(joined) || joined.length <= 4) return "whole";
  return joined.length === 5 ? "leading" : "anywhere";
};

type Cited = Pick<NameEntry, "source" | "place">;

function* entries(): Generator<[string, NameEntry]> {
  const anywhere = (source: NameSource): Cited => ({ source, place: "anywhere" });
  for (const group of GENERIC_NAMES) for (const text of namesIn(group)) yield [text, { kind: "generic", text, language: group.language, ...anywhere(group.source) }];
  for (const text of namesIn(PRODRUGS)) yield [text, { kind: "prodrug", text, ...anywhere(PRODRUGS.source) }];
  for (const text of namesIn(PARTLY_CONVERTED)) yield [text, { kind: "partly converted", text, ...anywhere(PARTLY_CONVERTED.source) }];
  for (const text of namesIn(COMPOUND_NAMES)) yield [text, { kind: "compound", text, ...anywhere(COMPOUND_NAMES.source) }];
  for (const text of namesIn(ABBREVIATIONS)) yield [text, { kind: "abbreviation", text, ...anywhere(ABBREVIATIONS.source) }];
  for (const text of namesIn(LONE_ABBREVIATIONS)) yield [text, { kind: "abbreviation", text, source: LONE_ABBREVIATIONS.source, place: "whole" }];
  for (const family of BRAND_FAMILIES) yield [family.name, { kind: "family", text: family.name, family, source: family.source, place: WHOLE_NAME_BRANDS.has(joinedName(family.name)) ? "whole" : "anywhere" }];
  for (const [text, holds] of Object.entries(LOOK_ALIKES.holds)) yield [text, { kind: "look-alike", text, holds, ...anywhere(LOOK_ALIKES.source) }];
  for (const text of namesIn(NOT_ANTIOXIDANTS)) yield [text, { kind: "not an antioxidant", text, ...anywhere(NOT_ANTIOXIDANTS.source) }];
  for (const text of namesIn(BOWEL_PREPARATIONS)) yield [text, { kind: "bowel preparation", text, ...anywhere(BOWEL_PREPARATIONS.source) }];
  for (const group of ACETAMINOPHEN_BRANDS)
    for (const text of namesIn(group)) yield [text, { kind: "brand", text, region: group.region, source: group.source, place: placeOf(joinedName(text)) }];
  for (const [id, group] of Object.entries(ANTIOXIDANT_NAMES))
    for (const text of namesIn(group)) yield [text, { kind: "antioxidant", text, id: id as SubstanceId, source: group.source, place: WHOLE_NAME_BRANDS.has(joinedName(text)) ? "whole" : "anywhere" }];
}

/** Every name of the dictionary under its joined form (see joinedName). The first to claim a form keeps it. */
export const NAME_INDEX: ReadonlyMap<string, NameEntry> = (() => {
  const index = new Map<string, NameEntry>();
  for (const [text, entry] of entries()) {
    const joined = joinedName(text);
    if (joined && !index.has(joined)) index.set(joined, entry);
  }
  return index;
})();

/** Names in scripts that write no spaces, or that inflect: found as part of a longer word. */
export const UNSPACED_NAMES: readonly (readonly [string, NameEntry])[] = [...NAME_INDEX].filter(([joined]) => /[^a-z0-9]/.test(joined));

export const LONGEST_NAME = Math.max(...[...NAME_INDEX.keys()].map((joined) => joined.length));
