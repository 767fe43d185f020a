// Every format of a cut, written and thrown away: node ops/run.mjs ops/bench/time-exports.ts CUT SAMPLE [FORMAT…]. Formats that lay out pages are given the first
// SAMPLE patients. Prints `{ bytes, idleMB, peakMB, formats: { id: { ms, patients } } }` as JSON.
import type { CutSource } from "@/lib/exports/cut-source";
import { FORMATS, LAID_OUT } from "@/lib/exports/formats";
import { openExportSource } from "@/lib/exports/read-export-source";
import { writeExport } from "@/lib/exports/write-export";
import type { Tx } from "@/lib/server/db";
import { administratorOf } from "@/ops/read-as";

const [cutId = "", sample = "", ...wanted] = process.argv.slice(2);
const prisma = administratorOf(process.env["DATABASE_ADMIN_URL"] ?? "");
const source = await openExportSource((work) => prisma.$transaction((tx) => work(tx as Tx), { timeout: 60_000 }), cutId);
if (!source) throw new Error("There is no such cut.");
const all = source.study.manifest.counts["patient"] ?? 0;
const MB = 2 ** 20;

const firstOf = (most: number): CutSource => ({
  ...source,
  async *patients() {
    let given = 0;
    for await (const patient of source.patients()) {
      if (given >= most) return;
      given += 1;
      yield patient;
    }
  },
});

const idleMB = process.memoryUsage().rss / MB;
const formats: Record<string, { readonly ms: number; readonly patients: number }> = {};
let bytes = 0;
for (const format of FORMATS.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
  const patients = LAID_OUT.includes(format.id) ? Math.min(all, Number(sample)) : all;
  const began = performance.now();
  const files = await writeExport(format, firstOf(patients), { begin: async () => {}, part: async () => {} });
  formats[format.id] = { ms: performance.now() - began, patients };
  bytes += files.reduce((sum, file) => sum + file.bytes, 0);
}
await prisma.$disconnect();
process.stdout.write(JSON.stringify({ bytes, idleMB, peakMB: process.resourceUsage().maxRSS / 1024, formats }));
