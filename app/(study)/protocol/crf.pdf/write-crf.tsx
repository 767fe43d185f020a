import { Document, renderToBuffer } from "@react-pdf/renderer";
import type { PrintedCrf } from "@/lib/study/printed-crf";
import type { CrfKind } from "./crf-kinds";
import { FormPages } from "./form-pages";
import { Contents, Cover, Schedule } from "./front-pages";
import type { CrfPrint } from "./page-frame";

/** The same definitions give the same bytes, so the file does not say when it was made; it says by which rules. */
const UNDATED = new Date(0);

function CrfDocument({ print }: { readonly print: CrfPrint }) {
  const { crf, annotated, ruleVersion } = print;
  return (
    <Document
      title={`${crf.shortTitle}: ${annotated ? "annotated" : "blank"} case report form, protocol version ${crf.version.id}`} subject={`${crf.title}. Rules version ${ruleVersion}`}
      language="en-GB" creator="Cenersen eCRF" producer="Cenersen eCRF" creationDate={UNDATED} modificationDate={UNDATED} pageMode="useOutlines"
    >
      <Cover print={print} />
      <Contents print={print} />
      <Schedule print={print} />
      {crf.forms.map((form) => <FormPages key={form.id} form={form} print={print} />)}
    </Document>
  );
}

/** The case report form of a protocol version as PDF. It is laid out twice: the contents name pages that only a layout knows. */
export async function writeCrf(crf: PrintedCrf, kind: CrfKind, ruleVersion: string): Promise<Buffer> {
  const print: CrfPrint = { crf, annotated: kind === "annotated", ruleVersion, pageOf: new Map() };
  await renderToBuffer(<CrfDocument print={print} />);
  return renderToBuffer(<CrfDocument print={print} />);
}
