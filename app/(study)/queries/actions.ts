"use server";
import { answerDiscrepancy } from "@/lib/discrepancies/answer-discrepancy";
import { closeDiscrepancy } from "@/lib/discrepancies/close-discrepancy";
import { raiseDiscrepancy } from "@/lib/discrepancies/raise-discrepancy";
import { reopenDiscrepancy } from "@/lib/discrepancies/reopen-discrepancy";
import { action } from "@/lib/server/action";

export const raiseDiscrepancyAction = action(raiseDiscrepancy, ({ entryId }) => ["/queries", `/entries/${entryId}`]);
export const answerDiscrepancyAction = action(answerDiscrepancy, () => ["/queries"]);
export const closeDiscrepancyAction = action(closeDiscrepancy, () => ["/queries"]);
export const reopenDiscrepancyAction = action(reopenDiscrepancy, () => ["/queries"]);
