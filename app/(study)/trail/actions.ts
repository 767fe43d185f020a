"use server";
import { action } from "@/lib/server/action";
import { verifyTrail } from "@/lib/analysis/verify-trail";

export const verifyTrailAction = action(verifyTrail, () => ["/trail"]);
