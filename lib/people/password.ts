import "server-only";
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";

/** argon2id (the library's default), 64 MiB, three passes: OWASP Password Storage Cheat Sheet, above its minimum. */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };
/** An unknown name costs the same time as a wrong password. */
const nobody = hash(randomBytes(16), COST);

/** Length decides (NIST SP 800-63B 3.1.1); nothing is asked about its characters. */
export const NewPassword = z.string().min(12, "Use at least 12 characters; a few words you can remember are best.").max(200, "Use at most 200 characters.");

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

export async function isPassword(stored: string | null | undefined, given: string): Promise<boolean> {
  const right = await verify(stored ?? (await nobody), given);
  return right && stored != null;
}
