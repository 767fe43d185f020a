import { groupBy } from "@/lib/kernel/group-by";
import type { DayFilters } from "./day-filters";
import { TASK_KINDS, TASK_TITLES, type Task, type TaskKind } from "./task";

/** A group shows so many lines, the list of one kind so many. */
const LINES = 12;
const LINES_OF_ONE = 300;

export interface DayGroup {
  /** A kind, or a patient's number. */
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly tasks: readonly Task[];
  /** Leads to all of them. */
  readonly all: Partial<DayFilters>;
}

export interface ArrangedDay {
  readonly count: number;
  readonly serious: number;
  /** Over all that is shown; null where it would be more than a day, or where nobody can say. */
  readonly minutes: number | null;
  readonly groups: readonly DayGroup[];
  /** Of every kind that waits at the chosen site and for the chosen patient. */
  readonly kinds: readonly { readonly kind: TaskKind; readonly count: number }[];
  readonly sites: readonly { readonly code: string; readonly count: number }[];
}

const WORKING_DAY = 480; // minutes

/** What waits, under the filters of the address, in groups of a kind or of a patient. */
export function arrangeDay(tasks: readonly Task[], filters: DayFilters): ArrangedDay {
  const ofPatient = tasks.filter(({ patient }) => filters.patient === undefined || patient === filters.patient);
  const ofSite = ofPatient.filter(({ siteCode }) => filters.site === undefined || siteCode === filters.site);
  const shown = ofSite.filter(({ kind }) => filters.kind === undefined || kind === filters.kind);
  const minutes = shown.reduce((sum, task) => sum + (task.minutes ?? 0), 0);
  return {
    count: shown.length, serious: shown.filter(({ kind }) => kind === "serious").length, minutes: minutes > 0 && minutes <= WORKING_DAY ? minutes : null,
    groups: filters.by === "patient" ? byPatient(shown, filters) : byKind(shown, filters),
    kinds: TASK_KINDS.map((kind) => ({ kind, count: ofSite.filter((task) => task.kind === kind).length })).filter(({ count, kind }) => count > 0 || kind === filters.kind),
    sites: [...groupBy(ofPatient.filter(({ siteCode }) => siteCode !== null), ({ siteCode }) => siteCode ?? "")].map(([code, own]) => ({ code, count: own.length })).toSorted((one, other) => (one.code < other.code ? -1 : 1)),
  };
}

const byKind = (tasks: readonly Task[], { kind: chosen, patient }: DayFilters): readonly DayGroup[] => TASK_KINDS.flatMap((kind) => {
  const own = tasks.filter((task) => task.kind === kind);
  return own.length === 0 ? [] : [groupOf(kind, TASK_TITLES[kind], own, { kind }, chosen !== undefined || patient !== undefined)];
});

/** The patient with the most urgent task first; what is about nobody comes last. */
function byPatient(tasks: readonly Task[], { patient: chosen }: DayFilters): readonly DayGroup[] {
  const inOrder = tasks.toSorted((one, other) => TASK_KINDS.indexOf(one.kind) - TASK_KINDS.indexOf(other.kind));
  const groups = [...groupBy(inOrder, ({ patient }) => patient ?? "")].map(([patient, own]) => groupOf(patient || "none", patient || "No patient", own, patient === "" ? {} : { patient }, chosen !== undefined));
  return groups.toSorted((one, other) => Number(one.id === "none") - Number(other.id === "none"));
}

function groupOf(id: string, title: string, tasks: readonly Task[], all: Partial<DayFilters>, whole: boolean): DayGroup {
  return { id, title, count: tasks.length, tasks: tasks.slice(0, whole ? LINES_OF_ONE : LINES), all };
}
