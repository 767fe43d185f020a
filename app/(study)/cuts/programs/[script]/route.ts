import { EXAMPLE_SCRIPTS, readExampleScript } from "@/lib/exports/example-scripts";
import { asAnswer } from "@/lib/server/page";

/** A script that loads a cut, as it lies in every archive package. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly script: string }> }): Promise<Response> {
  const { script } = await params;
  return asAnswer("cut.read", async () => {
    const found = EXAMPLE_SCRIPTS.find(({ file }) => file === script);
    if (!found) return null;
    return new Response(await readExampleScript(found), { headers: { "content-type": "text/plain; charset=utf-8", "content-disposition": `attachment; filename="${found.file}"`, "cache-control": "private, no-store" } });
  });
}
