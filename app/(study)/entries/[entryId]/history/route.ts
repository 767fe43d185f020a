import { z } from "zod";
import { mayReadEntry } from "@/lib/entries/read-entry";
import { readHistory } from "@/lib/entries/read-history";
import { asAnswer } from "@/lib/server/page";

const Asked = z.object({ entryId: z.uuid(), field: z.string().regex(/^[A-Za-z]\w{0,59}$/) });

/** The story of one field, asked for when the clock beside it is pressed. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly entryId: string }> }): Promise<Response> {
  const asked = Asked.safeParse({ ...(await params), field: new URL(request.url).searchParams.get("field") });
  return asAnswer("entry.read", async (tx, actor) => {
    if (!asked.success) return null;
    const { entryId, field } = asked.data;
    return (await mayReadEntry(tx, actor, entryId)) ? Response.json(await readHistory(tx, entryId, field), { headers: { "cache-control": "private, no-store" } }) : null;
  });
}
