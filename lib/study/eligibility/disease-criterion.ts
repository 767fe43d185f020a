import { addMonths } from "@/lib/kernel/calendar-date";
import type { PartialDate } from "@/lib/kernel/partial-date";
import { earliestDay, latestDay, sayPartialDate } from "@/lib/kernel/partial-date";
import type { Judgement } from "@/lib/study/eligibility/eligibility-criterion";
import { failed, met, unknown } from "@/lib/study/eligibility/eligibility-criterion";
import type { EligibilityInputs } from "@/lib/study/eligibility/eligibility-inputs";
import type { RemissionReading } from "@/lib/study/eligibility/eligibility-rules";
import { eligibilityRules } from "@/lib/study/eligibility/eligibility-rules";

/** Refractory to a single induction course, or relapsed after a short first remission. */
export function judgeDisease(inputs: EligibilityInputs): Judgement {
  if (inputs.diseaseStatus === null) return unknown("Whether the disease is refractory or relapsed is not recorded");
  return inputs.diseaseStatus === "refractory" ? judgeRefractory(inputs.inductionCourses) : judgeRelapsed(inputs);
}

function judgeRefractory(courses: number | null): Judgement {
  const { value: single } = eligibilityRules.refractoryAfterCourses;
  if (courses === null) return unknown("The number of induction courses is not recorded", "refractory");
  const value = `refractory after ${courses} induction ${courses === 1 ? "course" : "courses"}`;
  return courses === single ? met(value) : failed(value, "Refractory disease counts after a single induction course");
}

function judgeRelapsed({ firstCrDate, firstRelapseDate }: EligibilityInputs): Judgement {
  if (firstCrDate === null) return unknown("The date of the first remission is not recorded", "relapsed");
  if (firstRelapseDate === null) return unknown("The date of the first relapse is not recorded", "relapsed");
  const { months, reading } = eligibilityRules.firstRemission;
  const value = `first remission ${sayPartialDate(firstCrDate)} to ${sayPartialDate(firstRelapseDate)}`;
  if (latestDay(firstRelapseDate) < earliestDay(firstCrDate)) return unknown("The relapse is dated before the remission", value);
  const short = firstRemissionIsShort(firstCrDate, firstRelapseDate, months, reading);
  if (short === null) return unknown(`The dates are not exact enough to tell whether the first remission lasted ${reading} ${months} months`, value);
  return short ? met(value) : failed(value, `The first remission did not last ${reading} ${months} months`);
}

/** The trial is the first treatment after the disease proved refractory or came back. */
export function judgeSalvage({ salvageCourses }: EligibilityInputs): Judgement {
  const { value: most } = eligibilityRules.salvageCoursesAtMost;
  if (salvageCourses === null) return unknown("Whether the disease was treated since it proved refractory or relapsed is not recorded");
  const value = salvageCourses === 0 ? "none before" : `${salvageCourses} before`;
  return salvageCourses <= most ? met(value) : failed(value, `${salvageCourses} salvage ${salvageCourses === 1 ? "course was" : "courses were"} given before; the trial is for the first`);
}

/** Over all days that partial dates can mean: true or false when all agree, null when they do not. */
export function firstRemissionIsShort(remission: PartialDate, relapse: PartialDate, months: number, reading: RemissionReading): boolean | null {
  const isShort = (start: string, end: string) => (reading === "less than" ? end < addMonths(start, months) : end <= addMonths(start, months));
  const longest = isShort(earliestDay(remission), latestDay(relapse));
  const shortest = isShort(latestDay(remission), earliestDay(relapse));
  return longest === shortest ? longest : null;
}
