import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FocusFromAddress } from "@/app/_ui/focus-from-address.client";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { can } from "@/lib/access/permissions";
import { FORMATS } from "@/lib/exports/formats";
import { readCuts } from "@/lib/exports/read-cuts";
import { readExports } from "@/lib/exports/read-exports";
import { asReader } from "@/lib/server/page";
import { CutCard, EarlierCut } from "./cut-card";
import { MakeCutForm } from "./make-cut-form.client";
import "./cuts.css";

export const metadata = { title: "Data cuts" };

export default async function CutsPage() {
  const { cuts, mayMake, mayExport, exports, downloads } = await asReader("cut.read", async (tx, actor) => ({ ...await readCuts(tx, actor), ...await readExports(tx), mayExport: can(actor, "export.make") }));
  const formats = FORMATS.map(({ id, title, says }) => ({ id, title, says }));
  const [newest, ...earlier] = cuts.map((cut) => ({ cut, formats, mayExport, exports: exports.filter(({ cutId }) => cutId === cut.id), downloads: downloads.filter(({ cutId }) => cutId === cut.id) }));
  return (
    <>
      <FocusFromAddress />
      <PageHeader
        title="Data cuts" actions={<>{cuts.length > 1 && <TextLink href="/cuts/compare" underlined>Compare two cuts</TextLink>}<TextLink href="/cuts/programs" underlined>For programs</TextLink>{mayMake && <MakeCutForm key={cuts.length} suggestion={`cut ${String(cuts.length + 1).padStart(2, "0")}`} />}</>}
        subtitle="One state of the whole study, sealed by the database and named by the hash of its content. The files of a cut are the same bytes on any day."
      />
      {newest && <CutCard key={newest.cut.id} {...newest} />}
      {earlier.length > 0 && <div className="cut-list" role="group" aria-label="Earlier cuts, each opens">{earlier.map((each) => <EarlierCut key={each.cut.id} {...each} />)}</div>}
      {cuts.length === 0 && (
        <Card title="Data cuts" hideTitle>
          <EmptyState title="No cut yet">
            {mayMake ? "Make one whenever somebody needs the data: it copies one state while people go on working. It is interim until every patient is locked." : "A data manager makes one. Its files then appear here, and stay."}
          </EmptyState>
        </Card>
      )}
    </>
  );
}
