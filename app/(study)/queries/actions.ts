"use server";
import { answerDiscrepancy } from "@/lib/discrepancies/answer-discrepancy";
import { assignDiscrepancy } from "@/lib/discrepancies/assign-discrepancy";
import { closeDiscrepancy } from "@/lib/discrepancies/close-discrepancy";
import { raiseDiscrepancy } from "@/lib/discrepancies/raise-discrepancy";
import { reopenDiscrepancy } from "@/lib/discrepancies/reopen-discrepancy";
import { action } from "@/lib/server/action";

export const raiseDiscrepancyAction = action(raiseDiscrepancy, ({ entryId }) => ["/queries", `/entries/${entryId}`]);
export const answerDiscrepancyAction = action(answerDiscrepancy);
export const assignDiscrepancyAction = action(assignDiscrepancy);
export const closeDiscrepancyAction = action(closeDiscrepancy);
export const reopenDiscrepancyAction = action(reopenDiscrepancy);
