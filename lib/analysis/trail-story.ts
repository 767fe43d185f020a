import { sayAct } from "@/lib/audit/acts";
import { sayStep } from "@/lib/audit/deeds";
import { reasonBeside } from "@/lib/audit/sentences";
import { dayIn } from "@/lib/kernel/instant";
import type { TrailRecord } from "./trail-rows";
import { wordsOf } from "./trail-words";

/** One thing that was done, or that followed; with the way to where it stands today, null where it has no page. */
export interface TrailStep {
  readonly id: string;
  readonly says: string;
  readonly href: string | null;
}

/** What one person did by one act: one save, one signature. `at` is an instant, UTC; `timeZone` is the site's, UTC where there is no site. */
export interface TrailAct {
  readonly id: string;
  readonly at: string;
  readonly timeZone: string;
  readonly accountId: string;
  readonly who: string;
  readonly role: string | null;
  readonly act: string;
  readonly reason: string | null;
  readonly patientNumber: string | null;
  readonly siteCode: string | null;
  readonly steps: readonly TrailStep[];
  /** What followed from it in the same moment and was nobody's own deed. */
  readonly thereby: readonly TrailStep[];
}

/** The acts of one calendar day, on the clock of each act's own site. */
export interface TrailDay {
  readonly day: string;
  readonly acts: readonly TrailAct[];
}

/** Events of one request of one person, about one patient, stand together. */
const sameAct = (one: TrailRecord, other: TrailRecord): boolean =>
  one.requestId !== null && one.requestId === other.requestId && one.accountId === other.accountId && one.patientNumber === other.patientNumber;

/** Neighbouring events of one act, together; newest act first, as the events came. */
export function groupByAct(records: readonly TrailRecord[]): readonly (readonly TrailRecord[])[] {
  const groups: TrailRecord[][] = [];
  for (const record of records) {
    const last = groups.at(-1);
    if (last?.[0] && sameAct(last[0], record)) last.push(record);
    else groups.push([record]);
  }
  return groups;
}

/** One act in words: within it the first deed comes first. */
export function tellAct(group: readonly TrailRecord[], hrefOf: (record: TrailRecord) => string | null): TrailAct {
  const told = group.toReversed().map((record) => ({ record, ...sayStep(record, wordsOf(record)) }));
  const stepsOf = (followed: boolean) => told.filter((step) => step.followed === followed).map(({ record, says }) => ({ id: record.id, says, href: hrefOf(record) }));
  const { record } = told[0]!;
  const steps = stepsOf(false);
  return {
    id: group[0]!.id, at: record.at.toISOString(), timeZone: record.timeZone ?? "UTC", accountId: record.accountId, who: record.who, role: record.role, act: sayAct(record.action),
    reason: told.map((each) => reasonBeside(each.record)).every((reason) => reason !== null) ? record.reason : null,
    patientNumber: record.patientNumber, siteCode: record.siteCode, steps: steps.length > 0 ? steps : stepsOf(true), thereby: steps.length > 0 ? stepsOf(true) : [],
  };
}

/** Days newest first, as the acts come. */
export function byDay(acts: readonly TrailAct[]): readonly TrailDay[] {
  const days: { day: string; acts: TrailAct[] }[] = [];
  for (const act of acts) {
    const day = dayIn(act.at, act.timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.acts.push(act);
    else days.push({ day, acts: [act] });
  }
  return days;
}
