"use server";
import { action } from "@/lib/server/action";
import { makeCut } from "@/lib/exports/make-cut";

export const makeCutAction = action(makeCut, () => ["/cuts"]);
