import { z } from "zod";
import type { ResponseProfile } from "@/lib/study/patient-record";
import { assessResponse } from "@/lib/study/response/assess-response";
import { bestOverallResponse } from "@/lib/study/response/best-overall-response";
import type { ResponseInput, ResponseStatus } from "@/lib/study/response/response-input";
import { treatmentFailure } from "@/lib/study/response/treatment-failure";
import { allDifferences, differing, idOf, runVector } from "@/ops/vectors/vector-outcome";
import type { VectorOutcome } from "@/ops/vectors/vector-outcome";

const figure = z.union([z.number(), z.string()]).nullish().transform((value) => value ?? null);
const text = z.string().nullish().transform((value) => value ?? null);
const days = z.number().nullish().transform((value) => value ?? null);
const flag = z.boolean().nullish().transform((value) => value ?? null);
const yesNo = z.string().nullish().transform((value) => (value === "Y" || value === "N" ? value : "U"));
const quantity = z.object({ value: z.union([z.number(), z.string()]).nullable(), unit: z.string().nullable() }).nullish()
  .transform((count) => (count == null || count.value === null || count.unit === null ? null : { value: count.value, unit: count.unit }));
const status = z.enum(["CR", "CRh", "CRp", "CRi", "MLFS", "PR", "NR", "REL", "NE"]);

const responseInput = z.object({
  marrow: z.object({
    done: z.enum(["Y", "N"]).nullish(), date: text, blast_pct: figure, spicules: yesNo,
    nucleated_cells: figure, biopsy_cellularity_pct: figure, auer_rods: yesNo,
  }).nullish(),
  blood: z.object({
    date: text, anc: quantity, platelets: quantity, wbc: quantity, neut_pct: figure, band_pct: figure, blasts_pct: figure,
  }).nullish(),
  emd: yesNo,
  transfusion: z.object({ rbc_within_7d: yesNo, plt_within_7d: yesNo }).nullish(),
  baseline_marrow_blast_pct: figure,
  prior_best: status.nullish(),
  regeneration_suspected: flag,
}).transform(({ marrow, blood, ...rest }): ResponseInput => ({
  marrow: {
    done: marrow?.done ?? null, date: marrow?.date ?? null, blastPct: marrow?.blast_pct ?? null, spicules: marrow?.spicules ?? "U",
    nucleatedCells: marrow?.nucleated_cells ?? null, biopsyCellularityPct: marrow?.biopsy_cellularity_pct ?? null, auerRods: marrow?.auer_rods ?? "U",
  },
  blood: {
    date: blood?.date ?? null, anc: blood?.anc ?? null, platelets: blood?.platelets ?? null, wbc: blood?.wbc ?? null,
    neutrophilsPct: blood?.neut_pct ?? null, bandsPct: blood?.band_pct ?? null, blastsPct: blood?.blasts_pct ?? null,
  },
  extramedullaryDisease: rest.emd,
  redCellsTransfused: rest.transfusion?.rbc_within_7d ?? "U",
  plateletsTransfused: rest.transfusion?.plt_within_7d ?? "U",
  baselineMarrowBlastPct: rest.baseline_marrow_blast_pct,
  priorBest: rest.prior_best ?? null,
  regenerationSuspected: rest.regeneration_suspected ?? false,
}));

const strings = z.array(z.string());
const expectation = z.object({ status: z.string(), failed: strings, unknown: strings, flags: strings });
const PROFILES: readonly ResponseProfile[] = ["SEED", "IWG2003", "ELN2022"];
const assessmentVector = z.object({ input: responseInput, expected: z.partialRecord(z.enum(["SEED", "IWG2003", "ELN2022"]), expectation) });

/** Status, failed and unknown criteria and flags under every profile that the vector names. */
export function runAssessmentVectors(rows: readonly unknown[]): VectorOutcome[] {
  return rows.map((row, index) => runVector(idOf(row, `assessment row ${index + 1}`), () => {
    const { input, expected } = assessmentVector.parse(row);
    return allDifferences(PROFILES.flatMap((profile) => {
      const wanted = expected[profile];
      if (wanted === undefined) return [];
      const got = assessResponse(input, profile);
      return [
        differing(`${profile} status`, wanted.status, got.status),
        differing(`${profile} failed`, asSet(wanted.failed), asSet(got.failed)),
        differing(`${profile} unknown`, asSet(wanted.unknown), asSet(got.unknown)),
        differing(`${profile} flags`, asSet(wanted.flags), asSet(got.flags)),
      ];
    }));
  }));
}

const asSet = (ids: readonly string[]) => [...new Set(ids)].toSorted();

const bestVector = z.object({
  assessments: z.array(z.object({ study_day: z.number(), status })),
  stops: z.object({ new_therapy_day: days, relapse_day: days, cutoff_day: days }).nullish(),
  expected: z.object({ best_overall_response: z.string(), first_day: z.number().nullable() }),
});

export function runBestResponseVectors(rows: readonly unknown[]): VectorOutcome[] {
  return rows.map((row, index) => runVector(idOf(row, `best response row ${index + 1}`), () => {
    const { assessments, stops, expected } = bestVector.parse(row);
    const dated = assessments.map((one): { studyDay: number; status: ResponseStatus } => ({ studyDay: one.study_day, status: one.status }));
    const got = bestOverallResponse(dated, { newTherapyDay: stops?.new_therapy_day ?? null, relapseDay: stops?.relapse_day ?? null, cutoffDay: stops?.cutoff_day ?? null });
    return allDifferences([differing("best", expected.best_overall_response, got.best), differing("first day", expected.first_day, got.firstDay)]);
  }));
}

const failureVector = z.object({
  input: z.object({
    responded: z.boolean(), therapy_completed: flag, days_from_end_of_treatment_to_death: days, alive_days_after_treatment: days,
    pb_blasts: yesNo, cytopenic: flag, last_marrow_days_before_death: days, last_marrow: text, evidence_persistent_leukaemia: flag,
  }),
  expected: z.string(),
});

export function runTreatmentFailureVectors(rows: readonly unknown[]): VectorOutcome[] {
  return rows.map((row, index) => runVector(idOf(row, `treatment failure row ${index + 1}`), () => {
    const { input, expected } = failureVector.parse(row);
    const got = treatmentFailure({
      responded: input.responded,
      therapyCompleted: input.therapy_completed,
      daysFromEndOfTreatmentToDeath: input.days_from_end_of_treatment_to_death,
      aliveDaysAfterTreatment: input.alive_days_after_treatment,
      bloodBlasts: input.pb_blasts,
      cytopenic: input.cytopenic,
      lastMarrowDaysBeforeDeath: input.last_marrow_days_before_death,
      lastMarrow: input.last_marrow,
      evidenceOfPersistentLeukaemia: input.evidence_persistent_leukaemia,
    });
    return differing("category", expected, got);
  }));
}
