import { text, WIDTH, type Drawing } from "@/app/_figures/reports/drawing";
import { svgFile } from "@/app/_figures/reports/svg-file";
import { asDownload } from "@/lib/server/page";
import { footerOf, loadReport, ReportAsked } from "../../load-report";

/** The picture of the page as a file that needs nothing else, with its source and rules at its foot. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly report: string }> }): Promise<Response> {
  const [{ report }, asked] = [await params, ReportAsked.parse(Object.fromEntries(new URL(request.url).searchParams))];
  return asDownload("report.read", async (tx, actor) => {
    const loaded = await loadReport(tx, actor, report, asked);
    if (!loaded?.source || !loaded.content) return null;
    const { kind, source, content: { drawing, says } } = loaded;
    return new Response(svgFile(drawing ?? saying(`${kind.empty.title}.`), { title: kind.title, says, footer: footerOf({ ...loaded, source }) }), {
      headers: { "content-type": "image/svg+xml; charset=utf-8", "content-disposition": `attachment; filename="${kind.id}.svg"`, "cache-control": "private, no-store" },
    });
  });
}

/** A file that was asked for comes, also while there is nothing to draw. */
const saying = (words: string): Drawing => ({ width: WIDTH, height: 40, marks: [text(0, 24, words, { size: 13 })] });
