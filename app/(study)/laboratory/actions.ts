"use server";
import { setLabRange } from "@/lib/patients/set-lab-range";
import { action } from "@/lib/server/action";

export const setLabRangeAction = action(setLabRange, () => ["/laboratory"]);
