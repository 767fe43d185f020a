import { readSiteCut } from "@/lib/copies/read-site-cut";
import { sendCopy } from "../../../send-copy";

/** What a sealed cut holds of a site's own patients, for its investigators and coordinators. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly site: string; readonly cutId: string }> }): Promise<Response> {
  const { site: code, cutId } = await params;
  return sendCopy({ code, called: `site-${code}-cut`, read: (tx, actor) => readSiteCut(tx, actor, { code, cutId }) });
}
