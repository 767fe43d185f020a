import "server-only";
import { spawn } from "node:child_process";
import { once } from "node:events";

/** What is not laid out by then never will be. */
const PATIENCE = 180_000; // ms
const LENGTH = 4; // bytes in front of each file

export interface PdfPrinter<Content> {
  /** In the order in which they were asked for, also before the one before is there; the file is whole or the promise fails. `what` names it in the failure. */
  readonly print: (content: Content, what: string) => Promise<Buffer>;
  readonly close: () => void;
}

/**
 * Draws pages in a process of its own: hundreds of them take seconds of a whole processor, and nobody's save waits for them. The process gets no
 * environment, so no secret and no address of a database, and reads nothing but the fonts.
 */
export function openPdfPrinter<Content>(script: "ops/casebook.ts" | "ops/certificate.ts" | "ops/crf-lines.ts" | "ops/visit-report.ts"): PdfPrinter<Content> {
  const child = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["pipe", "pipe", "pipe"], env: {} as NodeJS.ProcessEnv });
  let [received, complaint] = [Buffer.alloc(0), ""];
  child.stdout.on("data", (part: Buffer) => { received = Buffer.concat([received, part]); });
  child.stderr.on("data", (part: Buffer) => { complaint = (complaint + part.toString()).slice(-4_000); });
  child.stdin.on("error", () => {}); // the process has gone: the print that waits says so
  const gone = once(child, "exit");

  const take = (): Buffer | null => {
    if (received.length < LENGTH || received.length < LENGTH + received.readUInt32BE(0)) return null;
    const end = LENGTH + received.readUInt32BE(0);
    const file = Buffer.from(received.subarray(LENGTH, end));
    received = received.subarray(end);
    return file;
  };
  const awaitFile = async (what: string): Promise<Buffer> => {
    const late = AbortSignal.timeout(PATIENCE);
    for (;;) {
      const file = take();
      if (file) return file;
      if (child.exitCode !== null || child.signalCode !== null || late.aborted) throw new Error(`${what} could not be laid out. ${complaint}`);
      await Promise.race([once(child.stdout, "data", { signal: late }), gone]).catch(() => undefined);
    }
  };
  let before: Promise<unknown> = Promise.resolve();
  const print = (content: Content, what: string): Promise<Buffer> => {
    child.stdin.write(`${JSON.stringify(content)}\n`);
    const file = before.then(() => awaitFile(what));
    before = file.catch(() => undefined);
    return file;
  };
  return { print, close: () => { child.stdin.end(); child.kill(); } };
}
