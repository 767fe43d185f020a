import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { sayLongWeekday } from "./agenda";
import { countAll, sayCounted, type Beyond, type Counted } from "./beyond";
import { TASK_KINDS, TASK_TITLES, type Task, type TaskKind } from "./task";

export interface DigestCount extends Counted {
  readonly kind: TaskKind;
}

/** How much of each kind waits. Nothing else of a task goes into a mail. */
export const countsOf = (tasks: readonly Pick<Task, "kind">[], beyond: readonly Beyond[] = []): readonly DigestCount[] =>
  TASK_KINDS.map((kind) => ({ kind, ...countAll(tasks.filter((task) => task.kind === kind).length, beyond.filter((more) => more.kind === kind)) })).filter(({ count }) => count > 0);

export const thingsIn = (counts: readonly DigestCount[]): number => counts.reduce((sum, { count }) => sum + count, 0);

/** The mail of a day, or null when nothing waits. `address`: of the deployment, "https://ecrf.example.org". Plain text, made of counts and the words of this program alone. */
export function digestMail(counts: readonly DigestCount[], { study, day, address }: { readonly study: string; readonly day: CalendarDate; readonly address: string }): { readonly subject: string; readonly text: string } | null {
  const things = thingsIn(counts);
  if (things === 0) return null;
  const width = Math.max(...counts.map((counted) => sayCounted(counted).length));
  return {
    subject: `${study}: ${sayCounted({ count: things, atLeast: counts.some(({ atLeast }) => atLeast) })} ${things === 1 ? "thing waits" : "things wait"} for you`,
    text: [
      `${sayLongWeekday(day)} ${sayDate(day)}`, "",
      ...counts.map(({ kind, ...counted }) => `  ${sayCounted(counted).padStart(width)}  ${TASK_TITLES[kind]}`), "",
      "Sign in to see what:", `  ${address}/`, "",
      "This mail names no patient and holds no value, because mail is read on the way. How often it comes, or that it does not, you choose after signing in:", `  ${address}/account#digest`, "",
    ].join("\n"),
  };
}
