import "server-only";
import type { CasebookContent } from "./casebook-content";
import { openPdfPrinter } from "./pdf-printer";

export interface CasebookPrinter {
  /** One after the other; the file is whole or the promise fails. */
  readonly print: (content: CasebookContent) => Promise<Buffer>;
  readonly close: () => void;
}

/** Lays casebooks out, in a process of its own. */
export function openCasebookPrinter(): CasebookPrinter {
  const printer = openPdfPrinter<CasebookContent>("ops/casebook.ts");
  return { print: (content) => printer.print(content, `The casebook of ${content.patient.number}`), close: printer.close };
}
