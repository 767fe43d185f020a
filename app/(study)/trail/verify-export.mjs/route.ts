import { readFile } from "node:fs/promises";
import path from "node:path";
import { asDownload } from "@/lib/server/page";

/** The stand-alone verifier, as it lies in ops/verify: one file that needs nothing but Node. */
export async function GET(): Promise<Response> {
  return asDownload("trail.read", async () => new Response(await readFile(path.join(process.cwd(), "ops/verify/verify-export.mjs"), "utf8"), {
    headers: { "content-type": "text/javascript; charset=utf-8", "content-disposition": 'attachment; filename="verify-export.mjs"', "cache-control": "private, no-store" },
  }));
}
