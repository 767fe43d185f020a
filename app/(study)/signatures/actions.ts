"use server";
import { action } from "@/lib/server/action";
import { confirmEligibility } from "@/lib/signatures/confirm-eligibility";
import { signCasebook } from "@/lib/signatures/sign-casebook";
import { waiveCriterion } from "@/lib/signatures/waive-criterion";

export const signCasebookAction = action(signCasebook);
export const confirmEligibilityAction = action(confirmEligibility);
export const waiveCriterionAction = action(waiveCriterion);
