import "server-only";
import { randomBytes } from "node:crypto";

/** 256 random bits, known to one browser; the database keeps their hash. */
export const newSessionToken = (): string => randomBytes(32).toString("base64url");
