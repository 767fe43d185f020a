import "server-only";
import { openPdfPrinter } from "../casebooks/pdf-printer";
import type { AskedCrf } from "./crf-kinds";

/** Drawn once in the life of a process: the definitions cannot change meanwhile. */
const drawn = new Map<string, Promise<Buffer>>();
const nameOf = (asked: AskedCrf): string => JSON.stringify([asked.version, asked.kind, asked.isTraining]);

/** Case report forms as PDF, in the order in which they were asked for. Those that nobody asked for before are drawn one after the other in one process of their own. */
export function printCrfs(asked: readonly AskedCrf[]): readonly Promise<Buffer>[] {
  const missing = asked.filter((each) => !drawn.has(nameOf(each)));
  if (missing.length > 0) {
    const printer = openPdfPrinter<AskedCrf>("ops/crf-lines.ts");
    for (const each of missing) {
      const pdf = printer.print(each, `The ${each.kind} case report form of version ${each.version}`);
      drawn.set(nameOf(each), pdf);
      pdf.catch(() => drawn.delete(nameOf(each)));
    }
    void Promise.allSettled(missing.map((each) => drawn.get(nameOf(each)))).then(printer.close);
  }
  return asked.map((each) => drawn.get(nameOf(each)) ?? Promise.reject(new Error("It was not asked for.")));
}
