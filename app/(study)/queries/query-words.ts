import type { DiscrepancyStanding } from "@/lib/discrepancies/discrepancy";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";

export const STANDING_WORDS: Readonly<Record<DiscrepancyStanding, string>> = { open: "Open", reopened: "Re-opened", answered: "Answered", closed: "Closed" };

/** "today", "1 d", "23 d". */
export const sayAge = (days: number): string => (days === 0 ? "today" : `${days} d`);

/** Where a query stands: "Concomitant medication, row 7" or "Haematology, D28". */
export function sayPlace({ formTitle, visitCode, rowNo }: Pick<DiscrepancyView, "formTitle" | "visitCode" | "rowNo">): string {
  return [formTitle, visitCode, rowNo === null ? null : `row ${rowNo}`].filter((part) => part !== null).join(", ");
}

export const placeHref = ({ entryId, field }: Pick<DiscrepancyView, "entryId" | "field">): string => `/entries/${entryId}#${field}`;
