// Every format of a cut: node ops/run.mjs ops/bench/time-exports.ts CUT SAMPLE MOST [FORMAT…]. First each by itself, into nothing; casebooks of the first SAMPLE patients.
// Then, where none is named, all at once into a folder that is thrown away, as npm run export does it, of the first MOST patients.
// Prints `{ idleMB, peakMB, formats: { id: { ms, patients } }, together: { ms, patients, bytes } | null }` as JSON.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CutSource } from "@/lib/exports/cut-source";
import { ARCHIVE, FORMATS, LAID_OUT } from "@/lib/exports/formats";
import { openExportSource } from "@/lib/exports/read-export-source";
import { writeExport } from "@/lib/exports/write-export";
import type { Tx } from "@/lib/server/db";
import { writeFormats } from "@/ops/export-folder";
import { administratorOf } from "@/ops/read-as";

const [cutId = "", sample = "", most = "", ...wanted] = process.argv.slice(2);
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
for (const format of FORMATS.filter(({ id }) => id !== ARCHIVE && (wanted.length === 0 || wanted.includes(id)))) {
  const patients = LAID_OUT.includes(format.id) ? Math.min(all, Number(sample)) : all;
  const began = performance.now();
  await writeExport(format, firstOf(patients), { begin: async () => {}, part: async () => {} });
  formats[format.id] = { ms: performance.now() - began, patients };
}
const together = wanted.length === 0 ? await writeTogether(Math.min(all, Number(most))) : null;
await prisma.$disconnect();
process.stdout.write(JSON.stringify({ idleMB, peakMB: process.resourceUsage().maxRSS / 1024, formats, together }));

/** As a person is given them: all formats and the archive of them, as files. */
async function writeTogether(patients: number): Promise<{ readonly ms: number; readonly patients: number; readonly bytes: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), "ecrf-bench-"));
  try {
    const began = performance.now();
    const files = await writeFormats(FORMATS, () => ({ source: firstOf(patients), begins: () => {} }), folder);
    return { ms: performance.now() - began, patients, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
