import { isCodedTerm, needsWords, type CodedTerm } from "@/lib/crf/coded-term";
import type { Dictionary } from "@/lib/crf/dictionary";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { latestDay, type PartialDate } from "@/lib/kernel/partial-date";
import { partialDateOf, textOf } from "@/lib/study/derive/record-reading";
import type { Arm, RecordEntry } from "@/lib/study/patient-record";
import type { WallTime } from "./report-deadline";

/** One patient as far as safety goes; `firstDay` is the first day of cenersen, null when none was given. */
export interface SafetyPatient {
  readonly number: string;
  readonly arm: Arm | null;
  readonly firstDay: CalendarDate | null;
  readonly exposure: "exposed" | "possible" | "not_exposed" | null;
}

export type Grade = 1 | 2 | 3 | 4 | 5;
export const GRADES: readonly Grade[] = [1, 2, 3, 4, 5];

export interface SafetyEvent {
  readonly entryId: string;
  readonly rowNo: number;
  readonly patient: SafetyPatient;
  /** Under which it is counted: the CTCAE term, or the words of the chart while it has none. */
  readonly term: string;
  readonly group: string;
  readonly verbatim: string | null;
  readonly grade: Grade | null;
  readonly serious: boolean;
  /** To any drug of the study; "not known" counts as related, as is usual, because it cannot be excluded. */
  readonly related: boolean;
  /** Related to which, for a reader: "cenersen, idarubicin not known". */
  readonly relation: string;
  readonly start: PartialDate | null;
  /** Starts, or may start, on or after the first day of cenersen. */
  readonly emergent: boolean;
  readonly outcome: string | null;
  readonly awareAt: WallTime | null;
  readonly reportedAt: WallTime | null;
}

/** Events that nobody has coded yet stand together, by the words of the chart. */
export const NOT_CODED = "Not coded yet";

const DRUGS = [["related", "cenersen"], ["relatedIdarubicin", "idarubicin"], ["relatedCytarabine", "cytarabine"]] as const;

/** The term chosen; for a row without one, the term that its words are; otherwise the words themselves. */
function termOf(entry: Pick<RecordEntry, "answers">, dictionary: Dictionary): Pick<CodedTerm, "term" | "group"> {
  const { ctcaeTerm, ctcaeOther, term } = entry.answers;
  const verbatim = typeof term === "string" ? term.trim() : "";
  if (isCodedTerm(ctcaeTerm)) return needsWords(ctcaeTerm) && typeof ctcaeOther === "string" ? { term: `Other: ${ctcaeOther}`, group: ctcaeTerm.group } : ctcaeTerm;
  return dictionary.find(verbatim) ?? { term: verbatim || "no term yet", group: NOT_CODED };
}

const gradeOf = (entry: RecordEntry): Grade | null => GRADES.find((grade) => String(grade) === textOf(entry, "grade")) ?? null;

/** An adverse event as the tables count it. A start that is not wholly known counts as after the first dose when it can be. */
export function safetyEvent(entry: RecordEntry, patient: SafetyPatient, dictionary: Dictionary): SafetyEvent {
  const { term, group } = termOf(entry, dictionary);
  const relations = DRUGS.flatMap(([field, drug]) => ({ Y: [drug], U: [`${drug} not known`] })[textOf(entry, field) ?? ""] ?? []);
  const start = partialDateOf(entry, "startDate");
  return {
    entryId: entry.id, rowNo: entry.rowNo, patient, term, group, verbatim: textOf(entry, "term"), grade: gradeOf(entry), start,
    serious: textOf(entry, "serious") === "Y",
    related: relations.length > 0,
    relation: relations.join(", ") || "none stated",
    emergent: patient.firstDay !== null && (start === null || latestDay(start) >= patient.firstDay),
    outcome: textOf(entry, "outcome"), awareAt: textOf(entry, "awareAt"), reportedAt: textOf(entry, "reportedAt"),
  };
}
