import { openCasebookPrinter } from "../casebooks/casebook-printer";
import { cutCasebook } from "../casebooks/cut-casebook";
import type { ExportFile, ExportFormat } from "../export-format";

async function* whole(pdf: Promise<Buffer>): AsyncGenerator<Uint8Array> {
  yield await pdf;
}

/** Laid out in a process of its own, which draws one casebook while the one before is kept and the words of the next are put together; no more are in memory. */
export const casebooks: ExportFormat = {
  id: "casebooks", title: "Casebooks (PDF, one per patient)",
  says: "For archives and inspectors: everything the cut holds of a patient, with queries, signatures, changes and their reasons, a hash on every page. Minutes for thousands of patients.",
  write: async function* ({ patients, study }) {
    const printer = openCasebookPrinter();
    let ahead: ExportFile | null = null;
    try {
      for await (const patient of patients()) {
        const pdf = printer.print(cutCasebook(patient, study));
        pdf.catch(() => {}); // whoever takes the file is told
        if (ahead) yield ahead;
        ahead = { file: `casebook-${patient.number}.pdf`, chunks: whole(pdf) };
      }
      if (ahead) yield ahead;
    } finally {
      printer.close();
    }
  },
};
