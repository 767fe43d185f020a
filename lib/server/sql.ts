import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** A piece of a statement, for two statements that share it; values in it travel as parameters. */
export const { sql } = Prisma;
