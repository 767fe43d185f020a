import { z } from "zod";
import { can } from "@/lib/access/permissions";
import { asDownload } from "@/lib/server/page";

/** The report of a visit: the very bytes that were filed. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly reportId: string }> }): Promise<Response> {
  const id = z.uuid().safeParse((await params).reportId);
  return asDownload("verification.read", async (tx, actor) => {
    const report = id.success ? await tx.visitReport.findUnique({ where: { id: id.data }, select: { siteId: true, number: true, pdf: true } }) : null;
    if (!report || !can(actor, "verification.read", report)) return null;
    const site = await tx.site.findUniqueOrThrow({ where: { id: report.siteId }, select: { code: true } });
    return new Response(new Uint8Array(report.pdf), { headers: { "content-type": "application/pdf", "content-disposition": `attachment; filename="visit-report-${site.code}-${report.number}.pdf"`, "content-length": String(report.pdf.length), "cache-control": "private, no-store" } });
  });
}
