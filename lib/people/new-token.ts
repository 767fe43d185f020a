import "server-only";
import { randomBytes } from "node:crypto";

/** 256 random bits for a session, a known device or a one-time link; the database keeps their hash alone. */
export const newToken = (): string => randomBytes(32).toString("base64url");
