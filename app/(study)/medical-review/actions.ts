"use server";
import { markLine } from "@/lib/analysis/medical-review/mark-line";
import { action } from "@/lib/server/action";

export const markLineAction = action(markLine);
