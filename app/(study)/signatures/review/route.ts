import { z } from "zod";
import { asAnswer } from "@/lib/server/page";
import { readReviews } from "@/lib/signatures/read-review";
import { MOST_AT_ONCE, scopeOfKey } from "@/lib/signatures/scope";

const Since = z.iso.datetime().nullable().catch(null);

/** What a signature would be given for, ?of=KEY once for each record; `since` adds what changed after an earlier review. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const scopes = asked.getAll("of").slice(0, MOST_AT_ONCE + 1).map(scopeOfKey);
  const known = scopes.filter((scope) => scope !== null);
  return asAnswer("casebook.sign", async (tx, actor) => {
    if (known.length === 0 || known.length !== scopes.length || known.length > MOST_AT_ONCE) return null;
    const reviews = await readReviews(tx, actor, known, Since.parse(asked.get("since")));
    return reviews && Response.json(reviews, { headers: { "cache-control": "private, no-store" } });
  });
}
