import { openCasebookPrinter, type CasebookPrinter } from "../casebooks/casebook-printer";
import { cutCasebook } from "../casebooks/cut-casebook";
import type { CutPatient, CutStudy, ExportFormat } from "../export-format";

async function* printed(printer: CasebookPrinter, patient: CutPatient, cut: CutStudy): AsyncGenerator<Uint8Array> {
  yield await printer.print(cutCasebook(patient, cut));
}

/** Seconds of a processor for each patient, in a process of its own; one casebook is in memory at a time. */
export const casebooks: ExportFormat = {
  id: "casebooks", title: "Casebooks (PDF, one per patient)",
  says: "For archives and inspectors: everything the cut holds of a patient, with queries, signatures, changes and their reasons, a hash on every page. Minutes for many patients.",
  write: async function* (source) {
    const printer = openCasebookPrinter();
    try {
      for await (const patient of source.patients()) yield { file: `casebook-${patient.number}.pdf`, chunks: printed(printer, patient, source.study) };
    } finally {
      printer.close();
    }
  },
};
