import { daysBetween } from "@/lib/kernel/calendar-date";
import type { OutcomeParameters } from "@/lib/study/outcome/outcome-parameters";
import type { DatedFact } from "@/lib/study/survival/dated-facts";

/** The first landmark that the patient did not outlive; "later" for a death after the last, "none" for a patient known to have outlived it. */
export type EarlyDeath = "30" | "60" | "90" | "later" | "none" | "waiting";

export interface EarlyDeathFound {
  readonly value: EarlyDeath;
  /** From the first day to death, or to the last day known alive. */
  readonly days: number | null;
  readonly waitingFor: readonly string[];
}

const LANDMARKS = ["30", "60", "90"] as const;

/** A death on day 30 counts as within 30 days. A patient not followed for long enough is waited for, never counted as alive. */
export function earlyDeath(from: DatedFact | null, death: DatedFact | null, lastKnownAlive: DatedFact | null, { earlyDeathDays }: OutcomeParameters): EarlyDeathFound {
  if (from === null) return { value: "waiting", days: null, waitingFor: ["the first day of cenersen"] };
  const end = death ?? lastKnownAlive;
  const days = end === null ? null : daysBetween(from.on, end.on);
  if (days === null || days < 0) return { value: "waiting", days: null, waitingFor: ["a day after the first dose on which the patient was seen"] };
  const within = LANDMARKS.find((_, at) => days <= (earlyDeathDays[at] ?? 0));
  if (death !== null) return { value: within ?? "later", days, waitingFor: [] };
  const last = earlyDeathDays[2];
  return days >= last ? { value: "none", days, waitingFor: [] } : { value: "waiting", days, waitingFor: [`news of the patient ${last} days after the first dose`] };
}
