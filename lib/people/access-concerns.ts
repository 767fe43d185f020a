import { daysBetween, sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Role } from "@/lib/kernel/actor";
import type { PersonView } from "./read-people";

/** Unused for so long, an account is asked about; a pending role too. */
const UNUSED_DAYS = 90;

const ENTERS: readonly Role[] = ["coordinator", "investigator"];
const REVIEWS: readonly Role[] = ["monitor", "data_manager", "statistician"];

type Reviewed = Pick<PersonView, "invited" | "disabled" | "lastIn" | "roles">;

/**
 * What a reviewer should ask about in a person's access, each as a sentence part; [] where nothing stands out. It decides nothing.
 * @param today the day of the review, "YYYY-MM-DD"
 */
export function accessConcerns({ invited, disabled, lastIn, roles }: Reviewed, today: CalendarDate): readonly string[] {
  if (disabled) return roles.length > 0 ? ["a closed account that still holds a role"] : [];
  const unused = lastIn === null ? null : daysBetween(lastIn.slice(0, 10), today);
  const held = new Set(roles.map(({ role }) => role));
  const both = (one: readonly Role[], other: readonly Role[]) => one.some((role) => held.has(role)) && other.some((role) => held.has(role));
  return [
    ...(invited && roles.length > 0 ? ["holds a role and has never opened the one-time link"] : []),
    ...(!invited && lastIn === null ? ["has never signed in"] : []),
    ...(unused !== null && unused > UNUSED_DAYS ? [`not here since ${sayDate(lastIn!.slice(0, 10))}`] : []),
    ...(roles.length === 0 ? ["an account without a role"] : []),
    ...roles.flatMap(({ trainedOn, activeFrom, activeTo }) => [
      ...(trainedOn === null && daysBetween(activeFrom, today) > UNUSED_DAYS ? [`a role that waits for a training since ${sayDate(activeFrom)}`] : []),
      ...(activeTo !== null && activeTo < today ? [`a role whose last day was ${sayDate(activeTo)}`] : []),
    ]),
    ...(both(ENTERS, REVIEWS) ? ["enters data and reviews data"] : []),
    ...(held.has("administrator") && held.size > 1 ? ["gives roles and holds another one"] : []),
  ];
}
