import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { DISCREPANCY_STATES, type DiscrepancyState } from "./discrepancy";
import { readDiscrepancyRows, type DiscrepancyView } from "./discrepancy-rows";

/** Queries on one page. */
export const DISCREPANCIES_A_PAGE = 100;

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** From the page's address; what is unreadable there narrows nothing. Without a state: all that are not closed. */
export const DiscrepancyFilters = z.object({
  state: optional(z.enum([...DISCREPANCY_STATES, "all"])),
  site: optional(z.string().regex(/^\d{3}$/)),
  patient: optional(z.string().trim().min(1).max(20)),
  origin: optional(z.enum(["system", "manual"])),
  after: optional(z.uuid()),
});
export type DiscrepancyFilters = z.infer<typeof DiscrepancyFilters>;

export interface DiscrepancyList {
  readonly rows: readonly DiscrepancyView[];
  /** How many there are in each state under the other filters. */
  readonly counts: Readonly<Record<DiscrepancyState, number>>;
  readonly siteCodes: readonly string[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

const statesOf = (state: DiscrepancyFilters["state"]): readonly DiscrepancyState[] | undefined =>
  state === "all" ? undefined : state ? [state] : ["open", "answered"];

/** The reader's queries, oldest first. */
export async function readDiscrepancies(tx: Tx, actor: Actor, filters: DiscrepancyFilters): Promise<DiscrepancyList> {
  const { site, patient, origin, after } = filters;
  const [found, counted, sites] = await Promise.all([
    readDiscrepancyRows(tx, actor, { states: statesOf(filters.state), siteCode: site, number: patient, origin, after, most: DISCREPANCIES_A_PAGE + 1 }),
    tx.$queryRaw<{ state: DiscrepancyState; n: number }[]>`
      SELECT d.state, count(*)::int AS n FROM app.discrepancy d JOIN app.patient p ON p.id = d.patient_id JOIN app.site s ON s.id = d.site_id
      WHERE (${site ?? null}::text IS NULL OR s.code = ${site ?? null}::text) AND (${patient ?? null}::text IS NULL OR position(${patient ?? null}::text IN p.number) > 0)
        AND (${origin ?? null}::text IS NULL OR d.origin = ${origin ?? null}::text) GROUP BY d.state`,
    tx.site.findMany({ select: { code: true }, orderBy: { code: "asc" } }),
  ]);
  const count = (state: DiscrepancyState) => counted.find((row) => row.state === state)?.n ?? 0;
  const rows = found.slice(0, DISCREPANCIES_A_PAGE);
  return {
    rows, counts: { open: count("open"), answered: count("answered"), closed: count("closed") }, siteCodes: sites.map(({ code }) => code),
    next: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null,
  };
}
