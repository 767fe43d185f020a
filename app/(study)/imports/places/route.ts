import { z } from "zod";
import { MOST } from "@/lib/imports/import-values";
import { readPlaces } from "@/lib/imports/read-places";
import { asAnswer } from "@/lib/server/page";

const Asked = z.object({
  patients: z.string().max(MOST.patients * 12).catch("").transform((text) => text.split(",").map((number) => number.trim()).filter((number) => /^[\w-]{1,20}$/.test(number)).slice(0, MOST.patients)),
  sha256: z.string().regex(/^[0-9a-f]{64}$/).nullable().catch(null),
});

/** While a file is looked at: the laboratory forms of the patients that it names, and whether it was imported before. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { patients, sha256 } = Asked.parse({ patients: searchParams.get("patients") ?? "", sha256: searchParams.get("sha256") });
  return asAnswer("entry.import", async (tx, actor) => Response.json(await readPlaces(tx, actor, patients, sha256), { headers: { "cache-control": "private, no-store" } }));
}
