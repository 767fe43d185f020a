import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { ExportFormat } from "../export-format";

const MOST_BYTES = 32 * 1024 * 1024;
const KINDS = ["blank", "annotated"] as const;
const run = promisify(execFile);

/** Laid out in a process of its own that gets no secret and no address of a database; of a training it says so on every page. */
async function* printed(version: string, kind: string, isTraining: boolean): AsyncGenerator<Uint8Array> {
  const env = (isTraining ? { TRIAL_KIND: "training" } : {}) as unknown as NodeJS.ProcessEnv;
  const { stdout } = await run(process.execPath, ["--import", "tsx", "ops/crf.ts", version, kind], { encoding: "buffer", maxBuffer: MOST_BYTES, env });
  yield stdout;
}

export const crf: ExportFormat = {
  id: "crf", title: "Case report form, blank and annotated (PDF)",
  says: "For archives and reviewers: every form of each protocol version as this release prints it, once blank and once with where each value goes in SDTM. It holds no patient's data.",
  write: async function* ({ study }) {
    for (const version of Object.keys(protocolVersions)) {
      for (const kind of KINDS) yield await Promise.resolve({ file: `crf-${version}-${kind}.pdf`, chunks: printed(version, kind, study.study["isTraining"] === true) });
    }
  },
};
