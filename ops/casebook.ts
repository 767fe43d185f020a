// Casebooks as PDF, for the web server and for exports (lib/exports/casebooks/casebook-printer.ts).
import { writeCasebook } from "@/app/(study)/patients/[number]/casebook.pdf/write-casebook";
import { printLines } from "./print-lines";

await printLines(writeCasebook);
