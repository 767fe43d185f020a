import { randomUUID } from "node:crypto";
import { NoSuchSite, readRehearsal, type RehearsalChoice } from "@/lib/entries/read-rehearsal";
import { asDownload } from "@/lib/server/page";
import { sessionToken } from "@/lib/server/session";
import { withActor } from "@/lib/server/transaction";
import { saySupposed, partsOf, stepsOf } from "@/lib/study/rehearse/say-rehearsal";
import { RehearsalAddress } from "../rehearsal-address";
import { linesOf, type RehearsalNews } from "../rehearsal-lines";

/** A rehearsal while it runs, as lines of JSON: how far it is, then the report. It reads one snapshot as the person who asks, and changes nothing. */
export async function GET(request: Request): Promise<Response> {
  const { version, site, on, forms } = RehearsalAddress.parse(Object.fromEntries(new URL(request.url).searchParams));
  const answer = await asDownload("patient.read", async () => (version === null ? null : new Response()));
  if (!answer.ok || version === null) return answer;
  const news = rehearse(await sessionToken(), { version, from: null, site, on, forms });
  return new Response(news, { headers: { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "private, no-store" } });
}

function rehearse(token: string | null, choice: RehearsalChoice): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const tell = (news: RehearsalNews) => controller.enqueue(encoder.encode(`${JSON.stringify(news)}\n`));
      try {
        const { rehearsal, patients, source } = await withActor(token, { name: "patient.read", requestId: randomUUID(), snapshot: true }, (tx) =>
          readRehearsal(tx, choice, (done, of) => tell({ kind: "progress", done, of })));
        tell({ kind: "report", source, supposed: saySupposed(rehearsal), parts: partsOf(rehearsal), steps: stepsOf(rehearsal), patients: linesOf(patients) });
      } catch (error) {
        tell({ kind: "failed", says: error instanceof NoSuchSite ? `There is no such site. Known: ${error.known.join(", ") || "none"}.` : "The rehearsal broke off. Nothing was changed; try again." });
      }
      controller.close();
    },
  });
}
