import { STANDING_WORDS } from "./query-words";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";

/** A query as the bar above the list needs it. */
export type Pickable = Pick<DiscrepancyView, "id" | "siteId" | "patientNumber" | "fieldLabel" | "standing" | "mayAnswer" | "mayClose" | "mayReopen" | "mayAssign">;

export type BulkAct = "answer" | "close" | "reopen" | "assign";

interface Words {
  readonly button: string;
  readonly title: string;
  readonly may: (query: Pickable) => boolean;
  /** What the text is called that goes into each thread; null where there is none. */
  readonly text: string | null;
}

export const BULK_ACTS: Readonly<Record<BulkAct, Words>> = {
  answer: { button: "Answer", title: "Answer several queries", may: ({ mayAnswer }) => mayAnswer, text: "Answer, the same for each" },
  close: { button: "Close", title: "Close several queries", may: ({ mayClose }) => mayClose, text: "Note, kept in each thread" },
  reopen: { button: "Ask again", title: "Re-open several queries", may: ({ mayReopen }) => mayReopen, text: "Note, kept in each thread" },
  assign: { button: "Assign", title: "Assign several queries", may: ({ mayAssign }) => mayAssign, text: null },
};

export const sayQueries = (count: number): string => `${count} ${count === 1 ? "query" : "queries"}`;
export const sayQuery = ({ patientNumber, fieldLabel }: Pickable): string => `${patientNumber}, ${fieldLabel}`;

/** "3 queries of 2 patients". */
export function sayWhich(queries: readonly Pickable[]): string {
  const patients = new Set(queries.map(({ patientNumber }) => patientNumber)).size;
  return `${sayQueries(queries.length)} of ${patients} ${patients === 1 ? "patient" : "patients"}`;
}

/** Why this one is left out before anything is sent. The server looks again. */
export const sayLeftOut = (query: Pickable): string => `${sayQuery(query)}: ${STANDING_WORDS[query.standing].toLowerCase()}, or not yours to do`;

export interface BulkOutcome {
  readonly done: number;
  /** A sentence for each that was refused. */
  readonly refused: readonly string[];
  /** Not sent any more, because the server was not reached. */
  readonly unsent: number;
}
