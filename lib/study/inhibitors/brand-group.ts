/** Where a brand name was read. The texts stand in README.md with their licences. */
export type NameSource = "register" | "memory" | "fda" | "hc" | "bdpm" | "curated";

export const NAME_SOURCES: Readonly<Record<NameSource, string>> = {
  register: "this study's inhibitor dictionary, confirmed in a public drug register or adverse-event file",
  memory: "this study's inhibitor dictionary, not confirmed in a register: provisional",
  fda: "US FDA National Drug Code directory 2015 and Orange Book 2024 (public domain)",
  hc: "Health Canada Drug Product Database 2024 (Open Government Licence – Canada)",
  bdpm: "France, Base de données publique des médicaments 2020 (open licence)",
  curated: "added by the study team from general knowledge, not confirmed in a register: provisional",
};

/** Names sold in one region and read in one place, separated by " · ". */
export interface BrandGroup {
  readonly region: string;
  readonly source: NameSource;
  readonly names: string;
}
