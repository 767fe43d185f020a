import "server-only";
import type { Tx } from "@/lib/server/db";

/** Somebody a query may be assigned to, and the sites, within the reader's reach, on whose queries they work. */
export interface Assignable {
  readonly id: string;
  readonly name: string;
  readonly siteIds: readonly string[];
}

/** By name. The database says who works on queries where (`ctx.assignable`); as JSON, which is read several times faster than an array of the database. */
export const readAssignable = (tx: Tx): Promise<Assignable[]> => tx.$queryRaw<Assignable[]>`SELECT a.id, a.full_name AS name, to_json(a.site_ids) AS "siteIds" FROM ctx.assignable() a`;
