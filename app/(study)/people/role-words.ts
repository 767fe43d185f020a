import type { Role } from "@/lib/kernel/actor";

/** What a role is for, in a sentence. The permissions themselves are in the handbook. */
export const ROLE_MEANS: Readonly<Record<Role, string>> = {
  coordinator: "Adds patients, enters and corrects data and answers queries at one site.",
  investigator: "Enters as a coordinator does, confirms eligibility and signs casebooks at one site.",
  monitor: "Reads, asks, verifies against source and decides on inhibitor exposure. Enters nothing.",
  data_manager: "Asks, freezes, locks and makes data cuts. Enters nothing.",
  statistician: "Reads data cuts and efficacy. Sees no patient outside a cut.",
  administrator: "Looks after people, roles and sites. Sees no clinical data.",
  inspector: "Reads everything, the trail too, and changes nothing.",
};

/** These two work at one site; the others at one or at all. */
export const SITE_ROLES: readonly Role[] = ["coordinator", "investigator"];
