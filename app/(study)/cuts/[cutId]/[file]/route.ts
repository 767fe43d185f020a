import { readCutFile } from "@/lib/exports/read-cut-file";
import { asDownload } from "@/lib/server/page";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One file of a cut, as it was stored: the same bytes on any day. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly cutId: string; readonly file: string }> }): Promise<Response> {
  const { cutId, file } = await params;
  return asDownload("cut.read", async (tx) => {
    const found = UUID.test(cutId) ? await readCutFile(tx, cutId, file) : null;
    if (!found) return null;
    return new Response(found.bytes, {
      headers: { "content-type": found.type, "content-disposition": `attachment; filename="${found.file}"`, "content-length": String(found.bytes.length), "cache-control": "private, no-store" },
    });
  });
}
