import type { Decimal } from "decimal.js";
import { CTCAE_RULES, type Bound, type GradeRule, type Steps } from "./ctcae-rules";
import type { AnalyteCode } from "./analytes";
import type { ReferenceRange } from "./reference-range";

/** 0 is within limits. `grade` is null when a limit that decides is not known. */
export interface LabGrade {
  readonly term: string;
  readonly grade: 0 | 1 | 2 | 3 | 4 | null;
  readonly note: string | null;
}

interface Against {
  readonly value: Decimal;
  readonly limit: Decimal | null;
  readonly baseline: Decimal | null;
  readonly direction: GradeRule["direction"];
}

function isBeyond(bound: Bound, { value, limit, baseline, direction }: Against): boolean | null {
  const figure = "at" in bound ? bound.at : "timesLimit" in bound ? (limit?.times(bound.timesLimit) ?? null) : (baseline?.times(bound.timesBaseline) ?? null);
  if (figure === null) return null;
  if ("orEqual" in bound && value.eq(figure)) return true;
  return direction === "low" ? value.lt(figure) : value.gt(figure);
}

/** The highest grade one of whose bounds is passed; unknown when an unknown bound might give a higher one. */
function gradeBy(steps: Steps, against: Against): LabGrade["grade"] {
  for (const grade of [4, 3, 2, 1] as const) {
    const bounds = steps[grade - 1] ?? null;
    if (bounds === null) continue;
    const passed = bounds.map((bound) => isBeyond(bound, against));
    if (passed.includes(true)) return grade;
    const decides = bounds.every((bound, index) => passed[index] !== null || "timesBaseline" in bound); // no baseline: the limit alone decides
    if (!decides) return null;
  }
  return 0;
}

/**
 * The grade of a laboratory value by each term that concerns the analyte. `baseline` is the value before treatment, in the base unit as
 * everything here; null when there is none, or when the value is itself the baseline.
 */
export function gradesOf(code: AnalyteCode, value: Decimal, range: ReferenceRange | null, baseline: Decimal | null): readonly LabGrade[] {
  return (CTCAE_RULES[code] ?? []).map(({ term, direction, steps, ifBaselineAbnormal, note }) => {
    const limit = (direction === "low" ? range?.lower : range?.upper) ?? null;
    const wasAbnormal = baseline !== null && limit !== null && (direction === "low" ? baseline.lt(limit) : baseline.gt(limit));
    const grade = gradeBy(wasAbnormal && ifBaselineAbnormal ? ifBaselineAbnormal : steps, { value, limit, baseline, direction });
    return { term, grade, note: grade !== null && grade > 0 ? (note ?? null) : null };
  });
}
