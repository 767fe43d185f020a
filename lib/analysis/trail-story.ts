import { sayAct } from "@/lib/audit/acts";
import { sayStep } from "@/lib/audit/deeds";
import { reasonBeside } from "@/lib/audit/sentences";
import { groupBy } from "@/lib/kernel/group-by";
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
  /** Results that were derived again and came out the same. */
  readonly again: readonly TrailStep[];
}

/** The acts of one calendar day, on the clock that the reader chooses days by. */
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

/** Rows that are the same deed on several fields of one form are one sentence: "verified A, B and C in Haematology". */
const TOGETHER = ["app.verification", "app.signature_void"];

/** A query's state moves with a message that says why: the message tells both; and the question itself is told by the query. */
function isToldElsewhere(record: TrailRecord, group: readonly TrailRecord[]): boolean {
  const ofQuery = group.filter(({ discrepancyId }) => discrepancyId !== null && discrepancyId === record.discrepancyId);
  if (record.table === "app.discrepancy_message") return record.changes?.["step"]?.new === "raised" && ofQuery.some(({ table, op }) => table === "app.discrepancy" && op === "I");
  return record.table === "app.discrepancy" && record.op === "U" && ofQuery.some(({ table }) => table === "app.discrepancy_message");
}

interface Told extends TrailStep { readonly followed: boolean; readonly same: boolean }

/** The steps of one act, the first deed first. */
function tellSteps(group: readonly TrailRecord[], hrefOf: (record: TrailRecord) => string | null): readonly Told[] {
  const records = group.filter((record) => !isToldElsewhere(record, group)).toReversed();
  const kinds = [...groupBy(records, (record) => (TOGETHER.includes(record.table) ? `${record.table} ${record.op} ${record.entryId}` : record.id)).values()];
  return kinds.map((alike) => {
    const [record] = alike as [TrailRecord];
    const subjects = alike.map((each) => wordsOf(each).subject).filter((subject) => subject !== null);
    return { id: record.id, href: hrefOf(record), ...sayStep(record, alike.length > 1 ? { ...wordsOf(record), subject: sayList(subjects) } : wordsOf(record)) };
  });
}

const sayList = (words: readonly string[]): string => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

function reasonOf(group: readonly TrailRecord[], id: string): string | null {
  const record = group.find((each) => each.id === id);
  return record ? reasonBeside(record) : null;
}

/** A save may have corrected its values for different reasons: each then stands behind its own deed. */
const isOfOneReason = (group: readonly TrailRecord[]): boolean => new Set(group.map(({ reason }) => reason)).size === 1;

/** One act in words. */
export function tellAct(group: readonly TrailRecord[], hrefOf: (record: TrailRecord) => string | null): TrailAct {
  const isOne = isOfOneReason(group);
  const told = tellSteps(group, hrefOf).map((step) => {
    const reason = isOne || step.followed ? null : reasonOf(group, step.id);
    return reason === null ? step : { ...step, says: `${step.says}: ${reason}` };
  });
  const record = group.at(-1)!;
  const own = told.filter(({ followed }) => !followed);
  const followed = own.length > 0 ? told.filter((step) => step.followed) : [];
  return {
    id: group[0]!.id, at: record.at.toISOString(), timeZone: record.timeZone ?? "UTC", accountId: record.accountId, who: record.who, role: record.role, act: sayAct(record.action),
    reason: isOne && group.every((each) => reasonBeside(each) !== null) ? record.reason : null,
    patientNumber: record.patientNumber, siteCode: record.siteCode,
    steps: own.length > 0 ? own : told, thereby: followed.filter(({ same }) => !same), again: followed.filter(({ same }) => same),
  };
}

/** Days newest first, on one clock for all, so that no day comes twice where sites of several zones acted. */
export function byDay(acts: readonly TrailAct[], zone: string): readonly TrailDay[] {
  const days: { day: string; acts: TrailAct[] }[] = [];
  for (const act of acts) {
    const day = dayIn(act.at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.acts.push(act);
    else days.push({ day, acts: [act] });
  }
  return days;
}
