import { LOGS, type MatrixRow } from "@/lib/entries/read-matrix";
import { formsInOrder } from "@/lib/study/schedule";
import { formById } from "@/lib/study/study";
import { inOrder, logs, PHASES, phaseOf, titleInPhase, visitByCode, visits, type Phase } from "@/lib/study/visits";

export interface Column {
  readonly code: string;
  /** Under the title of its group. */
  readonly title: string;
  readonly fullTitle: string;
}

export interface ColumnGroup {
  readonly key: Phase | typeof LOGS;
  readonly title: string;
  readonly columns: readonly Column[];
}

/** Where one column carries the whole group, its title must fit. */
const SHORT: Readonly<Partial<Record<Phase, string>>> = { screening: "Screen.", unscheduled: "Unsch." };

/** The columns under the parts of the schedule. Those of a second course and unscheduled ones stand there only when somebody shown has them. */
export function columnGroups(present: readonly string[]): readonly ColumnGroup[] {
  const planned = visits.filter((visit) => visit.calledFor !== "second_course").map(({ code }) => code);
  const codes = inOrder([...new Set([...planned, ...present.filter((code) => code !== LOGS)])]);
  const columns = codes.flatMap((code) => {
    const visit = visitByCode(code);
    return visit ? [{ phase: phaseOf(visit), code, title: titleInPhase(visit), fullTitle: visit.title }] : [];
  });
  const groups = (Object.keys(PHASES) as Phase[]).map((phase) => {
    const own = columns.filter((column) => column.phase === phase);
    return { key: phase, title: own.length < 2 ? SHORT[phase] ?? PHASES[phase] : PHASES[phase], columns: own };
  });
  return [...groups.filter((group) => group.columns.length > 0), { key: LOGS, title: "Logs", columns: [{ code: LOGS, title: "All", fullTitle: "Logs" }] }];
}

/** The forms of one visit that anybody shown has, in the order of the schedule, as columns. */
export function formColumns(code: string, rows: readonly Pick<MatrixRow, "cells">[]): readonly ColumnGroup[] {
  const present = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const visit = visitByCode(code);
  const formIds = visit ? formsInOrder(visit, present) : logs.filter((formId) => present.includes(formId));
  const titleOf = (formId: string) => formById(formId)?.title ?? formId;
  return [{ key: LOGS, title: visit?.title ?? "Logs", columns: formIds.map((formId) => ({ code: formId, title: titleOf(formId), fullTitle: `${visit?.shortTitle ?? "Logs"} ${titleOf(formId)}` })) }];
}

/** What the columns can be turned into: each visit that somebody has, in the order of the schedule, and the logs. */
export const visitChoices = (present: readonly string[]): readonly { readonly code: string; readonly title: string }[] =>
  columnGroups(present).flatMap(({ columns }) => columns).filter(({ code }) => code === LOGS || present.includes(code)).map(({ code, fullTitle }) => ({ code, title: fullTitle }));
