import type { Substance } from "@/lib/study/inhibitors/substances";

/**
 * What a medication's name says: `inhibitor` holds acetaminophen (or an antioxidant given into a vein); `possible` may, or holds an
 * antioxidant whose dose decides; `none` is a known other medicine; `uncoded` is known to no dictionary and needs a person.
 */
export type NameVerdict = "inhibitor" | "possible" | "none" | "uncoded";

export interface Recognition {
  readonly verdict: NameVerdict;
  readonly substances: readonly Substance[];
  /** How the name was recognised, in words. */
  readonly how: string;
}

/** What the name alone says, and how far that stands against a register of products. */
export interface NameReading {
  readonly recognition: Recognition;
  /** `named`: the substance itself stands in the name; `brand`: a product's name; `misspelt`: taken for a typing error; `other`: anything else. */
  readonly basis: "named" | "brand" | "misspelt" | "other";
  readonly local: boolean;
  readonly intoVein: boolean;
}
