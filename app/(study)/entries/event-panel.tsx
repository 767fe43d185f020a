import { sayDate } from "@/lib/kernel/calendar-date";
import { isPartialDate } from "@/lib/kernel/partial-date";
import { reportBy, REPORT_WITHIN_HOURS } from "@/lib/study/adverse-events/report-deadline";
import { sayEventDay } from "@/lib/study/adverse-events/say-event-day";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

interface Props {
  /** Without the row that is being typed, or with it: only the courses are read. */
  readonly record: PatientRecord;
  readonly answers: RecordEntry["answers"];
}

/** While an adverse event is typed: on which day of the course it began, and until when a serious one has to be reported. */
export function EventPanel({ record, answers }: Props) {
  const { startDate, awareAt, reportedAt, serious } = answers;
  const day = typeof startDate === "string" && isPartialDate(startDate) ? sayEventDay(record, startDate) : null;
  const by = serious === "Y" && (reportedAt ?? null) === null && typeof awareAt === "string" ? reportBy(awareAt) : null;
  return (
    <p className="medication-panel dim" role="status">
      {day && <>Started on <b>{day}</b>. </>}
      {by && <>Serious: report by <b>{sayDate(by.slice(0, 10))} {by.slice(11)}</b>, {REPORT_WITHIN_HOURS} h after the site became aware.</>}
    </p>
  );
}
