import { z } from "zod";
import { TRAIL_KIND_CODES } from "@/lib/audit/trail-kinds";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import { parseTypedDate } from "@/lib/kernel/partial-date";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
/** As people type days: "21-Oct-2024", "5mar24"; a part of a date is none. */
const day = optional(z.string().max(24).transform((typed) => parseTypedDate(typed) ?? "").refine(isCalendarDate));

/**
 * From the page's address; what is unreadable there narrows nothing. Days are whole days on the reader's clock (`readTrailZone`), both
 * included: from the first moment of the one to before the first moment after the other, so that windows which follow each other share nothing.
 */
export const TrailFilters = z.object({
  patient: optional(z.string().trim().regex(/^[0-9-]{1,12}$/)),
  person: optional(z.uuid()),
  from: day,
  to: day,
  kind: optional(z.enum(TRAIL_KIND_CODES)),
  /** A field of a form, as "haematology.platelets": its values, and the queries, verifications, signatures and locks that were about it. */
  field: optional(z.string().regex(/^[a-z_]{1,60}\.[A-Za-z0-9]{1,60}$/)),
  /** One form of one patient. */
  entry: optional(z.uuid()),
  /** The id of the last event already shown. */
  before: optional(z.string().regex(/^[1-9]\d{0,18}$/)),
});
export type TrailFilters = z.infer<typeof TrailFilters>;

/** Nothing but a patient was chosen, or nothing at all: then chains are exported whole. */
export const isWholeChains = ({ person, from, to, kind, field, entry, before }: TrailFilters): boolean => !(person || from || to || kind || field || entry || before);

/** The address of a page of the trail, or of its download, under these filters. */
export function trailHref(filters: TrailFilters, change: Partial<TrailFilters> = {}, path = "/trail"): string {
  const chosen = Object.entries({ ...filters, before: undefined, ...change }).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return chosen.length > 0 ? `${path}?${new URLSearchParams(chosen)}` : path;
}
