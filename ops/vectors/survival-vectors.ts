import { z } from "zod";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import { diseaseFreeSurvival, overallSurvival } from "@/lib/study/survival/survival-times";
import { allDifferences, differing, idOf, runVector } from "@/ops/vectors/vector-outcome";
import type { VectorOutcome } from "@/ops/vectors/vector-outcome";

const day = z.string().refine(isCalendarDate, "not a calendar date").nullish().transform((date) => date ?? null);
const count = z.number().nullish().transform((value) => value ?? null);

const survivalVector = z.object({
  input: z.object({ randomised: day, first_response: day, relapse: day, death: day, last_known_alive: day, last_disease_assessment: day }),
  expected: z.object({ os_days: count, os_event: count, dfs_days: count, dfs_event: count }),
});

export function runSurvivalVectors(rows: readonly unknown[]): VectorOutcome[] {
  return rows.map((row, index) => runVector(idOf(row, `survival row ${index + 1}`), () => {
    const { input, expected } = survivalVector.parse(row);
    const dates = {
      randomised: input.randomised,
      firstResponse: input.first_response,
      relapse: input.relapse,
      death: input.death,
      lastKnownAlive: input.last_known_alive,
      lastDiseaseAssessment: input.last_disease_assessment,
    };
    const overall = overallSurvival(dates);
    const diseaseFree = diseaseFreeSurvival(dates);
    return allDifferences([
      differing("OS days", expected.os_days, overall?.days ?? null),
      differing("OS event", expected.os_event, overall?.event ?? null),
      differing("DFS days", expected.dfs_days, diseaseFree?.days ?? null),
      differing("DFS event", expected.dfs_event, diseaseFree?.event ?? null),
    ]);
  }));
}
