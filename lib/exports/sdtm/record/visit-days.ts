import { dayOf } from "@/lib/study/derive/record-reading";
import { DAY_FIELDS } from "@/lib/study/visit-day";
import { isUnscheduled, visitByCode } from "@/lib/study/visits";
import { nameVisit } from "../trial/visit-names";
import type { CutEntry, PatientView } from "./patient-view";

export interface VisitDays {
  readonly from: string;
  readonly to: string;
}

/** Number before the point of an unscheduled visit whose place in time is not known. */
const NOWHERE = 99;

/** Further days of a form beside the one that dates it. */
const LAST_DAYS: Readonly<Record<string, string>> = { cenersen_infusion: "stopAt" };

const daysOf = (entry: CutEntry): readonly string[] =>
  [DAY_FIELDS[entry.formId], LAST_DAYS[entry.formId]].flatMap((field) => (field === undefined ? [] : dayOf(entry, field) ?? []));

/** The forms that date a visit: those that the schedule names, or all that it cannot do without; of an unscheduled one all. */
function datesVisit(code: string, formId: string): boolean {
  const visit = visitByCode(code);
  if (visit === undefined || isUnscheduled(code)) return true;
  return (visit.datedBy ?? visit.forms.filter(({ optional }) => !optional).map((form) => form.formId)).includes(formId);
}

/** First and last day of each visit that has any; where none of the forms that date a visit has a day, any form of it does. */
export function visitDaysOf({ record }: PatientView): ReadonlyMap<string, VisitDays> {
  const entries = record.entries as readonly CutEntry[];
  const codes = [...new Set(entries.map(({ visit }) => visit).filter((visit) => visit !== null))];
  return new Map(codes.flatMap((code) => {
    const here = entries.filter(({ visit }) => visit === code);
    const dating = here.filter(({ formId }) => datesVisit(code, formId)).flatMap(daysOf);
    const days = (dating.length > 0 ? dating : here.flatMap(daysOf)).toSorted();
    const [from, to] = [days[0], days.at(-1)];
    return from === undefined || to === undefined ? [] : [[code, { from, to }] as const];
  }));
}

/** The planned visit that each unscheduled one followed: the last that began on or before its day. */
export function followedBy(days: ReadonlyMap<string, VisitDays>, codes: readonly string[]): ReadonlyMap<string, number> {
  return new Map(codes.filter(isUnscheduled).map((code) => {
    const at = days.get(code)?.from;
    const before = [...days].filter(([other, { from }]) => !isUnscheduled(other) && at !== undefined && from <= at).map(([other]) => nameVisit(other)?.VISITNUM ?? 0);
    return [code, at === undefined ? NOWHERE : Math.max(0, ...before)] as const;
  }));
}
