import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";
import { accessConcerns } from "./access-concerns";
import { hashOf, nextReview, rightsOf, type ReviewedRight } from "./access-review";
import { readPeople, type PeopleView, type PersonView } from "./read-people";

export interface PastReview {
  readonly id: string;
  readonly at: string;
  readonly byName: string;
  readonly people: number;
  readonly roles: number;
  readonly remark: string | null;
  readonly statement: string;
}

export interface AccessReviewView extends Pick<PeopleView, "sites"> {
  readonly people: readonly (PersonView & { readonly concerns: readonly string[] })[];
  readonly hash: string;
  /** Newest first. */
  readonly past: readonly PastReview[];
  /** Null: at once, for there was none. */
  readonly dueOn: CalendarDate | null;
  readonly isDue: boolean;
  readonly mayAttest: boolean;
}

/** Everybody's access with what stands out in it, those who should be asked about first, and the reviews before. */
export async function readAccessReview(tx: Tx, actor: Actor, now: Date): Promise<AccessReviewView> {
  const today = dayIn(now.toISOString(), "UTC");
  const { people, sites } = await readPeople(tx, actor);
  const past = await tx.accessReview.findMany({ orderBy: { at: "desc" }, take: 40, select: { id: true, at: true, byName: true, people: true, roles: true, remark: true, statement: true } });
  const dueOn = nextReview(past[0] === undefined ? null : dayIn(past[0].at.toISOString(), "UTC"));
  return {
    people: people.map((person) => ({ ...person, concerns: accessConcerns(person, today) })).toSorted((one, other) => other.concerns.length - one.concerns.length),
    sites, hash: hashOf(rightsOf(people)), past: past.map((review) => ({ ...review, at: review.at.toISOString() })), dueOn, isDue: dueOn === null || dueOn <= today, mayAttest: can(actor, "access.review"),
  };
}

/** The day the next review is due, for a worklist. */
export async function readReviewDue(tx: Tx): Promise<CalendarDate | null> {
  const last = await tx.accessReview.findFirst({ orderBy: { at: "desc" }, select: { at: true } });
  return nextReview(last === null ? null : dayIn(last.at.toISOString(), "UTC"));
}

/** What one review attested, as it was kept; null where there is none. */
export async function readReviewedRights(tx: Tx, id: string): Promise<{ readonly at: string; readonly byName: string; readonly rights: readonly ReviewedRight[] } | null> {
  const review = await tx.accessReview.findUnique({ where: { id }, select: { at: true, byName: true, rights: true } });
  return review === null ? null : { at: review.at.toISOString(), byName: review.byName, rights: review.rights as unknown as readonly ReviewedRight[] };
}
