import { MOST_OF_FORMS } from "@/lib/imports/form-of-file";
import { readFormPlaces } from "@/lib/imports/read-form-places";
import { asAnswer } from "@/lib/server/page";
import { askedPlaces } from "../../asked-places";

/** While a file of forms is looked at: the records of the patients that it names, and whether it was imported before. */
export async function GET(request: Request): Promise<Response> {
  const { patients, sha256 } = askedPlaces(request, MOST_OF_FORMS.patients);
  return asAnswer("entry.import", async (tx, actor) => Response.json(await readFormPlaces(tx, actor, new Date(), { numbers: patients, sha256 }), { headers: { "cache-control": "private, no-store" } }));
}
