import { z } from "zod";
import { DEVIATION_CATEGORIES, type DeviationCategory } from "@/lib/study/deviations/deviation-categories";

const CATEGORIES = Object.keys(DEVIATION_CATEGORIES) as DeviationCategory[];

/** Which deviations are asked for; what no filter understands is left out, so that any address opens the page. */
export const DeviationFilters = z.object({
  site: z.string().trim().max(10).optional().catch(undefined),
  patient: z.string().trim().max(20).optional().catch(undefined),
  category: z.enum(CATEGORIES).optional().catch(undefined),
  /** Called important, called not important, or waiting for the site to say so. */
  important: z.enum(["yes", "no", "open"]).optional().catch(undefined),
});
export type DeviationFilters = z.infer<typeof DeviationFilters>;

/** The address of the list, or of its file, under these filters. */
export function deviationsHref(filters: DeviationFilters, changed: DeviationFilters = {}, path = "/deviations"): string {
  const query = new URLSearchParams(Object.entries({ ...filters, ...changed }).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return query === "" ? path : `${path}?${query}`;
}
