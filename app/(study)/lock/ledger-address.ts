import { z } from "zod";

const blankIsAbsent = <Schema extends z.ZodType<string>>(schema: Schema) => z.union([z.literal("").transform(() => undefined), schema]).optional().catch(undefined);

/** What the address says: which patients, and how the blockers are grouped. Anything unreadable is left out; a patient of another site than the one chosen, too. */
export const LedgerAddress = z.object({
  site: blankIsAbsent(z.string().regex(/^\d{3}$/)),
  patient: blankIsAbsent(z.string().regex(/^\d{3}-\d{3,4}$/)),
  by: z.enum(["owner", "patient"]).catch("owner"),
}).transform(({ site, patient, by }) => ({ site, by, patient: site !== undefined && patient?.startsWith(site) === false ? undefined : patient }));
export type LedgerAddress = z.infer<typeof LedgerAddress>;

/** This page for another choice. */
export function ledgerHref(choice: Partial<LedgerAddress>): string {
  const given = Object.entries(choice).flatMap(([key, value]) => (value && value !== "owner" ? [[key, value]] : []));
  return given.length > 0 ? `/lock?${new URLSearchParams(given)}` : "/lock";
}
