import { addDays, sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Judgement } from "@/lib/study/eligibility/eligibility-criterion";
import { failed, met, unknown } from "@/lib/study/eligibility/eligibility-criterion";
import type { EligibilityInputs, ScreeningDays } from "@/lib/study/eligibility/eligibility-inputs";

const EXAMINATIONS = [["measuredOn", "Vital signs"], ["sampleDate", "Chemistry"], ["examinedOn", "Cardiac function"]] as const;

interface Examined { readonly what: string; readonly day: CalendarDate }

const examinedIn = (inputs: EligibilityInputs): readonly Examined[] => EXAMINATIONS.flatMap(([field, what]) => (inputs[field] === null ? [] : [{ what, day: inputs[field] }]));
const undatedIn = (inputs: EligibilityInputs): readonly string[] => EXAMINATIONS.filter(([field]) => inputs[field] === null).map(([, what]) => what.toLowerCase());
const sayUndated = (undated: readonly string[]): string => `The date of ${undated.join(", ")} is not recorded`;
const dayAt = (firstDay: CalendarDate, day: number): CalendarDate => addDays(firstDay, day > 0 ? day - 1 : day);
const say = ({ what, day }: Examined): string => `${what.toLowerCase()} ${sayDate(day)}`;

/** Nothing of the study is done before the patient has agreed to it. */
export function judgeConsentFirst(inputs: EligibilityInputs): Judgement {
  const { consentDate } = inputs;
  if (consentDate === null) return unknown("Consent is not recorded");
  const early = examinedIn(inputs).filter(({ day }) => day < consentDate);
  const value = `consent ${sayDate(consentDate)}`;
  if (early.length > 0) return failed(value, `Examined before consent on ${sayDate(consentDate)}: ${early.map(say).join(", ")}`);
  const undated = undatedIn(inputs);
  return undated.length > 0 ? unknown(sayUndated(undated), value) : met(value);
}

/**
 * Counted back from day 1. Before it, an examination that would be too old on the earliest day on which treatment can still begin
 * has failed already; the others hold until a day that is said.
 */
export function judgeScreeningWindow(inputs: EligibilityInputs, { window, firstDay, randomisedOn }: ScreeningDays): Judgement {
  const examined = examinedIn(inputs).toSorted((one, other) => (one.day < other.day ? -1 : 1));
  const earliestStart = firstDay ?? [randomisedOn, ...examined.map(({ day }) => day)].filter((day) => day !== null).toSorted().at(-1) ?? null;
  const [oldest] = examined;
  if (earliestStart === null || oldest === undefined) return unknown(sayUndated(undatedIn(inputs)));
  const [from, to] = [dayAt(earliestStart, window.from), firstDay === null ? null : dayAt(firstDay, window.to)];
  const outside = examined.filter(({ day }) => day < from || (to !== null && day > to));
  const value = `${sayDate(oldest.day)} to ${sayDate(examined.at(-1)?.day ?? oldest.day)}`;
  if (outside.length > 0) return failed(value, `Outside the days from ${sayStudyDay(window.from)} to ${sayStudyDay(window.to)}${firstDay === null ? ", whenever treatment begins" : ""}: ${outside.map((one) => `${say(one)}${firstDay === null ? "" : ` (${sayStudyDay(studyDay(firstDay, one.day))})`}`).join(", ")}`);
  const undated = undatedIn(inputs);
  if (undated.length > 0) return unknown(sayUndated(undated), value);
  return met(firstDay === null ? `${value}; day 1 by ${sayDate(addDays(oldest.day, -window.from))}` : value);
}
