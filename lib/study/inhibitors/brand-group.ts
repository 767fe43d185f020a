/** Where a name was read. The texts stand in README.md with their licences. */
export type NameSource = "inn" | "dictionary" | "register" | "memory" | "reports" | "fda" | "hc" | "bdpm" | "curated";

export const NAME_SOURCES: Readonly<Record<NameSource, string>> = {
  inn: "WHO lists of international non-proprietary names, USAN and pharmacopoeias: facts",
  dictionary: "this study's inhibitor dictionary",
  register: "this study's inhibitor dictionary, confirmed in a public drug register or adverse-event file",
  memory: "this study's inhibitor dictionary, not confirmed in a register: provisional",
  reports: "US FDA adverse-event reports 2004 to 2021 (public domain)",
  fda: "US FDA National Drug Code directory 2015 and Orange Book 2024 (public domain)",
  hc: "Health Canada Drug Product Database 2024 (Open Government Licence – Canada)",
  bdpm: "France, Base de données publique des médicaments 2020 (open licence)",
  curated: "added by the study team from general knowledge, not confirmed in a register: provisional",
};

/** Names with where they were read, separated by " · ": no list of this folder goes without. */
export interface CitedNames {
  readonly source: NameSource;
  readonly names: string;
}

/** Names sold in one region and read in one place. */
export interface BrandGroup extends CitedNames {
  readonly region: string;
}

export const namesIn = ({ names }: CitedNames): readonly string[] => names.split("·").map((name) => name.trim()).filter(Boolean);
