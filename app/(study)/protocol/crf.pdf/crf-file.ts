import "server-only";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import type { CrfKind } from "./crf-kinds";

const MOST_BYTES = 32 * 1024 * 1024;
const run = promisify(execFile);
/** Written once: the definitions cannot change while the server runs. */
const written = new Map<string, Promise<Buffer>>();

/** The case report form as PDF, laid out in a process of its own: it takes seconds of a whole processor, and nobody's save waits for it. */
export function crfFile(version: ProtocolVersionId, kind: CrfKind): Promise<Buffer> {
  const name = `${version} ${kind}`;
  const known = written.get(name);
  if (known !== undefined) return known;
  const made = run(process.execPath, ["--import", "tsx", "ops/crf.ts", version, kind], { encoding: "buffer", maxBuffer: MOST_BYTES }).then(({ stdout }) => stdout);
  written.set(name, made);
  made.catch(() => written.delete(name));
  return made;
}
