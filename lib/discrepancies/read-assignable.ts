import "server-only";
import type { Tx } from "@/lib/server/db";

/** Somebody a query may be assigned to, and at which of some sites they work on queries. */
export interface Assignable {
  readonly id: string;
  readonly name: string;
  readonly siteIds: readonly string[];
}

/** The same with every site within the reader's reach; null for whoever works at all of them. */
interface AssignableAnywhere extends Omit<Assignable, "siteIds"> { readonly siteIds: readonly string[] | null }

/** Everybody who works at one of the reader's sites at least, by name. The database says who works on queries where (`ctx.assignable`); as JSON, which is read several times faster than an array of the database. */
export const readAssignable = (tx: Tx): Promise<AssignableAnywhere[]> => tx.$queryRaw<AssignableAnywhere[]>`SELECT a.id, a.full_name AS name, to_json(a.site_ids) AS "siteIds" FROM ctx.assignable() a`;

/** All of them, with those of these sites at which each works. */
export const assignableAt = (people: readonly AssignableAnywhere[], siteIds: readonly string[]): readonly Assignable[] =>
  people.map((person) => ({ ...person, siteIds: person.siteIds === null ? siteIds : siteIds.filter((id) => person.siteIds?.includes(id)) }));

/** Those who work on the queries of this site. */
export const readAssignableAt = async (tx: Tx, siteId: string): Promise<readonly Assignable[]> => assignableAt(await readAssignable(tx), [siteId]).filter(({ siteIds }) => siteIds.length > 0);
