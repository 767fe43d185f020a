// Every format of a cut, written and thrown away: node ops/run.mjs ops/bench/time-exports.ts CUT. Prints `{ ms, bytes, idleMB, peakMB, formats: { id: ms } }` as JSON.
import { FORMATS } from "@/lib/exports/formats";
import { openExportSource } from "@/lib/exports/read-export-source";
import { writeExport } from "@/lib/exports/write-export";
import type { Tx } from "@/lib/server/db";
import { administratorOf } from "@/ops/read-as";

const prisma = administratorOf(process.env["DATABASE_ADMIN_URL"] ?? "");
const source = await openExportSource((work) => prisma.$transaction((tx) => work(tx as Tx), { timeout: 60_000 }), process.argv[2] ?? "");
if (!source) throw new Error("There is no such cut.");
const wanted = process.argv.slice(3);
const idle = process.memoryUsage().rss;
const formats: Record<string, number> = {};
let bytes = 0;
let peak = idle;
for (const format of FORMATS.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
  const began = performance.now();
  const files = await writeExport(format, source, { begin: async () => {}, part: async () => { peak = Math.max(peak, process.memoryUsage().rss); } });
  formats[format.id] = performance.now() - began;
  bytes += files.reduce((sum, file) => sum + file.bytes, 0);
}
await prisma.$disconnect();
const MB = 2 ** 20;
process.stdout.write(JSON.stringify({ ms: Object.values(formats).reduce((sum, ms) => sum + ms, 0), bytes, idleMB: idle / MB, peakMB: peak / MB, formats }));
