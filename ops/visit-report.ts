// Visit reports as PDF, for the web server (lib/copies/file-visit-report.ts).
import { writeVisitReport } from "@/app/(study)/verification/reports/write-visit-report";
import { printLines } from "./print-lines";

await printLines(writeVisitReport);
