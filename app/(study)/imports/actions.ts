"use server";
import { importValues } from "@/lib/imports/import-values";
import { action } from "@/lib/server/action";

export const importValuesAction = action(importValues, () => ["/imports"]);
