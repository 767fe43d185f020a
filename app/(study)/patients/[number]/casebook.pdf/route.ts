import { randomUUID } from "node:crypto";
import { readCasebookContent } from "@/lib/copies/read-casebook-content";
import { openCasebookPrinter } from "@/lib/exports/casebooks/casebook-printer";
import { can } from "@/lib/access/permissions";
import { asDownload } from "@/lib/server/page";
import { sessionToken } from "@/lib/server/session";
import { withActor } from "@/lib/server/transaction";
import { markFile } from "@/lib/server/trial-kind";

/** The casebook of one patient as PDF, as it stands now. Whoever may read the patient may have it; also under a lock. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly number: string }> }): Promise<Response> {
  const number = decodeURIComponent((await params).number);
  const found: { id?: string } = {};
  const answer = await asDownload("patient.read", async (tx, actor) => {
    const patient = await tx.patient.findUnique({ where: { number }, select: { id: true, siteId: true } });
    if (!patient || !can(actor, "patient.read", patient)) return null;
    found.id = patient.id;
    return new Response();
  });
  const { id } = found;
  if (!answer.ok || id === undefined) return answer;
  const content = await withActor(await sessionToken(), { name: "patient.read", requestId: randomUUID(), snapshot: true }, (tx, actor) => readCasebookContent(tx, id, { at: new Date(), by: actor.name }));
  const printer = openCasebookPrinter();
  try {
    const pdf = await printer.print(content);
    return markFile(new Response(new Uint8Array(pdf), { headers: { "content-type": "application/pdf", "content-disposition": `attachment; filename="casebook-${number}.pdf"`, "content-length": String(pdf.length), "cache-control": "private, no-store" } }));
  } finally {
    printer.close();
  }
}
