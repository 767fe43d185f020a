import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const KEPT_CHARACTERS = 65_536;

/** Lines that are set down once and read often, on disk instead of in memory. */
export interface Spool<Line> {
  readonly add: (line: Line) => Promise<void>;
  /** From the first line, in the order they were added; each call begins anew. Only once all lines are added. */
  readonly lines: () => AsyncGenerator<Line>;
}

/** A folder of spools. Its files have no name from the first moment on, so that nothing of a patient stays behind, not even when the process is killed. */
export interface SpoolFolder {
  readonly spool: <Line>() => Promise<Spool<Line>>;
  readonly close: () => Promise<void>;
}

export function openSpools(): SpoolFolder {
  const handles: FileHandle[] = [];
  const spool = async <Line>(): Promise<Spool<Line>> => {
    const handle = await openNameless();
    handles.push(handle);
    return spoolIn<Line>(handle);
  };
  return { spool, close: async () => void (await Promise.all(handles.splice(0).map((handle) => handle.close()))) };
}

async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(path.join(tmpdir(), "export-"));
  try {
    return await open(path.join(folder, "rows"), "w+", 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function spoolIn<Line>(handle: FileHandle): Spool<Line> {
  let [waiting, written]: [string[], number] = [[], 0];
  let characters = 0;
  const flush = async () => {
    const bytes = Buffer.from(waiting.join(""), "utf8");
    [waiting, characters] = [[], 0];
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, written);
      [done, written] = [done + bytesWritten, written + bytesWritten];
    }
  };
  return {
    add: async (line) => {
      const text = `${JSON.stringify(line)}\n`;
      waiting.push(text);
      characters += text.length;
      if (characters >= KEPT_CHARACTERS) await flush();
    },
    lines: async function* () {
      await flush();
      yield* readLines<Line>(handle, written);
    },
  };
}

/** Only "\n" ends a line: what readline takes for one (U+2028) may stand in a text. */
async function* readLines<Line>(handle: FileHandle, length: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  const buffer = Buffer.alloc(KEPT_CHARACTERS);
  let rest = "";
  for (let at = 0; at < length; ) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, length - at), at);
    if (bytesRead === 0) throw new Error("A temporary file of the export ended early.");
    at += bytesRead;
    const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}
