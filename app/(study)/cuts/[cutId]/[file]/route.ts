import { noteDownload } from "@/lib/exports/note-download";
import { readCutFile, sendCutFile } from "@/lib/exports/read-cut-file";
import { isUuid } from "@/lib/kernel/uuid";
import { asDownload } from "@/lib/server/page";

/** One file of a cut, as it was stored: the same bytes on any day. Who took it is on record. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly cutId: string; readonly file: string }> }): Promise<Response> {
  const { cutId, file } = await params;
  return asDownload("cut.take", async (tx) => {
    const found = isUuid(cutId) ? await readCutFile(tx, cutId, file) : null;
    if (!found) return null;
    const { response, sha256 } = sendCutFile(found);
    await noteDownload(tx, { cutId, format: null, file, sha256 });
    return response;
  });
}
