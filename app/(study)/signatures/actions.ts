"use server";
import { action } from "@/lib/server/action";
import { confirmEligibility } from "@/lib/signatures/confirm-eligibility";
import { signCasebook } from "@/lib/signatures/sign-casebook";

export const signCasebookAction = action(signCasebook);
export const confirmEligibilityAction = action(confirmEligibility);
