import { NOWHERE, type Onwards, type Place } from "@/app/_crf/onwards";
import type { EntrySummary } from "@/lib/entries/read-entry-summaries";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { PatientRecord } from "@/lib/study/patient-record";
import { expectedRows, scheduledVisit, scheduleOf } from "@/lib/study/schedule";
import { standingOf } from "@/lib/study/standing";
import { inOrder } from "@/lib/study/visits";
import { logLines, visitLines, type FormLine } from "../patients/[number]/visit-line";

/** A form of a patient where it stands in the casebook. */
export interface FormPlace extends Place, Pick<FormLine, "formId" | "state" | "open" | "answered" | "rows" | "ifDone"> {
  /** Null for a log of the patient. */
  readonly visit: string | null;
  readonly visitTitle: string | null;
  /** Something of it is still to be entered. */
  readonly isOpen: boolean;
  /** Its visit is one that has come. */
  readonly isVisitDue: boolean;
}

export interface PatientPlaces {
  readonly number: string;
  readonly record: PatientRecord;
  readonly summaries: readonly EntrySummary[];
  readonly today: CalendarDate;
}

const isOpen = ({ state, ifDone }: FormLine): boolean => !ifDone && (state === "not_started" || state === "in_progress");

/** Every form of a patient in the order of the protocol, visit after visit, then the logs. */
export function placesOf({ number, record, summaries, today }: PatientPlaces): readonly FormPlace[] {
  const schedule = scheduleOf(record);
  const present = summaries.filter(({ removed }) => !removed);
  const ofVisits = inOrder([...new Set(present.flatMap(({ visit }) => visit ?? []))]).flatMap((code) => {
    const entries = present.filter(({ visit }) => visit === code);
    const scheduled = scheduledVisit(schedule, code);
    const facts = { notDoneReason: null, entries: entries.map((entry) => ({ ...entry, day: null })), rows: expectedRows(code, record.arm, record.protocolVersion) };
    const isVisitDue = scheduled !== undefined && ["due", "overdue", "done"].includes(standingOf(scheduled, facts, today).state);
    return visitLines(number, record, { code, entries }).map((line) => ({
      ...line, visit: code, visitTitle: scheduled?.visit.shortTitle ?? code, isOpen: isOpen(line), isVisitDue,
    }));
  });
  const ofLogs = logLines(number, present.filter(({ visitId }) => visitId === null))
    .map((line) => ({ ...line, visit: null, visitTitle: null, isOpen: false, isVisitDue: false }));
  return [...ofVisits, ...ofLogs];
}

/**
 * What lies around one form. Due is the next open form of its visit, then one that was left out before it, then the first open form of a
 * later visit that has come; forms that are done, marked as not done, or not asked for are passed over.
 */
export function onwardsOf(places: readonly FormPlace[], here: Pick<FormPlace, "visit" | "formId">): Onwards {
  const at = places.findIndex(({ visit, formId }) => visit === here.visit && formId === here.formId);
  if (at < 0) return NOWHERE;
  const [before, after] = [places.slice(0, at), places.slice(at + 1)];
  const isHere = ({ visit }: FormPlace) => visit === here.visit;
  const due = [...after.filter(isHere), ...before.filter(isHere)].find((place) => place.isOpen) ?? (here.visit === null ? undefined : after.find((place) => place.isOpen && place.isVisitDue));
  const placed = (place: FormPlace | undefined): Place | null =>
    place === undefined ? null : { href: place.href, title: isHere(place) || place.visitTitle === null ? place.title : `${place.visitTitle}: ${place.title}` };
  return { previous: placed(before.at(-1)), next: placed(after[0]), due: placed(due) };
}
