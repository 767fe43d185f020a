import { scopeOfFile } from "@/lib/access/token-scopes";
import { findCut } from "@/lib/exports/describe-cuts";
import { sendExport } from "@/lib/exports/send-export";
import { asProgramDownload } from "@/lib/server/program";

interface Params { readonly cut: string; readonly format: string; readonly file: readonly string[] }

/** One file of a written format, or all of them as "all-files.tar", sent while it is read. */
export async function GET(request: Request, { params }: { readonly params: Promise<Params> }): Promise<Response> {
  const { cut, format, file } = await params;
  const path = file.join("/");
  return asProgramDownload(request, scopeOfFile(format, path), async (tx, _, key) => {
    const cutId = await findCut(tx, cut);
    const sent = cutId === null ? null : await sendExport(tx, key, { cutId, format, file: path });
    return cutId === null || sent === null ? null : { response: sent.response, taken: { cutId, format: sent.format, file: sent.file, sha256: sent.sha256 } };
  });
}
