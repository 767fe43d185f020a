import { MOST } from "@/lib/imports/import-values";
import { readPlaces } from "@/lib/imports/read-places";
import { asAnswer } from "@/lib/server/page";
import { askedPlaces } from "../asked-places";

/** While a file is looked at: the laboratory forms of the patients that it names, and whether it was imported before. */
export async function GET(request: Request): Promise<Response> {
  const { patients, sha256 } = askedPlaces(request, MOST.patients);
  return asAnswer("entry.import", async (tx, actor) => Response.json(await readPlaces(tx, actor, patients, sha256), { headers: { "cache-control": "private, no-store" } }));
}
