import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** Pieces of a statement, for two that share one, or where an address chooses conditions and order and the planner is to see only those; values in them travel as parameters. */
export const { sql, join } = Prisma;
export const nothing = Prisma.empty;
export type Sql = Prisma.Sql;
