import { z } from "zod";
import { TASK_KINDS } from "./task";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** What My day shows, from the page's address; what is unreadable there narrows nothing. */
export const DayFilters = z.object({
  kind: optional(z.enum(TASK_KINDS)),
  site: optional(z.string().regex(/^[0-9A-Za-z-]{1,12}$/)),
  patient: optional(z.string().regex(/^[0-9-]{1,12}$/)),
  by: optional(z.enum(["patient"])),
});
export type DayFilters = z.infer<typeof DayFilters>;

/** The address of My day under these filters. */
export function dayHref(filters: DayFilters, change: Partial<DayFilters> = {}): string {
  const chosen = Object.entries({ ...filters, ...change }).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return chosen.length > 0 ? `/?${new URLSearchParams(chosen)}` : "/";
}
