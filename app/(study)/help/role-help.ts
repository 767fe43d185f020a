import type { Role } from "@/lib/kernel/actor";

/** What each role begins with, on the page Help. */
export const ROLE_HELP: Readonly<Record<Role, string>> = {
  coordinator: "You enter what the source documents say, and answer what you are asked. My day shows what is due, missing or asked, each line one press from its field. A half-filled form always saves.",
  investigator: "You enter like a coordinator, confirm eligibility, assess the response and sign. Your signature stands on every value you were shown, and falls only where one changes.",
  monitor: "You compare with the source, ask, and decide whether a flagged medication is an inhibitor. You change no data of a site: you ask, the site corrects, you close.",
  data_manager: "You ask, freeze and lock, and make data cuts. The page Lock says what still stands in the way, whose it is, and since when.",
  statistician: "You work with sealed data cuts and the efficacy page. The same cut gives the same bytes on any day; you see no record that is still being entered.",
  administrator: "You look after people, roles, sites and versions. Roles without a recorded training open nothing. You see no clinical data.",
  inspector: "You read everything and change nothing: records, signatures, locks, and the trail of who changed what, when and why.",
};
