import { randomUUID } from "node:crypto";
import { readSiteRecords } from "@/lib/copies/read-site-records";
import { siteCopy } from "@/lib/copies/site-copy";
import { asDownload } from "@/lib/server/page";
import { sessionToken } from "@/lib/server/session";
import { withActor } from "@/lib/server/transaction";
import { markFile } from "@/lib/server/trial-kind";

/** A site's own copy, for its investigators and coordinators: who may not have it is told so before anything is read. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly site: string }> }): Promise<Response> {
  const code = (await params).site;
  const answer = await asDownload("copy.take", async (tx) => ((await tx.site.findUnique({ where: { code }, select: { id: true } })) ? new Response() : null));
  if (!answer.ok) return answer;
  const token = await sessionToken();
  const records = await withActor(token, { name: "copy.take", requestId: randomUUID(), snapshot: true }, (tx, actor) => readSiteRecords(tx, actor, code));
  if (records === null) return new Response("This does not exist, or you may not see it.\n", { status: 404, headers: { "cache-control": "no-store" } });
  const name = `site-${code}-${records.at.toISOString().slice(0, 16).replace(/[-:]/g, "")}.zip`;
  return markFile(new Response(siteCopy(token, records), { headers: { "content-type": "application/zip", "content-disposition": `attachment; filename="${name}"`, "cache-control": "private, no-store" } }));
}
