import { z } from "zod";

/** What a preview asks the server for: the numbers of at most so many patients, and the hash of the file. What is no number or no hash is passed over. */
export function askedPlaces(request: Request, mostPatients: number): { readonly patients: readonly string[]; readonly sha256: string | null } {
  const { searchParams } = new URL(request.url);
  const Asked = z.object({
    patients: z.string().max(mostPatients * 12).catch("").transform((text) => text.split(",").map((number) => number.trim()).filter((number) => /^[\w-]{1,20}$/.test(number)).slice(0, mostPatients)),
    sha256: z.string().regex(/^[0-9a-f]{64}$/).nullable().catch(null),
  });
  return Asked.parse({ patients: searchParams.get("patients") ?? "", sha256: searchParams.get("sha256") });
}
