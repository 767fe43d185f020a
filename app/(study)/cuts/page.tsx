import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FocusFromAddress } from "@/app/_ui/focus-from-address.client";
import { PageHeader } from "@/app/_ui/page-header";
import { readCuts } from "@/lib/exports/read-cuts";
import { asReader } from "@/lib/server/page";
import { CutCard } from "./cut-card";
import { MakeCutForm } from "./make-cut-form.client";
import "./cuts.css";

export const metadata = { title: "Data cuts" };

export default async function CutsPage() {
  const { cuts, mayMake } = await asReader("cut.read", readCuts);
  const [newest, ...earlier] = cuts;
  return (
    <>
      <FocusFromAddress />
      <PageHeader
        title="Data cuts" actions={mayMake && <MakeCutForm key={cuts.length} suggestion={`cut ${String(cuts.length + 1).padStart(2, "0")}`} />}
        subtitle="One state of the whole study, sealed by the database and named by the hash of its content. The files of a cut are the same bytes on any day."
      />
      {newest ? [<CutCard key={newest.id} cut={newest} open />, ...earlier.map((cut) => <CutCard key={cut.id} cut={cut} open={false} />)] : (
        <Card title="Data cuts" hideTitle>
          <EmptyState title="No cut yet">
            {mayMake ? "Make one whenever somebody needs the data: it copies one state while people go on working. It is interim until every patient is locked." : "A data manager makes one. Its files then appear here, and stay."}
          </EmptyState>
        </Card>
      )}
    </>
  );
}
