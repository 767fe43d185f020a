// PDFs in a process of their own, which has no database, no network and no secret: a line of JSON in, the length (4 bytes) and the bytes of a
// PDF out, one after the other until the input ends. The web server asks for it so (lib/exports/casebooks/pdf-printer.ts).
import { createInterface } from "node:readline";

export async function printLines<Content>(write: (content: Content) => Promise<Buffer>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const pdf = await write(JSON.parse(line) as Content);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(pdf.length);
    process.stdout.write(Buffer.concat([length, pdf]));
  }
}
