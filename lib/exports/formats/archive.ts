import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import type { CutFormat, CutSource } from "../cut-source";
import { EXAMPLE_SCRIPTS, readExampleScript } from "../example-scripts";
import type { ExportFile } from "../export-format";
import { manifestText } from "../manifest-text";
import { sumsOf, type WrittenExportFile } from "../write-export";
import { archiveReadme } from "./archive-readme";

/** Everything in one package: each of the other formats in a folder of its own, the records as they were sealed, and a script that derives every result again. */
export const archiveOf = (formats: readonly CutFormat[]): CutFormat => ({
  id: "archive",
  title: "Archive package",
  says: "Everything for the trial master file: all formats, the sealed records, a README, checksums, and a script that derives every result again.",
  async *write(source): AsyncGenerator<ExportFile> {
    const written: Omit<WrittenExportFile, "bytes">[] = [];
    for await (const { file, chunks } of filesOf(source, formats)) yield { file, chunks: hashed(chunks, (sha256) => written.push({ file, sha256 })) };
    yield text("SHA256SUMS", sumsOf(written));
  },
});

async function* filesOf(source: CutSource, formats: readonly CutFormat[]): AsyncGenerator<ExportFile> {
  yield text("README.txt", archiveReadme(source.study, formats));
  yield text("manifest.json", manifestText(source.study));
  for (const format of formats) for await (const { file, chunks } of source.written?.(format.id) ?? format.write(source)) yield { file: `${format.id}/${file}`, chunks };
  yield { file: "records.ndjson", chunks: recordLines(source) };
  for (const script of EXAMPLE_SCRIPTS) yield text(script.file, await readExampleScript(script));
  yield text("rederive.mjs", await rederiveScript());
}

/** The study as a whole on the first line, then a patient on each, every record as it was sealed. */
async function* recordLines({ study, patients }: CutSource): AsyncGenerator<string> {
  yield `${JSON.stringify(study)}\n`;
  const kinds = Object.keys(study.manifest.counts).toSorted();
  for await (const { number, of } of patients()) yield `${JSON.stringify({ patient: number, records: kinds.flatMap((kind) => of(kind).map((payload) => ({ kind, payload }))) })}\n`;
}

const MOST_SCRIPT = 20_000_000; // bytes

/** Put together from the rules themselves, in a process of its own that needs no environment. */
async function rederiveScript(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["ops/rederive/bundle.mjs"], { maxBuffer: MOST_SCRIPT, env: {} as NodeJS.ProcessEnv });
  return stdout;
}

async function* hashed(chunks: AsyncIterable<string | Uint8Array>, done: (sha256: string) => void): AsyncGenerator<string | Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  done(hash.digest("hex"));
}

const text = (file: string, content: string): ExportFile => ({ file, chunks: once(content) });

async function* once(content: string): AsyncGenerator<string> {
  yield content;
}
