import type { Check, Known } from "@/lib/crf/define-form";
import type { Fields } from "@/lib/crf/any-field";
import { sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import { visitByCode, windowDates } from "@/lib/study/visits";

/** The visit as the patient's version plans it. */
const visitOf = ({ visit, record }: CheckContext) => (visit === null ? undefined : visitByCode(visit, record.protocolVersion));

/** Day 1 of the course from which the visit counts. */
const firstDayOf = (context: CheckContext): CalendarDate | null => firstCenersenDayOf(context.record, visitOf(context)?.course ?? 1);

const windowOf = (context: CheckContext) => {
  const [firstDay, visit] = [firstDayOf(context), visitOf(context)];
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
      const [date, days, firstDay] = [dateIn(answers, field) ?? "", windowOf(context), firstDayOf(context) ?? ""];
      const course = visitOf(context)?.course === 2 ? " of course 2" : "";
      const planned = days === null ? "" : `${sayDate(days.from)} to ${sayDate(days.to)}`;
      return `${what} is ${sayDate(date)} (${sayStudyDay(studyDay(firstDay, date))}${course}), outside the planned days of this visit, ${planned}. Correct the date, or say why it was done then.`;
    },
  };
}
