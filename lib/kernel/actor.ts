export const ROLES = ["coordinator", "investigator", "monitor", "data_manager", "statistician", "administrator", "inspector"] as const;
export type Role = (typeof ROLES)[number];

/** Who asks, as the database says. A grant holds at one site, or at all. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly { readonly role: Role; readonly siteId: string | "all" }[];
}

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  coordinator: "Coordinator",
  investigator: "Investigator",
  monitor: "Monitor",
  data_manager: "Data manager",
  statistician: "Statistician",
  administrator: "Administrator",
  inspector: "Inspector",
};

/** "coordinator,investigator" as the trail stores it, in words. */
export const sayRoles = (stored: string | null): string =>
  (stored ?? "").split(",").filter(Boolean).map((role) => ROLE_LABELS[role as Role]?.toLowerCase() ?? role).join(", ") || "no role";
