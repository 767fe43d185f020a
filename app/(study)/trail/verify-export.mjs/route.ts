import { readFile } from "node:fs/promises";
import path from "node:path";
import { asAnswer } from "@/lib/server/page";

/** The stand-alone verifier, as it lies in ops/verify: one file that needs nothing but Node. Nothing is made for it, so it waits for no file that is. */
export async function GET(): Promise<Response> {
  return asAnswer("trail.read", async () => new Response(await readFile(path.join(process.cwd(), "ops/verify/verify-export.mjs"), "utf8"), {
    headers: { "content-type": "text/javascript; charset=utf-8", "content-disposition": 'attachment; filename="verify-export.mjs"', "cache-control": "private, no-store" },
  }));
}
