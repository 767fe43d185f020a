"use server";
import { decideExposure } from "@/lib/review/decide-exposure";
import { verifyFields } from "@/lib/review/verify-fields";
import { action } from "@/lib/server/action";

export const decideExposureAction = action(decideExposure, ({ decisions }) => ["/exposure", "/queries", ...decisions.map(({ entryId }) => `/entries/${entryId}`)]);
export const verifyFieldsAction = action(verifyFields, ({ entryId }) => [`/entries/${entryId}`]);
