import "server-only";
import { request } from "node:http";

/** What came back. */
export interface RawAnswer { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: string }

/** Asks for an address exactly as it is written: nothing is tidied on the way, as a browser or `fetch` would. */
export const rawGet = (server: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> => new Promise((done, failed) => {
  const { hostname, port } = new URL(server);
  const asked = request({ hostname, port, path, headers, method: "GET" }, (response) => {
    const parts: Buffer[] = [];
    response.on("data", (part: Buffer) => parts.push(part));
    response.on("end", () => { done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }); });
  });
  asked.on("error", failed);
  asked.end();
});
