import { z } from "zod";
import type { CertificateContent } from "@/lib/copies/certificate-content";
import { openPdfPrinter } from "@/lib/exports/casebooks/pdf-printer";
import { readCertificate } from "@/lib/copies/read-certificate";
import { asDownload } from "@/lib/server/page";
import { markFile } from "@/lib/server/trial-kind";

/** The certificate of a lock as PDF: the same bytes each time. Whoever may read the lock may have it; that of the whole study, whoever holds a role everywhere. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly lockId: string }> }): Promise<Response> {
  const id = z.uuid().safeParse((await params).lockId);
  const found: { content?: CertificateContent } = {};
  const answer = await asDownload("lock.read", async (tx, actor) => {
    const content = id.success ? await readCertificate(tx, actor, id.data) : null;
    if (content === null) return null;
    found.content = content;
    return new Response();
  });
  const { content } = found;
  if (!answer.ok || content === undefined) return answer;
  const printer = openPdfPrinter<CertificateContent>("ops/certificate.ts");
  try {
    const pdf = await printer.print(content, "The certificate");
    const name = `lock-${content.what.replace("the whole ", "").replaceAll(" ", "-")}-${content.lock.at.slice(0, 10)}.pdf`;
    return markFile(new Response(new Uint8Array(pdf), { headers: { "content-type": "application/pdf", "content-disposition": `attachment; filename="${name}"`, "content-length": String(pdf.length), "cache-control": "private, no-store" } }));
  } finally {
    printer.close();
  }
}
