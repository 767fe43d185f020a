import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "@/prisma/generated/client";
import { env } from "./env";

const pool = (connectionString: string, max: number) =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString, max }, { schema: "app" }) });

/** Sees no row outside `withActor`: row-level security, and no session in the connection. */
export const db = pool(env.APP_DATABASE_URL, env.DATABASE_POOL);
/** May call the few functions of signing in and out, and nothing else. */
export const authDb = pool(env.AUTH_DATABASE_URL, 3);

/** A handle that only exists inside `withActor`; the bare client is not assignable to it by accident. */
declare const inTransaction: unique symbol;
export type Tx = Prisma.TransactionClient & { readonly [inTransaction]: true };

/** What may be written into a jsonb column. */
export type Json = Prisma.InputJsonObject;
