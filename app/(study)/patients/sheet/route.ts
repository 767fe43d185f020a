import { z } from "zod";
import { readMatrix } from "@/lib/entries/read-matrix";
import { asAnswer } from "@/lib/server/page";
import { makeSheet } from "../make-sheet";

const Asked = z.object({ after: z.string().max(20), visit: z.string().max(10).regex(/^[A-Z0-9]+$/).nullable() });

/** The next patients of the matrix after a number, as its page would have sent them. */
export async function GET(request: Request): Promise<Response> {
  const given = new URL(request.url).searchParams;
  const asked = Asked.safeParse({ after: given.get("after"), visit: given.get("visit") });
  return asAnswer("patient.read", async (tx, actor) => {
    if (!asked.success) return null;
    const { after, visit } = asked.data;
    return Response.json(makeSheet(await readMatrix(tx, actor, visit, { after }), visit), { headers: { "cache-control": "private, no-store" } });
  });
}
