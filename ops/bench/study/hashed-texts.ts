// The texts whose hashes stand in derived results, by patient, as JSON on the standard output: a copy has hashes of its own texts. Patients' ids come on the standard input.
import { readFileSync } from "node:fs";
import { readRecords } from "@/lib/patients/patient-store";
import { sha256 } from "@/lib/patients/store-findings";
import type { Tx } from "@/lib/server/db";
import { derivePatient } from "@/lib/study/derive-patient";
import type { PatientRecord } from "@/lib/study/patient-record";
import { administratorOf } from "@/ops/read-as";

/** What the derivation hashes itself first, then each result whole: the later ones may hold hashes of the earlier ones. */
function textsOf(record: PatientRecord): readonly string[] {
  const texts: string[] = [];
  const findings = derivePatient(record, { hashOf: (text) => { texts.push(text); return sha256(text); } });
  return [...new Set([...texts, ...findings.map(({ value, trace }) => JSON.stringify([value, trace]))])];
}

const ids = JSON.parse(readFileSync(0, "utf8")) as string[];
const prisma = administratorOf(process.env["DATABASE_ADMIN_URL"] ?? "");
const records = await prisma.$transaction((tx) => readRecords(tx as Tx, ids), { timeout: 60_000 });
await prisma.$disconnect();
process.stdout.write(JSON.stringify(Object.fromEntries(records.map((record) => [record.patientId, textsOf(record)]))));
