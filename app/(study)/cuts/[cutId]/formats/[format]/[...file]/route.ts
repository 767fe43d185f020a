import { noteDownload } from "@/lib/exports/note-download";
import { sendExport } from "@/lib/exports/send-export";
import { isUuid } from "@/lib/kernel/uuid";
import { asDownload } from "@/lib/server/page";
import { sessionToken } from "@/lib/server/session";

interface Params { readonly cutId: string; readonly format: string; readonly file: readonly string[] }

/** One file of an export, or all of them as "all-files.tar": sent while it is read, and on record before its first byte. */
export async function GET(_request: Request, { params }: { readonly params: Promise<Params> }): Promise<Response> {
  const { cutId, format, file } = await params;
  const token = await sessionToken();
  return asDownload("cut.take", async (tx) => {
    const sent = isUuid(cutId) ? await sendExport(tx, token, { cutId, format, file: file.join("/") }) : null;
    if (!sent) return null;
    await noteDownload(tx, { cutId, ...sent });
    return sent.response;
  });
}
