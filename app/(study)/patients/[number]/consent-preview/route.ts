import { z } from "zod";
import { readConsentPreview } from "@/lib/entries/read-consent-preview";
import { asAnswer } from "@/lib/server/page";

const Asked = z.object({ version: z.string().max(20).catch(""), on: z.iso.date().nullable().catch(null) });

/** What a consent to another version would change for this patient, before anybody records it. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly number: string }> }): Promise<Response> {
  const { number } = await params;
  const { version, on } = Asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return asAnswer("patient.reconsent", async (tx, actor) => {
    const preview = await readConsentPreview(tx, actor, { number: decodeURIComponent(number), version, consentedOn: on });
    return preview && Response.json(preview, { headers: { "cache-control": "private, no-store" } });
  });
}
