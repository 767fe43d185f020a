import type { Wording } from "@/lib/crf/condition";
import { ANSWERS_PREFIX, type Change, type Changes } from "./trail-event";

const isBlank = (value: unknown): boolean => value === null || value === undefined;

/** "98 ×10⁹/L" → "101 ×10⁹/L" is said with its unit once: "98 → 101 ×10⁹/L". */
export function sayFromTo(from: string, to: string): string {
  const [, before, unitBefore] = /^(\S*\d\S*) (\S.*)$/.exec(from) ?? [];
  const [, after, unitAfter] = /^(\S*\d\S*) (\S.*)$/.exec(to) ?? [];
  return before !== undefined && after !== undefined && unitBefore === unitAfter ? `${before} → ${after} ${unitAfter}` : `${from} → ${to}`;
}

type Step = "entered" | "changed" | "cleared";

const stepOf = ({ old: from, new: to }: Change): Step => (isBlank(to) ? "cleared" : isBlank(from) ? "entered" : "changed");

function sayStep(step: Step, field: string, { old: from, new: to }: Change, wording: Wording): string {
  const label = wording.label(field);
  if (step === "entered") return `${label} ${wording.show(field, to)}`;
  if (step === "cleared") return `${label} (was ${wording.show(field, from)})`;
  return `${label} ${sayFromTo(wording.show(field, from), wording.show(field, to))}`;
}

/** The answers among the changes of an entry, by field, without those that were blank and stay blank. */
export const answerChanges = (changes: Changes): readonly (readonly [field: string, change: Change])[] =>
  Object.entries(changes).flatMap(([path, change]) =>
    path.startsWith(ANSWERS_PREFIX) && !(isBlank(change.old) && isBlank(change.new)) ? [[path.slice(ANSWERS_PREFIX.length), change] as const] : []);

/** "changed Platelets 98 → 101 ×10⁹/L; entered Bands 4 %, Blasts 0 %": corrections first, for they are what a reader looks for. */
export function sayAnswerChanges(changes: Changes, wording: Wording): string {
  const answers = answerChanges(changes);
  return (["changed", "cleared", "entered"] as const)
    .map((step) => ({ step, said: answers.filter(([, change]) => stepOf(change) === step).map(([field, change]) => sayStep(step, field, change, wording)) }))
    .filter(({ said }) => said.length > 0)
    .map(({ step, said }) => `${step} ${said.join(", ")}`)
    .join("; ");
}
