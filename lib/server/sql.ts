import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** Pieces of a statement, for two that share one, or where an address chooses conditions and order and the planner is to see only those; values in them travel as parameters. */
export const { sql, join } = Prisma;
export const nothing = Prisma.empty;
export type Sql = Prisma.Sql;

/**
 * At the beginning of a statement: its connection may keep one plan for it, also where pages otherwise have each list planned anew (see Errand). For those that
 * look up what they are given, as many as a page shows, along indexes: what they are given does not change how it is best done.
 */
export const ONE_PLAN = Prisma.sql`/* one plan */`;
