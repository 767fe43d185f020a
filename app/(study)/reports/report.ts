import type { Drawing } from "@/app/_figures/reports/drawing";
import type { Verb } from "@/lib/access/permissions";
import type { ReportSource } from "@/lib/analysis/reports/report-source";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";

/** What a cell shows, and what the file has where that is more exact. */
export type Cell = string | number | null | { readonly shown: string; readonly exact: string | number | null };

export interface ReportColumn {
  /** In the file: capitals. */
  readonly name: string;
  readonly label: string;
  readonly numeric?: boolean;
  /** Only in the file. */
  readonly fileOnly?: boolean;
}

export interface ReportTable {
  /** In the address of its file. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A report as it is now: one sentence, a picture, and every figure of it in tables. */
export interface ReportContent {
  readonly says: string;
  /** Null while there is nothing to draw; the tables are then left out too. */
  readonly drawing: Drawing | null;
  readonly tables: readonly ReportTable[];
  /** How it is counted, and by which assumption. */
  readonly notes: readonly string[];
}

export interface ReportInput {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly source: ReportSource;
  /** The choice of the address; the first one without any. */
  readonly by: string;
}

export interface ReportKind {
  readonly id: string;
  readonly title: string;
  /** The question that it answers, as one sentence. */
  readonly answers: string;
  readonly group: "Conduct" | "Data" | "Safety" | "Efficacy";
  /** What somebody must be allowed to have it of live records. */
  readonly verb: Verb;
  /** It is about today's work: there is none of a cut. */
  readonly ofToday?: true;
  /** Ways to divide the patients, the usual one first. */
  readonly by?: readonly { readonly id: string; readonly label: string }[];
  /** Said where there is nothing yet. */
  readonly empty: { readonly title: string; readonly says: string };
  readonly read: (input: ReportInput) => Promise<ReportContent>;
}

export const NOTHING_YET: ReportContent = { says: "", drawing: null, tables: [], notes: [] };

export const shownOf = (cell: Cell): string => (cell === null ? "–" : typeof cell === "object" ? cell.shown : String(cell));
export const exactOf = (cell: Cell): string => { const exact = cell !== null && typeof cell === "object" ? cell.exact : cell; return exact === null ? "" : String(exact); };

/** "1 patient", "3 patients" */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
