"use server";
import { verifyForms } from "@/lib/review/verify-forms";
import { withdrawVerifications } from "@/lib/review/withdraw-verifications";
import { action } from "@/lib/server/action";

export const verifyFormsAction = action(verifyForms);
export const withdrawVerificationsAction = action(withdrawVerifications);
