// Runs vectors through the very functions that the application derives with: npm run derive -- FILE.json
import { readFileSync } from "node:fs";
import { z } from "zod";
import { runDoseVectors } from "@/ops/vectors/dose-vectors";
import { runExposureVectors } from "@/ops/vectors/exposure-vectors";
import { runAssessmentVectors, runBestResponseVectors, runTreatmentFailureVectors } from "@/ops/vectors/response-vectors";
import { runSurvivalVectors } from "@/ops/vectors/survival-vectors";
import type { VectorOutcome } from "@/ops/vectors/vector-outcome";

const rows = z.array(z.unknown());

const RUNNERS: Readonly<Record<string, (content: unknown) => VectorOutcome[]>> = {
  assessment_vectors: (content) => runAssessmentVectors(rows.parse(content)),
  best_overall_response_vectors: (content) => runBestResponseVectors(rows.parse(content)),
  treatment_failure_vectors: (content) => runTreatmentFailureVectors(rows.parse(content)),
  survival_vectors: (content) => runSurvivalVectors(rows.parse(content)),
  dose_vectors: runDoseVectors,
  inhibitor_window_vectors: runExposureVectors,
};

class UnreadableFile extends Error {}

function readVectors(path: string | undefined): Record<string, unknown> {
  if (path === undefined) throw new UnreadableFile("Name a file: npm run derive -- FILE.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UnreadableFile(`${path} cannot be read.`);
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new UnreadableFile(`${path} is not a JSON object of vectors.`);
  }
}

function runAll(vectors: Readonly<Record<string, unknown>>): VectorOutcome[] {
  return Object.entries(vectors).flatMap(([key, content]) => {
    const run = Object.hasOwn(RUNNERS, key) ? RUNNERS[key] : undefined;
    if (run === undefined) {
      if (key !== "meta") console.log(`${key}: not known here, ignored`);
      return [];
    }
    try {
      return run(content);
    } catch (error) {
      if (error instanceof z.ZodError) throw new UnreadableFile(`"${key}" does not hold rows in the expected shape.`);
      throw error;
    }
  });
}

function main(argv: readonly string[]): number {
  try {
    const outcomes = runAll(readVectors(argv.find((argument) => argument !== "--")));
    const failures = outcomes.filter(({ problem }) => problem !== null);
    for (const { id, problem } of failures) console.log(`${id}: ${problem}`);
    console.log(`${outcomes.length - failures.length} passed, ${failures.length} failed`);
    return failures.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    console.error(error.message);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
