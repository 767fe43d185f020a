import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Arm, DiseaseStatus } from "@/lib/study/patient-record";

/** One invented patient, as the published proportions of the trial ask for. Nothing of this row is stored; the records that lead to it are. */
export interface CohortRow {
  readonly subject: number;
  readonly arm: Arm;
  readonly sex: "M" | "F";
  readonly age: number;
  readonly diseaseStatus: DiseaseStatus;
  readonly bestResponse: "CR" | "CRp" | "NR";
  readonly exposed: boolean;
  readonly acetaminophen: boolean;
  readonly antioxidant: boolean;
  readonly zubrod: string;
  readonly heightCm: number;
  readonly weightKg: number;
}

export function readCohort(): readonly CohortRow[] {
  const rows: Record<string, string>[] = parse(readFileSync(new URL("./cohort-53.csv", import.meta.url)), { columns: true });
  return rows.map((row) => {
    const cell = (name: string) => {
      const value = row[name];
      if (value === undefined) throw new Error(`cohort-53.csv has no column ${name}`);
      return value;
    };
    return {
      subject: Number(cell("subject")), arm: cell("arm") as Arm, sex: cell("sex") as "M" | "F", age: Number(cell("age")),
      diseaseStatus: cell("disease_status") as DiseaseStatus, bestResponse: cell("best_response") as CohortRow["bestResponse"],
      exposed: cell("inhibitor_exposed") === "Y", acetaminophen: cell("inhibitor_agent").startsWith("acetaminophen + ") || cell("inhibitor_agent") === "acetaminophen",
      antioxidant: cell("inhibitor_agent").includes("antioxidant"),
      zubrod: cell("zubrod"), heightCm: Number(cell("height_cm")), weightKg: Number(cell("weight_kg")),
    };
  });
}
