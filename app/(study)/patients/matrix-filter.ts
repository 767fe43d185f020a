import type { State } from "@/app/_ui/state-icon";
import type { MatrixRow } from "@/lib/entries/read-matrix";
import type { Arm } from "@/lib/study/patient-record";

export interface MatrixFilter {
  readonly show: "all" | "overdue" | "due" | "queries" | "progress" | "exposure" | "screening" | "responders";
  readonly arm: Arm | null;
  readonly number: string;
}

export const CHIPS: readonly { readonly show: MatrixFilter["show"]; readonly label: string; readonly state?: State }[] = [
  { show: "all", label: "all" },
  { show: "overdue", label: "missing or overdue", state: "overdue" },
  { show: "due", label: "due now" },
  { show: "queries", label: "with open queries", state: "query_open" },
  { show: "progress", label: "in progress", state: "in_progress" },
  { show: "exposure", label: "exposed or possible", state: "exposed" },
  { show: "responders", label: "CR or CRp", state: "met" },
  { show: "screening", label: "in screening", state: "not_started" },
];

export function narrow(row: MatrixRow, show: MatrixFilter["show"]): boolean {
  const cells = Object.values(row.cells);
  switch (show) {
    case "all": return true;
    case "overdue": return cells.some(({ standing }) => standing?.state === "overdue");
    case "due": return cells.some(({ standing }) => standing?.state === "due");
    case "queries": return cells.some(({ openQueries }) => openQueries > 0);
    case "progress": return cells.some(({ state }) => state === "in_progress");
    case "exposure": return row.exposure === "exposed" || row.exposure === "possible";
    case "responders": return row.best === "CR" || row.best === "CRp";
    case "screening": return row.status === "screening";
  }
}

export const matches = (row: MatrixRow, { show, arm, number }: MatrixFilter): boolean =>
  narrow(row, show) && (arm === null || row.arm === arm) && row.number.includes(number);
