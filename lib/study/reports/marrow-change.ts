import { Decimal } from "decimal.js";
import { knownValue } from "@/lib/crf/missing";
import { isCalendarDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { firstDayIn, type ReportSubject } from "@/lib/study/reports/report-subject";

interface Marrow { readonly on: CalendarDate; readonly visit: string | null; readonly blasts: Decimal }

/** The deepest fall, or the least rise, of the marrow blasts; per cents as written. */
export interface MarrowChange {
  readonly baseline: string;
  readonly baselineOn: CalendarDate;
  readonly best: string;
  readonly bestOn: CalendarDate;
  readonly visit: string | null;
  /** Of the baseline, to one decimal, half up: "−87.5" is "-87.5". */
  readonly changePct: string;
}

/**
 * The least blasts after the first cenersen and not after new therapy, against the last count until then. Without one of them, what
 * is missing in words. A baseline of 0 has no change in per cent.
 */
export function marrowChange(subject: ReportSubject): MarrowChange | { readonly missing: string } {
  const firstDose = firstDayIn(subject, "cenersen_infusion", "startAt", "C1");
  if (firstDose === null) return { missing: "no cenersen yet" };
  const stop = firstDayIn(subject, "new_therapy", "startDate");
  const marrows = subject.entries.flatMap(readMarrow).toSorted((one, other) => (one.on < other.on ? -1 : 1));
  const baseline = marrows.findLast(({ on }) => on <= firstDose);
  if (baseline === undefined) return { missing: "no marrow blasts before treatment" };
  if (baseline.blasts.isZero()) return { missing: "no blasts before treatment" };
  const best = marrows.filter(({ on }) => on > firstDose && (stop === null || on <= stop)).reduce<Marrow | null>((least, one) => (least !== null && least.blasts.lessThanOrEqualTo(one.blasts) ? least : one), null);
  if (best === null) return { missing: "no marrow blasts after treatment" };
  const change = best.blasts.minus(baseline.blasts).times(100).dividedBy(baseline.blasts);
  return { baseline: baseline.blasts.toFixed(), baselineOn: baseline.on, best: best.blasts.toFixed(), bestOn: best.on, visit: best.visit, changePct: change.toFixed(1, Decimal.ROUND_HALF_UP) };
}

function readMarrow({ formId, visit, answers }: ReportSubject["entries"][number]): readonly Marrow[] {
  const [on, blasts] = [knownValue(answers["marrowDate"]), knownValue(answers["blastPct"])];
  if (formId !== "marrow" || typeof on !== "string" || !isCalendarDate(on) || (typeof blasts !== "string" && typeof blasts !== "number")) return [];
  return [{ on, visit, blasts: new Decimal(blasts) }];
}
