import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { ExportFormat } from "../export-format";

const MOST_BYTES = 32 * 1024 * 1024;
const AT_ONCE = Math.min(2, availableParallelism());
const KINDS = ["blank", "annotated"] as const;
const run = promisify(execFile);

/** Laid out once in the life of a process: the definitions cannot change meanwhile, and the archive asks again. */
const written = new Map<string, Promise<Buffer>>();

/** Laid out in a process of its own that gets no secret and no address of a database; of a training it says so on every page. */
function printed(version: string, kind: string, isTraining: boolean): Promise<Buffer> {
  const name = JSON.stringify([version, kind, isTraining]);
  const env = (isTraining ? { TRIAL_KIND: "training" } : {}) as unknown as NodeJS.ProcessEnv;
  const pdf = written.get(name) ?? run(process.execPath, ["--import", "tsx", "ops/crf.ts", version, kind], { encoding: "buffer", maxBuffer: MOST_BYTES, env }).then(({ stdout }) => stdout);
  written.set(name, pdf);
  pdf.catch(() => written.delete(name));
  return pdf;
}

async function* whole(pdf: Promise<Buffer>): AsyncGenerator<Uint8Array> {
  yield await pdf;
}

export const crf: ExportFormat = {
  id: "crf", title: "Case report form, blank and annotated (PDF)",
  says: "For archives and reviewers: every form of each protocol version as this release prints it, once blank and once with where each value goes in SDTM. It holds no patient's data.",
  write: async function* ({ study }) {
    const isTraining = study.study["isTraining"] === true;
    const wanted = Object.keys(protocolVersions).flatMap((version) => KINDS.map((kind) => ({ version, kind })));
    for (const [at, { version, kind }] of wanted.entries()) {
      const both = wanted.slice(at, at + AT_ONCE).map((each) => printed(each.version, each.kind, isTraining));
      yield await Promise.resolve({ file: `crf-${version}-${kind}.pdf`, chunks: whole(both[0] ?? printed(version, kind, isTraining)) });
    }
  },
};
