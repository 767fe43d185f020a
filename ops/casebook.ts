// Casebooks as PDF in a process of their own, which has no database, no network and no secret: a line of JSON in, the length (4 bytes) and
// the bytes of a PDF out, one after the other until the input ends. The web server asks for it so (lib/exports/casebooks/casebook-printer.ts).
import { createInterface } from "node:readline";
import { writeCasebook } from "@/app/(study)/patients/[number]/casebook.pdf/write-casebook";
import type { CasebookContent } from "@/lib/exports/casebooks/casebook-content";

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const pdf = await writeCasebook(JSON.parse(line) as CasebookContent);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(pdf.length);
  process.stdout.write(Buffer.concat([length, pdf]));
}
