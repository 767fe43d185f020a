"use server";
import { importForms } from "@/lib/imports/import-forms";
import { importValues } from "@/lib/imports/import-values";
import { action } from "@/lib/server/action";

export const importValuesAction = action(importValues, () => ["/imports"]);

export const importFormsAction = action(importForms, () => ["/imports"]);
