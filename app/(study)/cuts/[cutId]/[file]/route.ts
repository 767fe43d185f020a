import { createHash } from "node:crypto";
import { noteDownload } from "@/lib/exports/note-download";
import { readCutFile } from "@/lib/exports/read-cut-file";
import { asDownload } from "@/lib/server/page";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One file of a cut, as it was stored: the same bytes on any day. Who took it is on record. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly cutId: string; readonly file: string }> }): Promise<Response> {
  const { cutId, file } = await params;
  return asDownload("cut.take", async (tx) => {
    const found = UUID.test(cutId) ? await readCutFile(tx, cutId, file) : null;
    if (!found) return null;
    await noteDownload(tx, { cutId, format: null, file, sha256: createHash("sha256").update(found.bytes).digest("hex") });
    return new Response(found.bytes, {
      headers: { "content-type": found.type, "content-disposition": `attachment; filename="${found.file}"`, "content-length": String(found.bytes.length), "cache-control": "private, no-store" },
    });
  });
}
