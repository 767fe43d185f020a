import { z } from "zod";
import { SIGNALS } from "./signals";

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** Which signal is drawn, and of which site the records are listed; what is unreadable chooses nothing. */
export const SignalFilters = z.object({ signal: optional(z.enum(SIGNALS)), site: optional(z.string().regex(/^\d{3}$/)) });
export type SignalFilters = z.infer<typeof SignalFilters>;

/** The address of the page, or of its file, with this chosen. */
export function monitoringHref(filters: SignalFilters, path = "/monitoring"): string {
  const chosen = Object.entries(filters).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return chosen.length > 0 ? `${path}?${new URLSearchParams(chosen)}` : path;
}
