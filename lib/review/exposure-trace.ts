import { z } from "zod";
import { addDays, daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import { earliestDay, isPartialDate, latestDay } from "@/lib/kernel/partial-date";
import { rememberedOf } from "@/lib/kernel/remembered-of";

/** What a stored exposure finding tells the board. Findings outlive the rules that made them, so a part that is not there reads as empty. */
export const ExposureTrace = z.object({
  match: z.object({ verdict: z.enum(["inhibitor", "possible", "none", "uncoded"]).catch("possible"), how: z.string(), substances: z.array(z.object({ id: z.string().catch(""), label: z.string() })) })
    .catch({ verdict: "possible", how: "", substances: [] }),
  dailyDose: z.string().nullable().catch(null),
  overlapDays: z.array(z.string()).catch([]),
  overlap: z.enum(["YES", "NO", "POSSIBLE"]).catch("POSSIBLE"),
  reasons: z.array(z.string()).catch([]),
  courses: z.array(z.object({ course: z.literal([1, 2]), value: z.string() })).catch([]),
  /** A list of [field, value] as text; a verdict is bound to its hash. */
  inputs: z.string().catch("[]"),
});
export type ExposureTrace = z.infer<typeof ExposureTrace>;

/** Of a medication that was read: once for as long as it is remembered. */
export const traceOf = rememberedOf(({ trace }: { readonly trace: unknown }): ExposureTrace => ExposureTrace.parse(trace));

const readInputs = (inputs: string) => z.array(z.tuple([z.string(), z.unknown()])).catch([]).parse(JSON.parse(inputs));

/** What a register listed under the name when the finding was made. */
export const compositionsIn = (inputs: string): readonly string[] => z.array(z.string()).catch([]).parse(readInputs(inputs).find(([field]) => field === "register")?.[1]);

/** The fields that a verdict rests on: a change of any other leaves it standing. */
export const inputFields = ({ inputs }: ExposureTrace): readonly string[] => z.array(z.tuple([z.string()], z.unknown())).catch([]).parse(JSON.parse(inputs)).map(([field]) => field);

export interface Days {
  readonly from: CalendarDate;
  /** The last day; null while it goes on. */
  readonly to: CalendarDate | null;
}

/** "2024-09-16/2024-09-22" as stored; null while there is no window. */
export function windowOfFinding(value: string | null): { readonly from: CalendarDate; readonly to: CalendarDate } | null {
  const [from, to] = (value ?? "").split("/");
  return from && to && isPartialDate(from) && isPartialDate(to) ? { from, to } : null;
}

/** Before anything that a board shows. */
const LONG_BEFORE_DAYS = 60;

/** The longest stretch in which the medication can have been taken; an unknown start reaches back beyond the axis. */
export function takenDays(answers: Readonly<Record<string, unknown>>, first: CalendarDate): Days {
  const dateIn = (field: string) => { const value = answers[field]; return typeof value === "string" && isPartialDate(value) ? value : null; };
  const [start, stop] = [dateIn("startDate"), dateIn("stopDate")];
  const from = start === null ? addDays(first, -LONG_BEFORE_DAYS) : earliestDay(start);
  if (answers["ongoing"] === "Y") return { from, to: null };
  if (stop === null) return { from, to: answers["frequency"] === "once" && start !== null ? latestDay(start) : null };
  return { from, to: latestDay(stop) };
}

const days = (count: number) => `${count} d`;

/** "2 d inside", "1 d after the window", "dates leave it open". */
export function sayOverlap({ overlap, overlapDays }: Pick<ExposureTrace, "overlap" | "overlapDays">, taken: Days, window: { readonly from: CalendarDate; readonly to: CalendarDate } | null): string {
  if (window === null) return "no window yet";
  if (overlapDays.length > 0) return `${days(overlapDays.length)} inside`;
  if (overlap === "YES") return "inside, days not known";
  if (overlap === "POSSIBLE") return "dates leave it open";
  if (taken.from > window.to) return `${days(daysBetween(window.to, taken.from))} after the window`;
  return taken.to !== null && taken.to < window.from ? `${days(daysBetween(taken.to, window.from))} before the window` : "not inside";
}
