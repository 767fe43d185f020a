import type { Check, Known } from "@/lib/crf/define-form";
import type { Fields } from "@/lib/crf/any-field";
import { sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { firstCenersenDay, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { visitByCode, windowDates } from "@/lib/study/visits";

const windowOf = (context: CheckContext) => {
  const firstDay = firstCenersenDay(context);
  const visit = context.visit === null ? undefined : visitByCode(context.visit);
  return firstDay === null || visit === undefined ? null : windowDates(visit, firstDay);
};

const dateIn = <F extends Fields>(answers: Known<F>, field: keyof F & string): CalendarDate | null => answers[field] as CalendarDate | null;

/** Asks when an assessment lies outside its visit's planned days. Unknown until cenersen was started, and for visits without a window. */
export function insideVisitWindow<F extends Fields>(id: string, field: keyof F & string, what: string): Check<F, CheckContext> {
  return {
    id,
    on: [field],
    says: `${what} lies inside the planned days of the visit`,
    protocol: "Schedule of assessments",
    holds: (answers, context) => whenKnown([dateIn(answers, field), windowOf(context)], (date, { from, to }) => from <= date && date <= to),
    asks: (answers, context) => {
      const [date, days, firstDay] = [dateIn(answers, field) ?? "", windowOf(context), firstCenersenDay(context) ?? ""];
      const planned = days === null ? "" : `${sayDate(days.from)} to ${sayDate(days.to)}`;
      return `${what} is ${sayDate(date)} (${sayStudyDay(studyDay(firstDay, date))}), outside the planned days of this visit, ${planned}. Correct the date, or say why it was done then.`;
    },
  };
}
