// A cut in a format, or in all, as files: npm run export -- --cut NAME --format all --out FOLDER
// Progress goes to the standard error. Exit 0; 1 when a file of other content is in the way or a format failed; 2 when it could not begin.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { FORMATS } from "@/lib/exports/formats";
import type { CutFormat, CutSource } from "@/lib/exports/cut-source";
import { openExportSource, type Reading } from "@/lib/exports/read-export-source";
import { sumsOf, type WrittenExportFile } from "@/lib/exports/write-export";
import type { Tx } from "@/lib/server/db";
import type { PrismaClient } from "@/prisma/generated/client";
import { openDatabase } from "@/ops/database.mjs";
import { readSettings } from "@/ops/prepare.mjs";
import { OtherBytes, settle, writeFormats } from "./export-folder";
import { asSystem } from "./first-study.mjs";
import { administratorOf } from "./read-as";

const KNOWN = FORMATS.map(({ id }) => id).join(", ");
const USAGE = `Name a cut, a format and a folder: npm run export -- --cut NAME --format all --out FOLDER. Formats: all, ${KNOWN}; several with commas.`;
const OPTIONS = { cut: { type: "string" }, format: { type: "string" }, out: { type: "string" } } as const;
const SUMS = "SHA256SUMS";

class CannotExport extends Error {}

interface Asked { readonly cut: string; readonly formats: readonly CutFormat[]; readonly out: string }

function readAsked(argv: readonly string[]): Asked {
  const { cut, format, out } = parse(argv);
  if (!cut || !format || !out) throw new CannotExport(USAGE);
  const names = [...new Set(format.split(",").map((name) => name.trim()))];
  const unknown = names.find((name) => name !== "all" && !FORMATS.some(({ id }) => id === name));
  if (unknown !== undefined) throw new CannotExport(`There is no format "${unknown}". Formats: all, ${KNOWN}.`);
  return { cut, formats: names.includes("all") ? FORMATS : FORMATS.filter(({ id }) => names.includes(id)), out: path.resolve(out) };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (error) {
    throw new CannotExport(`${error instanceof Error ? error.message.split(". ")[0] : ""}. ${USAGE}`);
  }
}

/** Whoever has the database in their hands needs no role; the transactions can only read. */
const readingOf = (prisma: PrismaClient): Reading => (work) => prisma.$transaction(async (tx) => {
  await tx.$executeRaw`SET TRANSACTION READ ONLY`;
  return work(tx as Tx);
}, { maxWait: 10_000, timeout: 60_000 });

async function cutNamed(prisma: PrismaClient, name: string): Promise<{ readonly id: string; readonly source: CutSource }> {
  const cuts = await prisma.dataCut.findMany({ select: { id: true, name: true }, orderBy: { at: "asc" } });
  const cut = cuts.find((each) => each.name === name);
  const source = cut && await openExportSource(readingOf(prisma), cut.id);
  if (!cut || !source) throw new CannotExport(`There is no cut "${name}". ${cuts.length === 0 ? "None was made yet." : `Cuts: ${cuts.map((each) => each.name).join(", ")}.`}`);
  return { id: cut.id, source };
}

/** The formats, then SHA256SUMS over all of them. */
async function writeAll(source: CutSource, { formats, out }: Asked): Promise<readonly WrittenExportFile[]> {
  await mkdir(out, { recursive: true }).catch(() => { throw new CannotExport(`The folder ${out} cannot be made.`); });
  const all = await writeFormats(formats, (format) => {
    const said = { file: "" };
    return { source: followed(source, said), begins: (file) => { said.file = `${format.id}/${file}`; process.stderr.write(`${said.file}\n`); } };
  }, out);
  const sums = sumsOf(all);
  await writeFile(path.join(out, `${SUMS}.part`), sums);
  await settle(path.join(out, SUMS), createHash("sha256").update(sums).digest("hex"));
  return all;
}

const PACE = 2_000; // ms between two lines of progress

function followed(source: CutSource, said: { readonly file: string }): CutSource {
  const all = source.study.manifest.counts["patient"] ?? 0;
  let told = performance.now();
  return {
    ...source,
    async *patients() {
      let read = 0;
      for await (const patient of source.patients()) {
        yield patient;
        read += 1;
        if (performance.now() - told < PACE) continue;
        told = performance.now();
        process.stderr.write(`${said.file}: patient ${read} of ${all}\n`);
      }
    },
  };
}

async function main(argv: readonly string[]): Promise<void> {
  const asked = readAsked(argv);
  readSettings();
  let wasRunning = false;
  const database = await openDatabase({ root: path.resolve(import.meta.dirname, ".."), purpose: "export", create: false, say: (text: string) => { wasRunning ||= text.startsWith("Found"); } });
  if (!database) throw new CannotExport("There are no data yet: the database has not been made. Run npm start first.");
  const prisma = administratorOf(database.adminUrl);
  try {
    const { rows: [found] } = await database.admin.query<{ made: boolean }>("SELECT to_regclass('app.cut_download') IS NOT NULL AS made");
    if (!found?.made) throw new CannotExport("This database lacks the tables of this version. Run npm start first, which brings it up to date.");
    const { id, source } = await cutNamed(prisma, asked.cut);
    await asSystem(database.admin, "cut.take", async () => {
      for (const format of asked.formats) await database.admin.query("INSERT INTO app.cut_download (cut_id, format, file) VALUES ($1, $2, 'all files, by npm run export')", [id, format.id]);
    });
    const written = await writeAll(source, asked);
    console.log(`${written.length} files of the cut ${asked.cut} in ${asked.out}; check them with: cd ${asked.out} && sha256sum -c ${SUMS}`);
  } finally {
    await prisma.$disconnect();
    const mayStop = !wasRunning && !(await database.isUsedByOthers().catch(() => true));
    await database.close({ stop: mayStop });
  }
}

main(process.argv.slice(2).filter((argument) => argument !== "--")).then(() => process.exit(0), (error: unknown) => {
  const isTold = error instanceof CannotExport || error instanceof OtherBytes;
  console.error(isTold ? error.message : `Could not export: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(error instanceof CannotExport ? 2 : 1);
});
