// Certificates of locks as PDF, for the web server (app/(study)/lock/[lockId]/certificate.pdf).
import { writeCertificate } from "@/app/(study)/lock/[lockId]/certificate.pdf/write-certificate";
import { printLines } from "./print-lines";

await printLines(writeCertificate);
