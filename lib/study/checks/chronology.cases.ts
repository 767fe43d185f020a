import { CHRONOLOGY, type DatesInOrder } from "@/lib/study/checks/chronology";
import { placeOf, type FormDate, type StudyDate } from "@/lib/study/checks/study-dates";
import { exampleEntry } from "@/lib/study/example-record";
import type { CheckCase, CheckCases } from "@/lib/study/forms/check-case";
import { formById } from "@/lib/study/study";
import { logs, visits } from "@/lib/study/visits";

const DAY = "2024-09-12";
const DAY_BEFORE = "2024-09-11";

/** An answer to a date's field on a day: a date with a time is at nine o'clock. */
export function dateAnswer(date: FormDate, day: string): Readonly<Record<string, unknown>> {
  const { form, field } = placeOf(date);
  return { [field]: formById(form)?.fields[field]?.kind === "dateTime" ? `${day}T09:00` : day };
}

/** A visit at which the date's form stands: screening where it may, none for a log. */
export function visitFor(date: StudyDate, rule?: DatesInOrder): string | null {
  if (rule?.visits === "unscheduled") return "UNS1";
  const form = date === "randomisation" ? "" : placeOf(date).form;
  return logs.includes(form) ? null : visits.find(({ forms }) => forms.some(({ formId }) => formId === form))?.code ?? null;
}

/** The one date on a day and the other on another, as the answers asked about and the record beside them. */
export function twoDates(rule: DatesInOrder, other: StudyDate, days: { readonly at: string; readonly other: string }): CheckCase {
  const visit = visitFor(rule.at, rule);
  const own = dateAnswer(rule.at, days.at);
  const there = { answers: own, ...(visit === null ? {} : { visit }) };
  if (other === "randomisation") return { ...there, patient: { randomisedOn: days.other } };
  const answers = dateAnswer(other, days.other);
  const patient = { randomisedOn: null };
  if (placeOf(other).form === placeOf(rule.at).form) return { ...there, answers: { ...answers, ...own }, patient };
  return { ...there, others: [exampleEntry(placeOf(other).form, rule.sameVisit ? visit : visitFor(other), answers)], patient };
}

export const wrongDays = ({ not }: DatesInOrder) => (not === "before" ? { at: DAY_BEFORE, other: DAY } : { at: DAY, other: DAY_BEFORE });
export const sameDay = { at: DAY, other: DAY };

function casesOf(rule: DatesInOrder): CheckCases {
  const [first = "randomisation"] = rule.others;
  const { answers, visit } = twoDates(rule, "randomisation", sameDay);
  return { yes: twoDates(rule, first, sameDay), no: twoDates(rule, first, wrongDays(rule)), unknown: { answers, ...(visit === undefined ? {} : { visit }), patient: { randomisedOn: null } } };
}

/** For every order of the chronology: the same day holds, the wrong day asks, one date alone cannot tell. */
export const chronologyCases: readonly (readonly [string, string, CheckCases])[] = CHRONOLOGY.map((rule) => [placeOf(rule.at).form, rule.id, casesOf(rule)]);
