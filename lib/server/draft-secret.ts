import "server-only";
import { createHmac } from "node:crypto";
import { env } from "./env";
import { sessionToken } from "./session";

/** The key under which a browser keeps unsaved typing: drawn from the session, so that it is worthless when the session has ended. Base64, 256 bits. */
export async function draftSecret(): Promise<string> {
  return createHmac("sha256", env.NEXTAUTH_SECRET).update(`draft ${await sessionToken() ?? ""}`).digest("base64");
}
