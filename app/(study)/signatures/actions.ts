"use server";
import { action } from "@/lib/server/action";
import { confirmEligibility } from "@/lib/signatures/confirm-eligibility";
import { signRecords } from "@/lib/signatures/sign-records";
import { waiveCriterion } from "@/lib/signatures/waive-criterion";

export const signRecordsAction = action(signRecords);
export const confirmEligibilityAction = action(confirmEligibility);
export const waiveCriterionAction = action(waiveCriterion);
