import { scopeOfFile } from "@/lib/access/token-scopes";
import { findCut } from "@/lib/exports/describe-cuts";
import { readCutFile, sendCutFile } from "@/lib/exports/read-cut-file";
import { asProgramDownload } from "@/lib/server/program";

/** A file that the cut itself holds, the same bytes as on the page. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly cut: string; readonly file: string }> }): Promise<Response> {
  const { cut, file } = await params;
  return asProgramDownload(request, scopeOfFile(null, file), async (tx) => {
    const cutId = await findCut(tx, cut);
    const found = cutId === null ? null : await readCutFile(tx, cutId, file);
    if (cutId === null || found === null) return null;
    const { response, sha256 } = sendCutFile(found);
    return { response, taken: { cutId, format: null, file, sha256 } };
  });
}
