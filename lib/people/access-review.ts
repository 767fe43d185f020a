import "server-only";
import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { sha256 } from "@/lib/kernel/sha256";
import type { PersonView } from "./read-people";

/** A review is due so many days after the last one. */
export const REVIEW_EVERY_DAYS = 90;

/** What whoever attests signs; stored with the review. */
export const REVIEW_STATEMENT =
  "I have looked through every account and every role of this trial as listed. Each person needs what is listed for the task they have now; what was not needed any more has been taken away.";

/** One account as it was when it was reviewed, and what it may. When somebody was last here is no right and is not part of it. */
export interface ReviewedRight {
  readonly username: string;
  readonly fullName: string;
  readonly state: "open" | "invited" | "closed";
  readonly roles: readonly { readonly role: string; readonly site: string | null; readonly trainedOn: CalendarDate | null; readonly from: CalendarDate; readonly to: CalendarDate | null }[];
}

/** Every account by its name, with its standing roles; the same rights give the same list. */
export function rightsOf(people: readonly PersonView[]): readonly ReviewedRight[] {
  return people.map(({ username, fullName, invited, disabled, roles }): ReviewedRight => ({
    username, fullName, state: disabled ? "closed" : invited ? "invited" : "open",
    roles: roles.map(({ role, siteCode, trainedOn, activeFrom, activeTo }) => ({ role, site: siteCode, trainedOn, from: activeFrom, to: activeTo })).toSorted((one, other) => (`${one.role} ${one.site}` < `${other.role} ${other.site}` ? -1 : 1)),
  })).toSorted((one, other) => (one.username < other.username ? -1 : 1));
}

export const hashOf = (rights: readonly ReviewedRight[]): string => sha256(JSON.stringify(rights));

/** The day by which the next review is due; null: at once, there was none. */
export const nextReview = (last: CalendarDate | null): CalendarDate | null => (last === null ? null : addDays(last, REVIEW_EVERY_DAYS));
