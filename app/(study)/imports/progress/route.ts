import { z } from "zod";
import { asAnswer } from "@/lib/server/page";
import { readProgress } from "@/lib/server/progress";

const Asked = z.uuid().catch("");

/** How far the import of this request is, in per cent; null where none is under way. Whoever asks knows the request, and learns nothing else of it. */
export async function GET(request: Request): Promise<Response> {
  const requestId = Asked.parse(new URL(request.url).searchParams.get("request"));
  return asAnswer("entry.import", async (tx) => Response.json({ percent: requestId === "" ? null : await readProgress(tx, requestId) }, { headers: { "cache-control": "private, no-store" } }));
}
