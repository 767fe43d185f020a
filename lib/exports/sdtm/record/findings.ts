import type { Row } from "../../datasets/dataset";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import { phaseOf, visitByCode, type Phase } from "@/lib/study/visits";
import { nameVisit, type NamedVisit } from "../trial/visit-names";
import { TESTS, type Test } from "../terms/tests";
import type { CutEntry } from "./patient-view";
import { epochOf, studyDayOf, type Timeline } from "./timeline";
import type { Draft } from "./drafts";

/** What every domain of a patient needs to say where and when something stands. */
export interface Place {
  readonly timeline: Timeline;
  /** The planned visit that each unscheduled visit followed. */
  readonly followed: ReadonlyMap<string, number>;
}

const NO_VISIT = { VISITNUM: null, VISIT: null, VISITDY: null } as const;

export const visitOf = ({ followed }: Place, visit: string | null): NamedVisit | typeof NO_VISIT => (visit === null ? null : nameVisit(visit, followed.get(visit) ?? 0)) ?? NO_VISIT;

const EPOCHS: Readonly<Record<Phase, string | null>> = { screening: "SCREENING", course_1: "INDUCTION TREATMENT", course_2: "INDUCTION TREATMENT", follow_up: "FOLLOW-UP", unscheduled: null };

/** The epoch that a planned visit belongs to, for what has no date. */
function plannedEpoch(code: string | null): string | null {
  const visit = code === null ? undefined : visitByCode(code);
  return visit === undefined ? null : EPOCHS[phaseOf(visit)];
}

/** EPOCH, --DTC and --DY of a date; without one, the epoch of the visit, where that is given. */
export const dated = (domain: string, { timeline }: Place, date: string | null, visit: string | null = null): Row => ({ EPOCH: date === null ? plannedEpoch(visit) : epochOf(timeline, date), [`${domain}DTC`]: date, [`${domain}DY`]: studyDayOf(timeline, date) });

/** EPOCH, --STDTC and --STDY of a date; without one, the epoch of the visit, where that is given. */
export const begun = (domain: string, { timeline }: Place, date: string | null, visit: string | null = null): Row => ({ EPOCH: date === null ? plannedEpoch(visit) : epochOf(timeline, date), [`${domain}STDTC`]: date, [`${domain}STDY`]: studyDayOf(timeline, date) });

/** --ENDTC and --ENDY of a date. */
export const ended = (domain: string, { timeline }: Place, date: string | null): Row => ({ [`${domain}ENDTC`]: date, [`${domain}ENDY`]: studyDayOf(timeline, date) });

/** A test by its code; an Error when the domain has none, because only a programming mistake asks for it. */
export function testOf(domain: string, code: string): Test {
  const found = TESTS[domain]?.tests.find((test) => test.code === code);
  if (found === undefined) throw new Error(`${domain} has no test ${code}.`);
  return found;
}

export interface Result {
  /** As it was recorded; null for none. */
  readonly original: string | null;
  readonly unit?: string | null;
  /** In the standard unit, or the term of the code list; the original where it is not given. */
  readonly standard?: string | null;
  readonly standardUnit?: string | null;
  /** True where the result is a number. */
  readonly isNumber?: boolean;
  /** Why there is none; null for a blank. */
  readonly missing?: string | null;
}

const isNumeric = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

/** The topic and the result of a finding; nothing where it is blank without a reason. */
export function resultOf(domain: string, code: string, result: Result): Row | null {
  const { original, unit = null, standard = original, standardUnit = unit, isNumber = false, missing = null } = result;
  if (original === null && missing === null) return null;
  const { name } = testOf(domain, code);
  const topic = { [`${domain}TESTCD`]: code, [`${domain}TEST`]: name };
  if (original === null) return { ...topic, [`${domain}STAT`]: "NOT DONE", [`${domain}REASND`]: missing };
  const asNumber = isNumber && standard !== null && isNumeric(standard) ? { [`${domain}STRESN`]: Number(standard) } : {};
  const units = unit === null ? {} : { [`${domain}ORRESU`]: unit, [`${domain}STRESU`]: standardUnit };
  return { ...topic, ...units, ...asNumber, [`${domain}ORRES`]: original, [`${domain}STRESC`]: standard };
}

/** The one record of a form that was called not done: every test of it, with the reason; none for a form that was filled. */
export function notDone(domain: string, place: Place, entry: CutEntry, more: Row = {}): readonly Draft[] {
  if (entry.notDoneReason === null) return [];
  const row = resultOf(domain, `${domain}ALL`, { original: null, missing: entry.notDoneReason });
  return [{ row: { ...row, ...more, ...visitOf(place, entry.visit), ...dated(domain, place, null, entry.visit) } }];
}

/** The drafts with --LOBXFL: the last result on or before the day of the first dose, by test, specimen and category. */
export function withLastBeforeExposure(domain: string, { timeline }: Place, drafts: readonly Draft[]): readonly Draft[] {
  const first = timeline.firstDose?.slice(0, 10);
  const last = new Map<string, Draft>();
  const group = ({ row }: Draft) => ["TESTCD", "SPEC", "CAT"].map((name) => row[`${domain}${name}`] ?? "").join("/");
  const placed = ({ row }: Draft) => `${row[`${domain}DTC`]} ${String(row["VISITNUM"] ?? 0).padStart(6, "0")}`;
  for (const draft of drafts) {
    const day = String(draft.row[`${domain}DTC`] ?? "").slice(0, 10);
    if (first === undefined || !isCalendarDate(day) || day > first || (draft.row[`${domain}STRESC`] ?? null) === null) continue;
    const before = last.get(group(draft));
    if (before === undefined || placed(before) <= placed(draft)) last.set(group(draft), draft);
  }
  const flagged = new Set(last.values());
  return drafts.map((draft) => (flagged.has(draft) ? { ...draft, row: { ...draft.row, [`${domain}LOBXFL`]: "Y" } } : draft));
}
