import { z } from "zod";
import { MOST_OF_FORMS } from "@/lib/imports/form-of-file";
import { readFormPlaces } from "@/lib/imports/read-form-places";
import { asAnswer } from "@/lib/server/page";

const Asked = z.object({
  patients: z.string().max(MOST_OF_FORMS.patients * 12).catch("").transform((text) => text.split(",").map((number) => number.trim()).filter((number) => /^[\w-]{1,20}$/.test(number)).slice(0, MOST_OF_FORMS.patients)),
  sha256: z.string().regex(/^[0-9a-f]{64}$/).nullable().catch(null),
});

/** While a file of forms is looked at: the records of the patients that it names, and whether it was imported before. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { patients, sha256 } = Asked.parse({ patients: searchParams.get("patients") ?? "", sha256: searchParams.get("sha256") });
  return asAnswer("entry.import", async (tx, actor) => Response.json(await readFormPlaces(tx, actor, new Date(), { numbers: patients, sha256 }), { headers: { "cache-control": "private, no-store" } }));
}
