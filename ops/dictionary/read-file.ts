import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { parse, type Options } from "csv-parse";
import { UnreadableDictionary } from "@/ops/dictionary/product";

type Encoding = "utf8" | "latin1";

interface FileFacts { readonly sha256: string; readonly encoding: Encoding }
const known = new Map<string, Promise<FileFacts>>();

/** One pass over the bytes: their hash, and whether they are UTF-8 (the registers of the 2010s are not). */
export function factsOf(file: string): Promise<FileFacts> {
  const facts = known.get(file) ?? readFacts(file);
  known.set(file, facts);
  return facts;
}

async function readFacts(file: string): Promise<FileFacts> {
  const hash = createHash("sha256");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let encoding: Encoding = "utf8";
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (encoding === "utf8") encoding = decodes(decoder, chunk) ? "utf8" : "latin1";
    }
  } catch (error) {
    throw new UnreadableDictionary(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return { sha256: hash.digest("hex"), encoding };
}

function decodes(decoder: TextDecoder, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The hash of one file, or of the hashes of several by name. */
export async function hashOf(files: readonly string[]): Promise<string> {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return (await factsOf(only)).sha256;
  const lines = await Promise.all(files.toSorted().map(async (file) => `${(await factsOf(file)).sha256}  ${path.basename(file)}\n`));
  return createHash("sha256").update(lines.join("")).digest("hex");
}

const open = async (file: string) => createReadStream(file, { encoding: (await factsOf(file)).encoding });

/** Every line that is not blank, one at a time. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: await open(file), crlfDelay: Infinity })) if (line.trim() !== "") yield line.replace(/^\uFEFF/, "");
}

export async function firstLine(file: string): Promise<string> {
  for await (const line of linesOf(file)) return line;
  return "";
}

/** Every row of a delimited file, one at a time. */
export async function* rowsOf(file: string, options: Options = {}): AsyncGenerator<string[]> {
  const input = await open(file);
  const parser = input.pipe(parse({ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, ...options }));
  input.on("error", (error) => parser.destroy(error));
  try {
    for await (const row of parser as AsyncIterable<string[]>) yield row;
  } catch (error) {
    throw new UnreadableDictionary(`${path.basename(file)} is not a table that can be read: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}.`);
  }
}
