import type { CutPayload } from "../../cut-record";
import type { CutPatient } from "../../export-format";

export interface OdmPerson { readonly name: string; readonly roles: readonly string[] }

const said = (payload: CutPayload): readonly CutPayload[] => [payload, ...((payload["messages"] ?? []) as readonly CutPayload[])];

function peopleOf(patient: CutPatient): readonly CutPayload[] {
  return ["change", "query", "explanation", "signature"].flatMap((kind) => patient.of(kind)).flatMap(said);
}

/** Everybody that a file will name, by name, with the roles they acted in, gathered patient by patient. */
export function gatherPeople() {
  const people = new Map<string, Set<string>>();
  return {
    meet: (patient: CutPatient): void => {
      for (const { by, role } of peopleOf(patient)) {
        if (typeof by !== "string") continue;
        const roles = people.get(by) ?? new Set<string>();
        for (const each of typeof role === "string" ? role.split(",") : []) roles.add(each);
        people.set(by, roles);
      }
    },
    all: (): readonly OdmPerson[] => [...people].map(([name, roles]) => ({ name, roles: [...roles].toSorted() })).toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

/** ODM 1.3.2 knows sponsors, investigators, laboratories and others. */
export function userType(roles: readonly string[]): "Sponsor" | "Investigator" | "Other" {
  if (roles.includes("investigator")) return "Investigator";
  return roles.some((role) => ["monitor", "data_manager", "statistician"].includes(role)) ? "Sponsor" : "Other";
}
