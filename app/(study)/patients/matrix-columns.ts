import { LOGS, type MatrixRow } from "@/lib/entries/read-matrix";
import { inOrder, PHASES, phaseOf, titleInPhase, visitByCode, visits, type Phase } from "@/lib/study/visits";

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
export function columnGroups(rows: readonly Pick<MatrixRow, "cells">[]): readonly ColumnGroup[] {
  const present = new Set(rows.flatMap(({ cells }) => Object.keys(cells)));
  const planned = visits.filter((visit) => visit.calledFor !== "second_course").map(({ code }) => code);
  const codes = inOrder([...new Set([...planned, ...[...present].filter((code) => code !== LOGS)])]);
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
