import { adjudicationReasons, sayReasons, type AdjudicationReason } from "@/lib/study/response/adjudication";

/** Who can take a blocker away, in the order in which the ledger lists them. */
export const OWNERS = ["site", "investigator", "monitor", "data_manager"] as const;
export type Owner = (typeof OWNERS)[number];

export const OWNER_LABELS: Readonly<Record<Owner, string>> = {
  site: "Site must act",
  investigator: "Investigator must act",
  monitor: "Monitor must act",
  data_manager: "Data management must act",
};

export const BLOCKER_KINDS = ["query_open", "query_answered", "form_incomplete", "exposure_undecided", "adjudication_open", "unsigned", "unverified"] as const;
export type BlockerKind = (typeof BLOCKER_KINDS)[number];

/** A kind of blocker, counted: "12 open queries". */
export const BLOCKER_LABELS: Readonly<Record<BlockerKind, string>> = {
  query_open: "open queries", query_answered: "answered queries", form_incomplete: "incomplete forms", exposure_undecided: "undecided medications",
  adjudication_open: "adjudications", unsigned: "unsigned", unverified: "unverified",
};

const FORM_WORDS: Readonly<Record<string, string>> = { not_started: "nothing entered yet", no_rows: "no row entered yet" };

const isReason = (code: string): code is AdjudicationReason => Object.hasOwn(adjudicationReasons, code);

/** Why it blocks, beside what and where. `detail` is the database's: a question, a progress, a verdict, reasons, a count. */
export function sayBlocker(kind: BlockerKind, detail: string): string {
  switch (kind) {
    case "query_open": return `open query: ${detail}`;
    case "query_answered": return `answered, waits to be closed: ${detail}`;
    case "form_incomplete": return FORM_WORDS[detail] ?? "expected answers are missing";
    case "exposure_undecided": return `${{ exposed: "inhibitor", possible: "possible inhibitor", uncoded: "uncoded medication" }[detail] ?? detail}, waits for a decision`;
    case "adjudication_open": return `waits for adjudication: ${sayReasons(detail.split(",").filter(isReason))}`;
    case "unsigned": return detail === "1" ? "1 value is not covered by a signature" : `${detail} values are not covered by a signature`;
    case "unverified": return detail;
  }
}
