import { readSiteRecords } from "@/lib/copies/read-site-records";
import { sendCopy } from "../send-copy";

/** A site's own copy of its records as they stand, for its investigators and coordinators. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly site: string }> }): Promise<Response> {
  const code = (await params).site;
  return sendCopy({ code, called: `site-${code}`, read: (tx, actor) => readSiteRecords(tx, actor, code) });
}
