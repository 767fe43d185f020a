import { z } from "zod";
import { readIngredientsOf, searchDrugRegister } from "@/lib/patients/drug-register";
import { asAnswer } from "@/lib/server/page";

const Typed = z.string().trim().max(200).catch("");

/** While a medication is typed: the products of the loaded drug dictionaries that begin so, and what they list under the name as it stands. */
export async function GET(request: Request): Promise<Response> {
  const typed = Typed.parse(new URL(request.url).searchParams.get("typed"));
  return asAnswer("dictionary.search", async (tx) => {
    const [suggestions, listed] = await Promise.all([searchDrugRegister(tx, typed), readIngredientsOf(tx, [typed])]);
    return Response.json({ suggestions, compositions: Object.hasOwn(listed, typed) ? listed[typed] : [] }, { headers: { "cache-control": "private, no-store" } });
  });
}
