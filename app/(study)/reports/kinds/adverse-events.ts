import { bars, type BarRow, type BarsProps } from "@/app/_figures/reports/bars";
import type { Painted } from "@/app/_figures/reports/looks";
import { readSubjects } from "@/lib/analysis/reports/read-subjects";
import { countByWorstGrade, percentOfTreated, SAFETY_COLUMNS, type CountByColumn, type SafetyColumn, type SafetyTable } from "@/lib/study/adverse-events/count-by-worst-grade";
import { CTCAE_5 } from "@/lib/study/adverse-events/ctcae-version";
import { GRADES, type Grade } from "@/lib/study/adverse-events/safety-event";
import { eventsOf } from "@/lib/study/reports/treated-events";
import type { ReportSubject } from "@/lib/study/reports/report-subject";
import { NOTHING_YET, type Cell, type ReportContent, type ReportKind } from "../report";

const MOST_TERMS = 12;

export const adverseEvents: ReportKind = {
  id: "adverse-events", title: "Adverse events by arm and grade", group: "Safety", verb: "safety.read",
  answers: "How many treated patients had which adverse event, by arm and worst grade?",
  empty: { title: "No adverse event after treatment yet", says: "Events are counted from the first day of cenersen on." },
  read: async ({ tx, source }) => contentOf(await readSubjects(tx, source, { findings: ["patient_exposure"], forms: ["adverse_event", "cenersen_infusion"] })),
};

const LOOKS: readonly { readonly says: string; readonly grades: readonly (Grade | "unknown")[]; readonly look: Painted }[] = [
  { says: "grade 1 or 2", grades: [1, 2], look: { look: "outline", ink: "accent" } }, { says: "grade 3", grades: [3], look: { look: "light", ink: "accent" } },
  { says: "grade 4", grades: [4], look: { look: "hatch", ink: "accent" } }, { says: "grade 5", grades: [5], look: { look: "solid", ink: "lock" } }, { says: "grade not recorded", grades: ["unknown"], look: { look: "dash", ink: "ns" } },
];
const sayColumn = (column: SafetyColumn): string => (column === "all" ? "All" : `Arm ${column}`);

export function contentOf(subjects: readonly ReportSubject[]): ReportContent {
  const { patients, events } = eventsOf(subjects);
  const table = countByWorstGrade(patients, events.filter(({ emergent }) => emergent));
  if (table.all.all.any === 0) return NOTHING_YET;
  const terms = table.groups.flatMap((group) => group.terms).toSorted((one, other) => other.counts.all.any - one.counts.all.any || (one.term < other.term ? -1 : 1));
  const rows: BarsProps["rows"] = [{ heading: "Any event" }, ...byArm(table.all, table), ...terms.slice(0, MOST_TERMS).flatMap(({ term, counts }) => [{ heading: term }, ...byArm(counts, table)])];
  return {
    says: `${table.all.all.any} of ${table.treated.all} treated patients had an adverse event, ${table.all.all.severe} of grade 3 or more${terms[0] ? `; most often ${terms[0].term}` : ""}.`,
    drawing: bars({ rows, unit: "% of treated", most: 100, labelWidth: 130, legend: LOOKS.map(({ says, look }) => ({ ...look, label: says })) }),
    tables: [{
      id: "terms", title: "Treated patients by class, term and arm, each once at the worst grade",
      columns: [{ name: "CLASS", label: "Class" }, { name: "TERM", label: "Term" }, { name: "ARM", label: "Arm" }, { name: "TREATED", label: "Treated", numeric: true }, { name: "PATIENTS", label: "With the event", numeric: true }, { name: "PERCENT", label: "%", numeric: true },
        ...GRADES.map((grade) => ({ name: `GRADE_${grade}`, label: `Grade ${grade}`, numeric: true })), { name: "GRADE_UNKNOWN", label: "?", numeric: true }, { name: "RELATED", label: "Related", numeric: true }, { name: "SERIOUS", label: "Serious", numeric: true }, { name: "DICTIONARY", label: "Dictionary", fileOnly: true }],
      rows: [...linesOf("All", "Any event", table.all, table), ...table.groups.flatMap(({ group, counts, terms: own }) => [...linesOf(group, "Any event", counts, table), ...own.flatMap(({ term, counts: ofTerm }) => linesOf(group, term, ofTerm, table))])],
    }],
    notes: [`${CTCAE_5}. Events that began, or may have begun, on or after the first day of cenersen. The ${Math.min(MOST_TERMS, terms.length)} most frequent terms are drawn; the table has all of them. Related: to any study drug, or not known.`],
  };
}

const byArm = (counts: CountByColumn, table: SafetyTable): readonly BarRow[] => SAFETY_COLUMNS.filter((column) => column !== "all" && table.treated[column] > 0).map((column) => {
  const [treated, { any, worst }] = [table.treated[column], counts[column]];
  return {
    label: `${sayColumn(column)}, N = ${treated}`, inner: true, note: `${any} (${percentOfTreated(any, treated)} %)`,
    parts: LOOKS.map(({ says, grades, look }) => { const some = grades.reduce((sum, grade) => sum + worst[grade], 0); return { value: (100 * some) / treated, ...look, says: `${sayColumn(column)}: ${some} of ${treated} ${says} at worst` }; }),
  };
});

const linesOf = (group: string, term: string, counts: CountByColumn, table: SafetyTable): readonly (readonly Cell[])[] => SAFETY_COLUMNS.map((column) => {
  const { any, worst, related, serious } = counts[column];
  return [group, term, sayColumn(column), table.treated[column], any, percentOfTreated(any, table.treated[column]), ...GRADES.map((grade) => worst[grade]), worst.unknown, related, serious, CTCAE_5];
});
