import { isCalendarDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { knownValue } from "@/lib/crf/missing";
import type { DeviationTrace } from "@/lib/study/derive/deviation-findings";
import { isDeviationCategory, type DeviationCategory } from "@/lib/study/deviations/deviation-categories";
import type { Source } from "@/lib/study/patient-record";

/** A deviation that the rules found. */
export interface DerivedDeviation {
  readonly subject: string;
  readonly category: string;
  readonly trace: DeviationTrace;
}

/** A row of the site's log of deviations. */
export interface RecordedDeviation {
  readonly entryId: string;
  readonly rowNo: number;
  readonly answers: Readonly<Record<string, unknown>>;
}

type YesNo = "Y" | "N" | "U";

/** One departure from the protocol: derived, recorded, or both. */
export interface Deviation {
  /** What it is of, as the rules name it; null for one that only the site recorded. */
  readonly subject: string | null;
  readonly category: DeviationCategory;
  readonly on: CalendarDate | null;
  readonly says: string;
  readonly protocol: string | null;
  readonly reason: string | null;
  /** The value that departed. */
  readonly source: Source | null;
  /** What the site recorded of it; null while it has not. */
  readonly recorded: {
    readonly entryId: string;
    readonly rowNo: number;
    readonly description: string | null;
    readonly important: YesNo | null;
    readonly affectsSafety: YesNo | null;
    readonly affectsData: YesNo | null;
    readonly correctiveAction: string | null;
    readonly reportedOn: CalendarDate | null;
    /** It answers a derived deviation that a correction has taken away since. */
    readonly outlived: boolean;
  } | null;
}

const textIn = (answers: RecordedDeviation["answers"], field: string): string | null => {
  const value = knownValue(answers[field]);
  return typeof value === "string" ? value : null;
};
const dayIn = (answers: RecordedDeviation["answers"], field: string): CalendarDate | null => {
  const day = textIn(answers, field);
  return day !== null && isCalendarDate(day) ? day : null;
};
const yesNoIn = (answers: RecordedDeviation["answers"], field: string): YesNo | null => (["Y", "N", "U"] as const).find((code) => code === textIn(answers, field)) ?? null;
const categoryOf = (code: string | null): DeviationCategory => (code !== null && isDeviationCategory(code) ? code : "other");

const recordOf = ({ entryId, rowNo, answers }: RecordedDeviation, outlived: boolean): NonNullable<Deviation["recorded"]> => ({
  entryId, rowNo, outlived, description: textIn(answers, "description"),
  important: yesNoIn(answers, "important"), affectsSafety: yesNoIn(answers, "affectsSafety"), affectsData: yesNoIn(answers, "affectsData"),
  correctiveAction: textIn(answers, "correctiveAction"), reportedOn: dayIn(answers, "reportedOn"),
});

/**
 * The deviations of one patient, oldest first and undated ones last. A row that names a derived deviation is told together with it,
 * with the site's category and day where it gave them; of two rows that name the same, the first is. Nothing recorded is left out.
 */
export function joinDeviations(derived: readonly DerivedDeviation[], recorded: readonly RecordedDeviation[]): readonly Deviation[] {
  const rows = recorded.toSorted((one, other) => one.rowNo - other.rowNo);
  const answering = (subject: string) => rows.find(({ answers }) => textIn(answers, "answers") === subject);
  const found = derived.map(({ subject, category, trace }): Deviation => {
    const row = answering(subject);
    return {
      subject, category: categoryOf(row ? textIn(row.answers, "category") ?? category : category), on: (row && dayIn(row.answers, "happenedOn")) ?? trace.on,
      says: trace.says, protocol: trace.protocol, reason: trace.reason, source: trace.source, recorded: row ? recordOf(row, false) : null,
    };
  });
  const told = new Set(derived.flatMap(({ subject }) => answering(subject)?.entryId ?? []));
  const others = rows.filter(({ entryId }) => !told.has(entryId)).map((row): Deviation => {
    const names = textIn(row.answers, "answers");
    const outlived = names !== null && !derived.some(({ subject }) => subject === names);
    return {
      subject: null, category: categoryOf(textIn(row.answers, "category")), on: dayIn(row.answers, "happenedOn"), says: textIn(row.answers, "description") ?? "Not described yet",
      protocol: null, reason: null, source: { entryId: row.entryId, field: "category" }, recorded: recordOf(row, outlived),
    };
  });
  const key = ({ on, subject, recorded: row }: Deviation) => `${on ?? "9999-12-31"} ${subject ?? ""} ${row?.entryId ?? ""}`;
  return [...found, ...others].toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
