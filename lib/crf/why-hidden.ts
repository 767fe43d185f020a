import { wordingOf, type Form } from "./define-form";

type Recorded = Readonly<Record<string, unknown>>;

/** Known not to apply: what it depends on says no. While that is blank, nobody knows, and nothing is hidden that holds an answer. */
export const isHidden = (form: Form, name: string, answers: Recorded): boolean => form.fields[name]?.when?.holds(answers) === "no";

/** "Hidden, because Extramedullary disease is None found. It is asked when Extramedullary disease is Present." Null for a field that applies. */
export function sayWhyHidden(form: Form, name: string, answers: Recorded): string | null {
  const when = form.fields[name]?.when;
  if (when === undefined || when.holds(answers) === "yes") return null;
  const wording = wordingOf(form);
  const now = when.reads.map((read) => `${wording.label(read)} is ${answers[read] === null || answers[read] === undefined ? "blank" : wording.show(read, answers[read])}`);
  return `Hidden, because ${now.join(" and ")}. It is asked when ${when.says(wording)}.`;
}
