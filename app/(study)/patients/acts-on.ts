import type { State } from "@/app/_ui/state-drawings";
import type { Verb } from "@/lib/access/permissions";

const ACTED_ON: readonly { readonly verb: Verb; readonly states: readonly State[] }[] = [
  { verb: "entry.save", states: ["not_started", "in_progress", "overdue"] },
  { verb: "casebook.sign", states: ["complete", "verified"] },
  { verb: "entry.verify", states: ["complete"] },
  { verb: "lock.place", states: ["complete", "verified", "signed"] },
];

/** The states on which somebody who may do this can act; the others stay quiet. Whoever only reads sees all alike. */
export function statesToActOn(may: (verb: Verb) => boolean): readonly State[] | null {
  const states = ACTED_ON.flatMap(({ verb, states }) => (may(verb) ? states : []));
  return states.length === 0 ? null : [...new Set(states)];
}
