import "server-only";
import { headers } from "next/headers";

/** The name under which `ops/web-server.mjs` hands in the address; what arrives from outside under it is thrown away there. */
export const CLIENT_ADDRESS = "x-client-address";

/** The network address the request came from, as the web server saw it (or as the last trusted proxy said). "unknown" outside a request of ours. */
export async function clientAddress(): Promise<string> {
  return (await headers()).get(CLIENT_ADDRESS) ?? "unknown";
}
