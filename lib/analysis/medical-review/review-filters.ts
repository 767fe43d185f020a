import { z } from "zod";
import { isOpen, isReviewed, LISTS, type ReviewLine } from "./review-line";

/** Which lines are asked for; what no filter understands is left out, so that any address opens the page. */
export const ReviewFilters = z.object({
  list: z.enum(LISTS).optional().catch(undefined),
  site: z.string().trim().max(10).optional().catch(undefined),
  patient: z.string().trim().max(20).optional().catch(undefined),
  /** Only what is late or open. */
  open: z.literal("1").optional().catch(undefined),
  /** Only what nobody looked at since it changed. */
  unreviewed: z.literal("1").optional().catch(undefined),
});
export type ReviewFilters = z.infer<typeof ReviewFilters>;

/** The address of the page, or of its file, under these filters. */
export function medicalReviewHref(filters: ReviewFilters, changed: { readonly [Name in keyof ReviewFilters]?: ReviewFilters[Name] | undefined } = {}, path = "/medical-review"): string {
  const query = new URLSearchParams(Object.entries({ ...filters, ...changed }).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Some line may be left out by these; the list alone leaves none out of another. */
export const isNarrowed = ({ site, patient, open, unreviewed }: ReviewFilters): boolean => [site, patient, open, unreviewed].some((each) => each !== undefined);

/** By site, patient and state; the list is chosen by the page, which counts every list. */
export const fitsReview = ({ site, patient, open, unreviewed }: ReviewFilters) => (line: ReviewLine): boolean =>
  (!site || line.site === site) && (!patient || line.patient.includes(patient)) && (!open || isOpen(line)) && (!unreviewed || !isReviewed(line));
