import "server-only";
import { headers } from "next/headers";
import { clientAddress } from "@/lib/server/client-address";
import { deviceCookie } from "@/lib/server/session-cookie";
import { networkOf } from "./network-of";

/** Where a sign-in comes from. */
export interface Whence {
  readonly address: string;
  readonly agent: string;
  /** The cookie of a browser that somebody signed in with before; null for a new one. */
  readonly device: string | null;
}

/** Of the request that is being answered. */
export async function hereFrom(): Promise<Whence> {
  return { address: networkOf(await clientAddress()), agent: ((await headers()).get("user-agent") ?? "").slice(0, 300), device: await deviceCookie() };
}
