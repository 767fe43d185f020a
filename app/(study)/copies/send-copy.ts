import { randomUUID } from "node:crypto";
import type { SiteRecords } from "@/lib/copies/site-records";
import { siteCopy } from "@/lib/copies/site-copy";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { asDownload } from "@/lib/server/page";
import { sessionToken } from "@/lib/server/session";
import { withActor } from "@/lib/server/transaction";
import { markFile } from "@/lib/server/trial-kind";

interface Copy { readonly code: string; readonly called: string; readonly read: (tx: Tx, actor: Actor) => Promise<SiteRecords | null> }

/** A copy for a site's investigators and coordinators, sent while it is made: who may not have it is told so before anything is read. */
export async function sendCopy({ code, called, read }: Copy): Promise<Response> {
  const answer = await asDownload("copy.take", async (tx) => ((await tx.site.findUnique({ where: { code }, select: { id: true } })) ? new Response() : null));
  if (!answer.ok) return answer;
  const token = await sessionToken();
  const records = await withActor(token, { name: "copy.take", requestId: randomUUID(), snapshot: true }, read);
  if (records === null) return new Response("This does not exist, or you may not see it.\n", { status: 404, headers: { "cache-control": "no-store" } });
  const name = `${called}-${records.at.toISOString().slice(0, 16).replace(/[-:]/g, "")}.zip`;
  return markFile(new Response(siteCopy(token, records), { headers: { "content-type": "application/zip", "content-disposition": `attachment; filename="${name}"`, "cache-control": "private, no-store" } }));
}
