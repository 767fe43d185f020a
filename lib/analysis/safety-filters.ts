import { z } from "zod";
import type { SafetyEvent } from "@/lib/study/adverse-events/safety-event";
import { SEVERE_FROM } from "@/lib/study/adverse-events/count-by-worst-grade";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const ticked = optional(z.literal("1"));

/** From the page's address; what is unreadable there narrows nothing. */
export const SafetyFilters = z.object({
  /** Events from the first dose on, or all that are recorded. */
  period: optional(z.literal("all")),
  group: optional(z.string().max(100)),
  arm: optional(z.enum(["A", "B", "C"])),
  exposure: optional(z.enum(["exposed", "not_exposed"])),
  severe: ticked,
  serious: ticked,
  related: ticked,
  /** Which columns: any and severe, or each worst grade. */
  view: optional(z.literal("grades")),
  /** Every serious event, however many there are. */
  rows: optional(z.literal("all")),
});
export type SafetyFilters = z.infer<typeof SafetyFilters>;

/** The address of the page, or of its download, under these filters. */
export function safetyHref(filters: SafetyFilters, change: Partial<SafetyFilters> = {}, path = "/safety"): string {
  const chosen = Object.entries({ ...filters, ...change }).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return chosen.length > 0 ? `${path}?${new URLSearchParams(chosen)}` : path;
}

/** Patients are narrowed by arm and exposure, and with them what percentages are of. Undecided patients count as not exposed. */
export const fitsPatient = (filters: SafetyFilters) => ({ arm, exposure }: SafetyEvent["patient"]): boolean =>
  (filters.arm === undefined || arm === filters.arm) && (filters.exposure === undefined || (exposure === "exposed") === (filters.exposure === "exposed"));

export const fitsEvent = (filters: SafetyFilters) => (event: SafetyEvent): boolean =>
  (filters.period === "all" || event.emergent) && (filters.group === undefined || event.group === filters.group) && fitsPatient(filters)(event.patient) &&
  (!filters.severe || (event.grade !== null && event.grade >= SEVERE_FROM)) && (!filters.serious || event.serious) && (!filters.related || event.related);
