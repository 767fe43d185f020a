import { groupBy } from "@/lib/kernel/group-by";
import { countAll, LINES, LINES_OF_ONE, type Beyond, type Counted } from "./beyond";
import type { DayFilters } from "./day-filters";
import { TASK_KINDS, TASK_TITLES, type Task, type TaskKind } from "./task";

/** By patient, so many are shown: those with the most urgent. */
const PATIENTS = 100;

export interface DayGroup extends Counted {
  /** A kind, or a patient's number. */
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly Task[];
  /** Leads to all of them. */
  readonly all: Partial<DayFilters>;
}

export interface ArrangedDay extends Counted {
  readonly serious: number;
  /** Over all that is shown; null where it would be more than a day, or where nobody can say. */
  readonly minutes: number | null;
  readonly groups: readonly DayGroup[];
  /** Of every kind that waits at the chosen site and for the chosen patient. */
  readonly kinds: readonly ({ readonly kind: TaskKind } & Counted)[];
  readonly sites: readonly ({ readonly code: string } & Counted)[];
  /** By patient: not everything stands in the groups, and a site should be chosen. */
  readonly partial: boolean;
}

const WORKING_DAY = 480; // minutes

/** What waits, under the filters of the address, in groups of a kind or of a patient. `beyond`: what waits and was not read. */
export function arrangeDay(tasks: readonly Task[], filters: DayFilters, beyond: readonly Beyond[] = []): ArrangedDay {
  const ofPatient = tasks.filter(({ patient }) => filters.patient === undefined || patient === filters.patient);
  const ofSite = ofPatient.filter(({ siteCode }) => filters.site === undefined || siteCode === filters.site);
  const shown = ofSite.filter(({ kind }) => filters.kind === undefined || kind === filters.kind);
  const beyondHere = beyond.filter(({ siteCode }) => filters.site === undefined || siteCode === filters.site);
  const beyondShown = beyondHere.filter(({ kind }) => filters.kind === undefined || kind === filters.kind);
  const groups = filters.by === "patient" ? byPatient(shown, filters) : byKind(shown, filters, beyondShown);
  const codes = new Set([...ofPatient.flatMap(({ siteCode }) => siteCode ?? []), ...beyond.map(({ siteCode }) => siteCode)]);
  const minutes = shown.reduce((sum, task) => sum + (task.minutes ?? 0), 0);
  return {
    ...countAll(shown.length, beyondShown), serious: shown.filter(({ kind }) => kind === "serious").length, minutes: minutes > 0 && minutes <= WORKING_DAY && beyondShown.length === 0 ? minutes : null,
    groups: filters.by === "patient" ? groups.slice(0, PATIENTS) : groups, partial: filters.by === "patient" && (groups.length > PATIENTS || beyondShown.length > 0),
    kinds: TASK_KINDS.map((kind) => ({ kind, ...countAll(ofSite.filter((task) => task.kind === kind).length, beyondHere.filter((more) => more.kind === kind)) })).filter(({ count, kind }) => count > 0 || kind === filters.kind),
    sites: [...codes].toSorted().map((code) => ({ code, ...countAll(ofPatient.filter(({ siteCode }) => siteCode === code).length, beyond.filter(({ siteCode }) => siteCode === code)) })),
  };
}

const byKind = (tasks: readonly Task[], { kind: chosen, patient }: DayFilters, beyond: readonly Beyond[]): readonly DayGroup[] => TASK_KINDS.flatMap((kind) => {
  const own = tasks.filter((task) => task.kind === kind);
  return own.length === 0 ? [] : [{ ...groupOf(kind, TASK_TITLES[kind], own, { kind }, chosen !== undefined || patient !== undefined), ...countAll(own.length, beyond.filter((more) => more.kind === kind)) }];
});

/** The patient with the most urgent task first; what is about nobody comes last. */
function byPatient(tasks: readonly Task[], { patient: chosen }: DayFilters): readonly DayGroup[] {
  const inOrder = tasks.toSorted((one, other) => TASK_KINDS.indexOf(one.kind) - TASK_KINDS.indexOf(other.kind));
  const groups = [...groupBy(inOrder, ({ patient }) => patient ?? "")].map(([patient, own]) => groupOf(patient || "none", patient || "No patient", own, patient === "" ? {} : { patient }, chosen !== undefined));
  return groups.toSorted((one, other) => Number(one.id === "none") - Number(other.id === "none"));
}

function groupOf(id: string, title: string, tasks: readonly Task[], all: Partial<DayFilters>, whole: boolean): DayGroup {
  return { id, title, count: tasks.length, atLeast: false, tasks: tasks.slice(0, whole ? LINES_OF_ONE : LINES), all };
}
