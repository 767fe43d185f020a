import "server-only";
import { can } from "@/lib/access/permissions";
import { readCuts } from "@/lib/exports/read-cuts";
import { ROLE_LABELS, type Actor } from "@/lib/kernel/actor";
import { dayIn, sayInstant } from "@/lib/kernel/instant";
import { sayAge, sayLate } from "@/lib/kernel/say-age";
import { REVIEW_EVERY_DAYS } from "@/lib/people/access-review";
import { readReviewDue } from "@/lib/people/read-access-review";
import { readPeople, type PersonView } from "@/lib/people/read-people";
import type { Tx } from "@/lib/server/db";
import { readTrailState } from "./read-verification";
import type { Task } from "./task";

const DAY_MS = 86_400_000;
/** A trail that was not verified for so long is looked at; each night does it (ops/verify). */
const VERIFIED_WITHIN_DAYS = 2;

const task = (told: Pick<Task, "key" | "kind" | "what" | "detail" | "href"> & Partial<Task>): Task => ({ siteCode: null, patient: null, when: "", minutes: null, ...told });

/** What waits for those who look after accounts, the trail and cuts, and of no patient: nothing of it is read for others. */
export async function readStudyTasks(tx: Tx, actor: Actor, now: Date): Promise<readonly Task[]> {
  const today = dayIn(now.toISOString(), "UTC");
  return [
    ...(can(actor, "person.invite") ? (await readPeople(tx, actor)).people.flatMap((person) => peopleTasks(person, today)) : []),
    ...(can(actor, "access.review") ? await accessTasks(tx, today) : []),
    ...(can(actor, "trail.verify") ? await trailTasks(tx, actor, now) : []),
    ...(can(actor, "cut.read") && !can(actor, "cut.make") ? await cutTasks(tx, actor, today) : []),
  ];
}

function peopleTasks({ id, fullName, username, invited, disabled, factorReset, lockedUntil, roles }: PersonView, today: string): readonly Task[] {
  if (disabled) return [];
  const href = `/people#${id}`;
  const pending = roles.filter(({ trainedOn }) => trainedOn === null);
  return [
    ...(lockedUntil === null ? [] : [task({ key: `closed ${id}`, kind: "closed", what: fullName, detail: lockedUntil === "infinity" ? "Twenty wrong tries in a day: opens when an administrator says so" : `Opens by itself at ${sayInstant(lockedUntil, "UTC")}`, href })]),
    ...pending.map((role) => task({ key: `training ${role.id}`, kind: "training", siteCode: role.siteCode, what: fullName, detail: `${ROLE_LABELS[role.role]}, ${role.siteCode === null ? "every site" : `site ${role.siteCode}`}: of no effect until a training is recorded`, when: sayAge(role.activeFrom, today), href })),
    ...(invited ? [task({ key: `invitation ${id}`, kind: "invitation", what: fullName, detail: `${username} has not opened the one-time link; it lasts 7 days, and a new one can be made`, href })] : []),
    ...(factorReset ? [task({ key: `factor ${id}`, kind: "factor", what: fullName, detail: "Cannot sign until a new second factor is set up", href })] : []),
  ];
}

async function accessTasks(tx: Tx, today: string): Promise<readonly Task[]> {
  const dueOn = await readReviewDue(tx);
  if (dueOn !== null && dueOn > today) return [];
  const detail = dueOn === null ? "Nobody has looked through all accounts and roles yet" : `Every ${REVIEW_EVERY_DAYS} days all accounts and roles are looked through`;
  return [task({ key: "access review", kind: "access", what: "Look through everybody’s access", detail, when: dueOn === null ? "" : sayLate(dueOn, today), href: "/people/review" })];
}

async function trailTasks(tx: Tx, actor: Actor, now: Date): Promise<readonly Task[]> {
  const { last, structure } = await readTrailState(tx, actor);
  const at = last?.endedAt ?? null;
  const old = at === null || now.getTime() - Date.parse(at) > VERIFIED_WITHIN_DAYS * DAY_MS;
  return [
    ...(last && last.found > 0 ? [task({ key: "trail found", kind: "trail", what: "The last verification found something", detail: `${last.found} ${last.found === 1 ? "finding" : "findings"}, ${sayInstant(at ?? last.askedAt, "UTC")}`, href: "/trail" })] : []),
    ...(structure && structure.switchedOff.length > 0 ? [task({ key: "trail guards", kind: "trail", what: "A guard of the trail was switched off", detail: "A change of the database’s structure; the page Trail says which", href: "/trail" })] : []),
    ...(old ? [task({ key: "trail old", kind: "trail", what: "Verify the trail", detail: at === null ? "It was never verified as a whole" : `Last verified ${sayInstant(at, "UTC")}`, href: "/trail" })] : []),
  ];
}

/** Those since the person was last here; at a first visit all. */
async function cutTasks(tx: Tx, actor: Actor, today: string): Promise<readonly Task[]> {
  const [before] = await tx.$queryRaw<{ at: Date | null }[]>`SELECT max(e.at) AS at FROM (SELECT o.at FROM ctx.own_security_events() o WHERE o.action = 'session.open' ORDER BY o.at DESC OFFSET 1) e`;
  const { cuts } = await readCuts(tx, actor);
  const since = before?.at ?? null;
  return cuts.filter(({ at }) => since === null || at > since).map(({ id, name, isInterim, byName, at, sameAs }) => task({
    key: `cut ${id}`, kind: "cut", what: name, href: `/cuts#${id}`, when: sayAge(dayIn(at.toISOString(), "UTC"), today),
    detail: `${isInterim ? "Interim" : "Final"}, sealed by ${byName}, ${sayInstant(at.toISOString(), "UTC")}${sameAs === null ? "" : `; the same content as ${sameAs}`}`,
  }));
}
