import { groupBy } from "@/lib/kernel/group-by";
import type { Arm } from "@/lib/study/patient-record";
import { GRADES, type Grade, type SafetyEvent, type SafetyPatient } from "./safety-event";

/** From this grade on an event is severe. */
export const SEVERE_FROM: Grade = 3;

export type SafetyColumn = Arm | "all";
export const SAFETY_COLUMNS: readonly SafetyColumn[] = ["A", "B", "C", "all"];

/** Patients, each once. */
export interface PatientCount {
  readonly any: number;
  readonly severe: number;
  readonly related: number;
  readonly serious: number;
  /** By the worst grade that the patient had; `unknown` when no grade is recorded. */
  readonly worst: Readonly<Record<Grade | "unknown", number>>;
}

export type CountByColumn = Readonly<Record<SafetyColumn, PatientCount>>;

export interface TermCount { readonly term: string; readonly counts: CountByColumn }
export interface GroupCount { readonly group: string; readonly counts: CountByColumn; readonly terms: readonly TermCount[] }

export interface SafetyTable {
  /** Patients treated, by column: what percentages are of. */
  readonly treated: Readonly<Record<SafetyColumn, number>>;
  readonly all: CountByColumn;
  readonly groups: readonly GroupCount[];
}

const worstOf = (events: readonly SafetyEvent[]): Grade | "unknown" => GRADES.findLast((grade) => events.some((event) => event.grade === grade)) ?? "unknown";

function countPatients(events: readonly SafetyEvent[]): PatientCount {
  const patients = [...groupBy(events, ({ patient }) => patient.number).values()].map((own) => ({
    worst: worstOf(own), related: own.some(({ related }) => related), serious: own.some(({ serious }) => serious),
  }));
  const having = (holds: (patient: (typeof patients)[number]) => boolean) => patients.filter(holds).length;
  return {
    any: patients.length,
    severe: having(({ worst }) => worst !== "unknown" && worst >= SEVERE_FROM),
    related: having(({ related }) => related),
    serious: having(({ serious }) => serious),
    worst: Object.fromEntries([...GRADES, "unknown" as const].map((grade) => [grade, having(({ worst }) => worst === grade)])) as PatientCount["worst"],
  };
}

const inColumn = (column: SafetyColumn) => ({ arm }: SafetyPatient): boolean => column === "all" || arm === column;

const byColumn = <Value>(valueOf: (column: SafetyColumn) => Value) => Object.fromEntries(SAFETY_COLUMNS.map((column) => [column, valueOf(column)])) as Readonly<Record<SafetyColumn, Value>>;

const countByColumn = (events: readonly SafetyEvent[]): CountByColumn => byColumn((column) => countPatients(events.filter(({ patient }) => inColumn(column)(patient))));

const mostFirst = <Row extends { readonly counts: CountByColumn }>(nameOf: (row: Row) => string) => (one: Row, other: Row) =>
  other.counts.all.any - one.counts.all.any || (nameOf(one) < nameOf(other) ? -1 : 1);

/**
 * Treated patients with an event, by arm, class and term. A patient counts once for a term, once for its class and once in all,
 * each time at the worst grade there; events of patients who were never treated are not counted.
 */
export function countByWorstGrade(patients: readonly SafetyPatient[], events: readonly SafetyEvent[]): SafetyTable {
  const treated = patients.filter(({ firstDay }) => firstDay !== null);
  const counted = events.filter(({ patient }) => patient.firstDay !== null);
  const groups = [...groupBy(counted, ({ group }) => group)].map(([group, own]) => ({
    group,
    counts: countByColumn(own),
    terms: [...groupBy(own, ({ term }) => term)].map(([term, ofTerm]) => ({ term, counts: countByColumn(ofTerm) })).toSorted(mostFirst<TermCount>((row) => row.term)),
  }));
  return { treated: byColumn((column) => treated.filter(inColumn(column)).length), all: countByColumn(counted), groups: groups.toSorted(mostFirst<GroupCount>((row) => row.group)) };
}

/** "23.1": per cent with one decimal, half up; "–" without patients. */
export const percentOfTreated = (count: number, treated: number): string => (treated === 0 ? "–" : (Math.round((1000 * count) / treated) / 10).toFixed(1));
