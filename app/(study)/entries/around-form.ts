import type { Onwards } from "@/app/_crf/onwards";
import type { ProposalSet } from "@/lib/crf/proposal";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { proposalsFor } from "@/lib/study/proposals";
import { dayOfVisit } from "@/lib/study/visit-day";
import { onwardsOf, type FormPlace } from "./form-places";

/** What a form knows of its surroundings, as data for the browser: where the hand may go, what a key may take, and which day "v" is. */
export interface AroundForm {
  readonly onwards: Onwards;
  readonly proposals: ProposalSet;
  readonly visitDay: CalendarDate | undefined;
}

export function aroundForm(places: readonly FormPlace[], record: PatientRecord, at: Omit<RecordEntry, "answers">): AroundForm {
  return { onwards: onwardsOf(places, at), proposals: proposalsFor(record, at), visitDay: dayOfVisit(record, at.visit, at.id) ?? undefined };
}
