import "server-only";
import { env } from "./env";

/** The address that people type, without anything after it: "https://ecrf.example.org". */
export const ownOrigin = new URL(env.NEXTAUTH_URL).origin;
