import { firedChecks } from "@/lib/crf/fired-checks";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { contextFor } from "@/lib/study/checks/check-context";
import type { PatientRecord } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";

export interface NewQuestion {
  readonly entryId: string;
  readonly field: string;
  readonly message: string;
}

const asked = (record: PatientRecord, today: CalendarDate): readonly NewQuestion[] => record.entries.filter(({ answers }) => Object.keys(answers).length > 0).flatMap((entry) => {
  const form = formById(entry.formId, entry.formVersion);
  return form ? firedChecks(form, entry.answers, contextFor(record, entry, today)).map(({ field, message }) => ({ entryId: entry.id, field, message })) : [];
});

/** What the checks would ask after an import and do not ask now, in any form of the patient. `today` is the site's. */
export function questionsAfter(before: PatientRecord, after: PatientRecord, today: CalendarDate): readonly NewQuestion[] {
  const known = new Set(asked(before, today).map((question) => JSON.stringify(question)));
  return asked(after, today).filter((question) => !known.has(JSON.stringify(question)));
}
