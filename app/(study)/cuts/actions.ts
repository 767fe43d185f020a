"use server";
import { action } from "@/lib/server/action";
import { makeCut } from "@/lib/exports/make-cut";
import { makeExport } from "@/lib/exports/make-export";

export const makeCutAction = action(makeCut, () => ["/cuts"]);
export const makeExportAction = action(makeExport, () => ["/cuts"]);
