import "server-only";
import { can, sitesOf, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { sayDate } from "@/lib/kernel/calendar-date";
import { groupBy } from "@/lib/kernel/group-by";
import { dayIn } from "@/lib/kernel/instant";
import { readOwnZone } from "@/lib/people/read-own-zone";
import { readAwaitingAdjudication, type AwaitingAdjudication } from "@/lib/review/read-awaiting-adjudication";
import type { Tx } from "@/lib/server/db";
import { sayReasons } from "@/lib/study/response/adjudication";
import { visitByCode } from "@/lib/study/visits";
import type { Beyond, Only } from "./beyond";
import { agendaOf, nextVisit, type AgendaDay } from "./agenda";
import { dueTasks, hasNothingDue, overdueTasks } from "./due-tasks";
import { othersOf, type WaitsForOthers } from "./others";
import { readDueVisits, type DueVisit } from "./read-due-visits";
import { readStudyTasks } from "./read-study-tasks";
import { splitAmended } from "./amended-tasks";
import { readQueryTallies, type QueryTally } from "./query-tallies";
import { TASK_KINDS, type Task, type TaskKind } from "./task";
import { readToVerify, type ToVerify } from "./verify-tasks";
import { readWaitingRows } from "./waiting-rows";
import { bySeriousness, taskOf } from "./waiting-tasks";

export interface Worklist {
  /** The day at the person's site, or in UTC. */
  readonly today: string;
  /** Most urgent kind first. */
  readonly tasks: readonly Task[];
  /** What waits besides and was not read: of kinds that may wait by the thousand. */
  readonly beyond: readonly Beyond[];
  /** Null for those who follow no visits. */
  readonly agenda: readonly AgendaDay[] | null;
  readonly next: ReturnType<typeof nextVisit>;
  readonly others: readonly WaitsForOthers[];
  /** Patients within one's reach. */
  readonly patients: number;
}

/** What somebody must be allowed, at the very site, for this kind to be theirs. */
const VERBS: Readonly<Partial<Record<TaskKind, readonly Verb[]>>> = {
  serious: ["entry.save", "discrepancy.raise"], assigned: ["discrepancy.answer", "discrepancy.close"], asked: ["discrepancy.answer"], overdue: ["entry.save", "discrepancy.raise"], confirm: ["patient.randomise"], due: ["entry.save"], amended: ["entry.save"], mine: ["entry.save"], blank: ["entry.save"],
  sign: ["casebook.sign"], exposure: ["exposure.decide"], adjudicate: ["response.adjudicate"], answered: ["discrepancy.close"], changed: ["entry.verify"], verify: ["entry.verify"], lock: ["lock.place"], redaction: ["redaction.decide"],
};
const isTheirs = (actor: Actor, kind: TaskKind, siteId: string): boolean => (VERBS[kind] ?? []).some((verb) => can(actor, verb, { siteId }));

/** My day: what waits for this person in their roles, where they may do something about it; of a chosen site or patient, all of it. The number of statements does not grow with the patients. */
export async function readWorklist(tx: Tx, actor: Actor, only: Only = {}): Promise<Worklist> {
  const now = new Date();
  const today = dayIn(now.toISOString(), await readOwnZone(tx, actor));
  const study = await readStudyTasks(tx, actor, now);
  if (!can(actor, "patient.read")) return { today, tasks: inOrder(study), beyond: [], agenda: null, next: null, others: [], patients: 0 };
  const visits = await readDueVisits(tx);
  const rows = await readWaitingRows(tx, { accountId: actor.id, blanks: can(actor, "entry.save"), locks: can(actor, "lock.place"), askedAt: sitesOf(actor, "discrepancy.answer"), answeredAt: sitesOf(actor, "discrepancy.close"), only });
  const tallies = await readQueryTallies(tx, actor.id);
  const { patients, toVerify } = await readPatients(tx, can(actor, "entry.verify"));
  const { amended, rest } = await splitAmended(tx, rows.filter((row) => isTheirs(actor, row.kind, row.siteId)));
  const ready = rows.filter(({ kind, patientId }) => kind !== "sign" || hasNothingDue(visits, patientId));
  const review = await reviewTasks(tx, actor, toVerify, now, only);
  const tasks = [
    ...amended, ...ready.filter((row) => row.kind !== "blank" || rest.has(row.key) || !isTheirs(actor, row.kind, row.siteId)).toSorted((one, other) => (one.kind === "serious" && other.kind === "serious" ? bySeriousness(one, other) : 0)).filter((row) => isTheirs(actor, row.kind, row.siteId) && !(row.kind === "redaction" && row.own)).map((row) => taskOf(row, now.toISOString())),
    ...visitTasks(actor, visits), ...review.tasks, ...study,
  ];
  return {
    today, tasks: inOrder(tasks), patients, agenda: can(actor, "entry.save") || can(actor, "discrepancy.raise") ? agendaOf(visits, today) : null, next: nextVisit(visits, today),
    others: othersOf([...ready.filter((row) => !isTheirs(actor, row.kind, row.siteId)).map(({ kind, since }) => ({ kind, since, count: 1 })), ...tallies.filter(({ kind, siteId }) => !isTheirs(actor, kind, siteId))], today),
    beyond: only.patient === undefined ? [...unread(tallies.filter(({ kind, siteId }) => isTheirs(actor, kind, siteId)), tasks), ...review.beyond] : [],
  };
}

/** Of the queries counted, those that no line was read of. */
function unread(tallies: readonly QueryTally[], tasks: readonly Task[]): readonly Beyond[] {
  const read = groupBy(tasks, ({ kind, siteCode }) => `${kind} ${siteCode}`);
  return tallies.map(({ kind, siteCode, count }) => ({ kind, siteCode, count: count - (read.get(`${kind} ${siteCode}`)?.length ?? 0) })).filter(({ count }) => count > 0);
}

const inOrder = (tasks: readonly Task[]): readonly Task[] => TASK_KINDS.flatMap((kind) => tasks.filter((task) => task.kind === kind));

function visitTasks(actor: Actor, visits: readonly DueVisit[]): readonly Task[] {
  const theirs = (kind: TaskKind) => visits.filter(({ siteId }) => isTheirs(actor, kind, siteId));
  return [...overdueTasks(theirs("overdue")), ...dueTasks(theirs("due"))];
}

interface PatientOf extends ToVerify { readonly siteId: string }

/** How many patients are within reach, and who of them is randomised where that is asked: in one value, since so many rows take longer to be received than to be read. */
async function readPatients(tx: Tx, verifies: boolean): Promise<{ readonly patients: number; readonly toVerify: readonly PatientOf[] }> {
  const [read] = await tx.$queryRaw<{ patients: number; toVerify: readonly PatientOf[] | null }[]>`
    SELECT (SELECT count(*)::int FROM app.patient) AS patients, (SELECT json_agg(json_build_object('id', p.id, 'number', p.number, 'siteId', p.site_id, 'siteCode', s.code, 'timeZone', s.time_zone) ORDER BY p.number)
      FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE ${verifies} AND p.status = 'randomised') AS "toVerify"`;
  return { patients: read?.patients ?? 0, toVerify: read?.toVerify ?? [] };
}

/** What a monitor decides and compares with the source. `toVerify`: the randomised patients. */
async function reviewTasks(tx: Tx, actor: Actor, toVerify: readonly PatientOf[], now: Date, only: Only): Promise<{ readonly tasks: readonly Task[]; readonly beyond: readonly Beyond[] }> {
  const waiting = can(actor, "response.adjudicate") ? await readAwaitingAdjudication(tx) : [];
  const verify = await readToVerify(tx, toVerify.filter(({ siteId }) => isTheirs(actor, "verify", siteId)), only, now);
  return { tasks: [...waiting.filter(({ siteId }) => isTheirs(actor, "adjudicate", siteId)).map(adjudicationTask), ...verify.tasks], beyond: verify.beyond };
}

function adjudicationTask({ patientId, patientNumber, siteCode, visit, on, derived, investigator, reasons, fallen }: AwaitingAdjudication): Task {
  return {
    key: `adjudicate ${patientId} ${visit}`, kind: "adjudicate", siteCode, patient: patientNumber, what: `Response at ${visitByCode(visit)?.title ?? visit}`, minutes: 5,
    detail: [sayReasons(reasons), `criteria ${derived}, investigator ${investigator ?? "not yet"}`, ...(fallen ? ["decided before, on other data"] : [])].join(" · "),
    when: on === null ? "no day" : `of ${sayDate(on)}`, href: `/patients/${patientNumber}#responses`,
  };
}
