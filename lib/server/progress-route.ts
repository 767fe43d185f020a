import "server-only";
import { z } from "zod";
import type { Verb } from "@/lib/access/permissions";
import { asAnswer } from "./page";
import { readProgress } from "./progress";

const Asked = z.uuid().catch("");

/** How far the act of the request in the address is, in per cent; null where none is under way. Whoever asks knows the request, and learns nothing else of it. */
export function progressRoute(verb: Verb): (request: Request) => Promise<Response> {
  return (request) => {
    const requestId = Asked.parse(new URL(request.url).searchParams.get("request"));
    return asAnswer(verb, async (tx) => Response.json({ percent: requestId === "" ? null : await readProgress(tx, requestId) }, { headers: { "cache-control": "private, no-store" } }));
  };
}
