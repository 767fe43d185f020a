import { draftSecret } from "@/lib/server/draft-secret";
import { asAnswer } from "@/lib/server/page";

/** Who is signed in in this browser now, and the key of their session for typing kept on the device: asked when a tab is looked at again, and after signing in in place. */
export async function GET(): Promise<Response> {
  return asAnswer("session.read", async (_, actor) =>
    Response.json({ accountId: actor.id, name: actor.name, draftSecret: await draftSecret() }, { headers: { "cache-control": "private, no-store" } }));
}
