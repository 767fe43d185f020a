// Case report forms as PDF, for the web server and for exports (lib/exports/formats/crf-printer.ts).
import { printCrf } from "@/app/(study)/protocol/crf.pdf/print-crf";
import { printLines } from "./print-lines";

await printLines(printCrf);
