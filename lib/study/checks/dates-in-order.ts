import type { Fields } from "@/lib/crf/any-field";
import type { Check, Known } from "@/lib/crf/define-form";
import { atBeginning } from "@/lib/kernel/in-sentence";
import { isPartialDate, earliestDay, latestDay, sayPartialDate, type PartialDate } from "@/lib/kernel/partial-date";
import { entriesOf, type CheckContext } from "@/lib/study/checks/check-context";
import { CHRONOLOGY, type DatesInOrder } from "@/lib/study/checks/chronology";
import { placeOf, STUDY_DATES, type StudyDate } from "@/lib/study/checks/study-dates";
import { textOf } from "@/lib/study/derive/record-reading";
import { isUnscheduled, visitByCode } from "@/lib/study/visits";

/** Another date of the record, with where it stands for the sentence. */
interface OtherDate {
  readonly day: PartialDate;
  readonly says: () => string;
}

const SAID_AT_MOST = 3;

const dayIn = (value: unknown): PartialDate | null => {
  const day = typeof value === "string" ? value.slice(0, 10) : "";
  return isPartialDate(day) ? day : null;
};

function applies({ visits }: DatesInOrder, visit: string | null): boolean {
  if (visits === undefined) return true;
  const isOpen = visit === null || isUnscheduled(visit);
  return (visits !== "unscheduled" && visit === "SCR") || (visits !== "screening" && isOpen);
}

const isAskedOtherwise = ({ unless = {} }: DatesInOrder, answers: Known<Fields>): boolean => Object.entries(unless).some(([field, value]) => answers[field] === value);

/** The other date wherever the patient's record has it; in the same form it stands in the same row. */
function datesOf(other: StudyDate, rule: DatesInOrder, answers: Known<Fields>, context: CheckContext): readonly OtherDate[] {
  const what = STUDY_DATES[other];
  if (other === "randomisation") return context.record.randomisedOn === null ? [] : [{ day: context.record.randomisedOn, says: () => what }];
  const { form, field } = placeOf(other);
  if (form === placeOf(rule.at).form) return [dayIn(answers[field])].flatMap((day) => (day === null ? [] : { day, says: () => what }));
  return entriesOf(context, form)
    .filter(({ visit }) => rule.sameVisit === undefined || visit === context.visit)
    .flatMap((entry) => {
      const day = dayIn(textOf(entry, field));
      return day === null ? [] : { day, says: () => sayWhere(what, entry.visit, context.visit) };
    });
}

function sayWhere(what: string, visit: string | null, own: string | null): string {
  const title = visit === null || visit === own ? undefined : visitByCode(visit)?.title;
  return title === undefined ? what : `${what} (${title})`;
}

/** Only certain contradictions: an unknown day or month gets the benefit of the doubt. */
const contradicts = (day: PartialDate, not: "before" | "after", other: PartialDate): boolean =>
  not === "before" ? earliestDay(other) > latestDay(day) : earliestDay(day) > latestDay(other);

function sayContradictions(others: readonly OtherDate[], not: "before" | "after"): string {
  const nearestLast = others.toSorted((one, other) => (one.day < other.day ? -1 : 1));
  const worstFirst = not === "before" ? nearestLast.toReversed() : nearestLast;
  const said = worstFirst.slice(0, SAID_AT_MOST).map(({ day, says }) => `${says()} on ${sayPartialDate(day)}`);
  const more = others.length - said.length;
  return [...said, ...(more > 0 ? [`${more} more`] : [])].join(" and ");
}

function checkOf(rule: DatesInOrder): Check<Fields, CheckContext> {
  const { at, not, others } = rule;
  const { field } = placeOf(at);
  const all = (answers: Known<Fields>, context: CheckContext) => others.flatMap((other) => datesOf(other, rule, answers, context));
  return {
    id: rule.id,
    on: [field],
    says: `${atBeginning(STUDY_DATES[at])} is not ${not} ${others.map((other) => STUDY_DATES[other]).join(" or ")}`,
    protocol: rule.protocol,
    holds: (answers, context) => {
      if (!applies(rule, context.visit) || isAskedOtherwise(rule, answers)) return "yes";
      const day = dayIn(answers[field]);
      if (day === null) return "unknown";
      const found = all(answers, context);
      if (found.length === 0) return "unknown";
      return found.some((other) => contradicts(day, not, other.day)) ? "no" : "yes";
    },
    asks: (answers, context) => {
      const day = dayIn(answers[field]) ?? "";
      const wrong = all(answers, context).filter((other) => contradicts(day, not, other.day));
      return `${atBeginning(STUDY_DATES[at])} is dated ${sayPartialDate(day)}, ${not} ${sayContradictions(wrong, not)}. ${rule.then}`;
    },
  };
}

/** The checks on the order of dates that a form asks, from the chronology. */
export const datesInOrder = <F extends Fields>(formId: string): readonly Check<F, CheckContext>[] =>
  CHRONOLOGY.filter(({ at }) => placeOf(at).form === formId).map(checkOf) as unknown as readonly Check<F, CheckContext>[];
