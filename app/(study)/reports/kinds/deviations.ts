import { bars } from "@/app/_figures/reports/bars";
import type { Painted } from "@/app/_figures/reports/looks";
import { readSubjects } from "@/lib/analysis/reports/read-subjects";
import { groupBy } from "@/lib/kernel/group-by";
import { DEVIATION_CATEGORIES, type DeviationCategory } from "@/lib/study/deviations/deviation-categories";
import { joinDeviations, type DerivedDeviation, type Deviation } from "@/lib/study/deviations/join-deviations";
import type { ReportSubject } from "@/lib/study/reports/report-subject";
import { counted, NOTHING_YET, type Cell, type ReportColumn, type ReportContent, type ReportKind } from "../report";

export const deviations: ReportKind = {
  id: "deviations", title: "Protocol deviations", group: "Conduct", verb: "deviation.read",
  answers: "Which departures from the protocol are there, of what kind and at which sites, and what do the sites say of them?",
  empty: { title: "No deviation", says: "What the rules find, and what sites record, is counted here." },
  read: async ({ tx, source }) => contentOf(await readSubjects(tx, source, { findings: ["deviation"], trace: ["says", "on", "source", "protocol", "reason"], forms: ["protocol_deviation"] })),
};

interface Placed extends Deviation { readonly site: string; readonly patient: string }
type Importance = "important" | "minor" | "open";

const LOOKS: Readonly<Record<Importance, Painted & { readonly says: string }>> = {
  important: { look: "solid", ink: "due", says: "important" }, minor: { look: "outline", ink: "due", says: "not important" }, open: { look: "hatch", ink: "due", says: "not assessed by the site yet" },
};
const KINDS = Object.keys(LOOKS) as Importance[];
const importanceOf = ({ recorded }: Deviation): Importance => (recorded?.important === "Y" ? "important" : recorded?.important === "N" ? "minor" : "open");

export function contentOf(subjects: readonly ReportSubject[]): ReportContent {
  const all = subjects.flatMap((subject) => deviationsIn(subject).map((deviation): Placed => ({ ...deviation, site: subject.site, patient: subject.number })));
  if (all.length === 0) return NOTHING_YET;
  const count = (some: readonly Placed[], kind: Importance) => some.filter((one) => importanceOf(one) === kind).length;
  const categories = (Object.keys(DEVIATION_CATEGORIES) as DeviationCategory[]).map((category) => ({ category, label: DEVIATION_CATEGORIES[category], some: all.filter((one) => one.category === category) })).filter(({ some }) => some.length > 0);
  const sites = [...groupBy(all, ({ site }) => site)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const row = (label: string, some: readonly Placed[]) => ({ label, note: `${some.length}`, parts: KINDS.map((kind) => ({ value: count(some, kind), look: LOOKS[kind].look, ink: LOOKS[kind].ink, says: `${label}: ${count(some, kind)} ${LOOKS[kind].says}` })) });
  const measures: readonly ReportColumn[] = [{ name: "DEVIATIONS", label: "Deviations", numeric: true }, { name: "PATIENTS", label: "Patients", numeric: true }, { name: "FOUND_BY_RULES", label: "Found by the rules", numeric: true }, { name: "RECORDED_ALONE", label: "Recorded by the site alone", numeric: true }, { name: "IMPORTANT", label: "Important", numeric: true }, { name: "NOT_IMPORTANT", label: "Not important", numeric: true }, { name: "NOT_ASSESSED", label: "Not assessed yet", numeric: true }];
  const cells = (some: readonly Placed[]): readonly Cell[] => [some.length, new Set(some.map(({ patient }) => patient)).size, some.filter(({ subject }) => subject !== null).length, some.filter(({ subject }) => subject === null).length, ...KINDS.map((kind) => count(some, kind))];
  return {
    says: `${counted(all.length, "deviation")} of ${counted(new Set(all.map(({ patient }) => patient)).size, "patient")}: ${count(all, "important")} called important, ${count(all, "open")} not assessed by the site yet.`,
    drawing: bars({ unit: "deviations", legend: KINDS.map((kind) => ({ look: LOOKS[kind].look, ink: LOOKS[kind].ink, label: LOOKS[kind].says })), labelWidth: 190, rows: [{ heading: "Category" }, ...categories.map(({ label, some }) => row(label, some)), { heading: "Site" }, ...sites.map(([site, some]) => row(site, some))] }),
    tables: [
      { id: "categories", title: "By category", columns: [{ name: "CATEGORY", label: "Category" }, ...measures], rows: categories.map(({ label, some }) => [label, ...cells(some)]) },
      { id: "sites", title: "By site", columns: [{ name: "SITE", label: "Site" }, ...measures], rows: sites.map(([site, some]) => [site, ...cells(some)]) },
    ],
    notes: ["A deviation that the rules found and the site recorded counts once. Whether it is important is for the site to say. The page Deviations lists each of them."],
  };
}

const deviationsIn = ({ findings, entries }: ReportSubject): readonly Deviation[] => joinDeviations(
  findings.filter(({ kind }) => kind === "deviation").map(({ subject, value, trace }) => ({ subject, category: value, trace: trace as unknown as DerivedDeviation["trace"] })),
  entries.filter(({ formId }) => formId === "protocol_deviation").map(({ id, rowNo, answers }) => ({ entryId: id, rowNo, answers })),
);
