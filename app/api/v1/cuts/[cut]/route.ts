import { describeCut } from "@/lib/exports/describe-cuts";
import { asProgram } from "@/lib/server/program";

/** One cut by its id or name: what it holds, and what it can be had as. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly cut: string }> }): Promise<Response> {
  const { cut } = await params;
  return asProgram(request, "cuts", (tx) => describeCut(tx, cut));
}
