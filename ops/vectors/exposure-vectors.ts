import { z } from "zod";
import { exposureInWindow, windowOf } from "@/lib/study/inhibitors/exposure-window";
import type { ClassifiedMedication } from "@/lib/study/inhibitors/exposure-window";
import { differing, idOf, runVector } from "@/ops/vectors/vector-outcome";
import type { VectorOutcome } from "@/ops/vectors/vector-outcome";

const text = z.string().nullish().transform((value) => value ?? null);

const medication = z.object({
  inhibitor_class: text, start: text, stop: text, ongoing: z.boolean().nullish(),
  daily_dose: z.union([z.number(), z.string()]).nullish(), unit: text, route: text,
}).transform((row): ClassifiedMedication => ({
  inhibitorClass: row.inhibitor_class, start: row.start, stop: row.stop, ongoing: row.ongoing ?? false,
  dailyDose: row.daily_dose ?? null, unit: row.unit, route: row.route,
}));

const exposureVector = z.object({
  course: z.object({ cenersen_first_day: z.string(), cenersen_last_day: z.string() }),
  medication: z.union([z.object({ sum_of: z.array(medication) }).transform(({ sum_of }) => sum_of), medication]),
  expected: z.enum(["YES", "NO", "POSSIBLE"]),
});

export function runExposureVectors(content: unknown): VectorOutcome[] {
  const { rows } = z.object({ rows: z.array(z.unknown()) }).parse(content);
  return rows.map((row, index) => runVector(idOf(row, `exposure row ${index + 1}`), () => {
    const { course, medication: taken, expected } = exposureVector.parse(row);
    const window = windowOf(course.cenersen_first_day, course.cenersen_last_day);
    return differing("exposure", expected, exposureInWindow({ window, medication: taken }));
  }));
}
