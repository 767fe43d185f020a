import type { Truth } from "@/lib/crf/condition";
import { sayDate } from "@/lib/kernel/calendar-date";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { exposureOfRow } from "@/lib/study/derive/exposure-findings";
import type { ExposureOverCourses } from "@/lib/study/inhibitors/exposure-over-courses";
import { isStarted } from "@/lib/study/derive/record-reading";
import type { RecordEntry } from "@/lib/study/patient-record";

type Answers = RecordEntry["answers"];
const ROW = "the row that is checked";

const exposureOf = (answers: Answers, { record }: CheckContext): ExposureOverCourses | undefined =>
  isStarted({ answers }) ? exposureOfRow(record, { id: ROW, answers }) : undefined;

const hasWindow = ({ trace }: ExposureOverCourses): boolean => trace.courses.some(({ window }) => window !== null);

/**
 * No while name or dose leave open whether a medication in the exposure window is an inhibitor. A date that leaves it open is not asked
 * about here, and a name that no dictionary knows goes to the monitor, not back to the site.
 */
export function inhibitorIsClear(answers: Answers, context: CheckContext): Truth {
  const exposure = exposureOf(answers, context);
  if (exposure === undefined || !hasWindow(exposure) || exposure.value === "uncoded") return "unknown";
  return exposure.value === "possible" && exposure.trace.match.verdict === "possible" ? "no" : "yes";
}

/** What is not clear, in the window it matters for. */
export function sayUnclearInhibitor(answers: Answers, context: CheckContext): string {
  const exposure = exposureOf(answers, context);
  const window = exposure?.trace.courses.find(({ value }) => value === "possible")?.window;
  const days = window ? ` between ${sayDate(window.firstDay)} and ${sayDate(window.lastDay)}` : "";
  const holds = exposure?.trace.match.substances.map(({ label }) => label).join(", ") ?? "";
  const recorded = ["doseValue", "doseUnit", "frequency", "route"].flatMap((field) => (typeof answers[field] === "string" ? answers[field].replaceAll("_", " ") : []));
  const asTaken = recorded.length === 0 ? "" : ` (${recorded.join(" ")})`;
  return `${String(answers["medication"] ?? "This medication")}${asTaken} may have been an inhibitor of cenersen${days} (${holds}: ${exposure?.trace.match.how ?? "not clear"}). Give the dose in mg or IU and how often it was taken, or the product's ingredients in brackets behind its name.`;
}
