import type { LegendItem, Painted } from "@/app/_figures/reports/looks";
import { waterfall } from "@/app/_figures/reports/waterfall";
import { readSubjects } from "@/lib/analysis/reports/read-subjects";
import { sayDate } from "@/lib/kernel/calendar-date";
import { marrowChange, type MarrowChange } from "@/lib/study/reports/marrow-change";
import { findingOf, randomisedOf, type ReportSubject } from "@/lib/study/reports/report-subject";
import { counted, NOTHING_YET, type Cell, type ReportContent, type ReportKind } from "../report";

/** More bars than these are no picture; the table has everybody. */
const MOST_BARS = 400;

export const marrowBlasts: ReportKind = {
  id: "marrow-blasts", title: "Best change of marrow blasts", group: "Efficacy", verb: "efficacy.read",
  answers: "How far did the marrow blasts of each patient fall at best, and was it a response?",
  empty: { title: "No marrow after treatment yet", says: "A patient is drawn once the blasts were counted before and after the first cenersen." },
  read: async ({ tx, source }) => contentOf(await readSubjects(tx, source, { findings: ["best_response"], forms: ["marrow", "cenersen_infusion", "new_therapy"] })),
};

const LOOKS: Readonly<Record<"CR" | "partial" | "NR" | "NE", Painted>> = { CR: { look: "solid", ink: "ok" }, partial: { look: "hatch", ink: "ok" }, NR: { look: "light", ink: "ns" }, NE: { look: "dash", ink: "ns" } };
const LEGEND: readonly LegendItem[] = [{ ...LOOKS.CR, label: "CR" }, { ...LOOKS.partial, label: "CRp or another incomplete remission" }, { ...LOOKS.NR, label: "no remission" }, { ...LOOKS.NE, label: "not evaluable" }];
const lookOf = (best: string): Painted => (best === "CR" ? LOOKS.CR : ["CRp", "CRi", "CRh"].includes(best) ? LOOKS.partial : best === "NE" ? LOOKS.NE : LOOKS.NR);

interface Row { readonly subject: ReportSubject; readonly best: string; readonly change: MarrowChange | { readonly missing: string } }
interface Changed extends Row { readonly change: MarrowChange }
const isChanged = (row: Row): row is Changed => !("missing" in row.change);

export function contentOf(subjects: readonly ReportSubject[]): ReportContent {
  const rows = randomisedOf(subjects).map((subject): Row => ({ subject, best: findingOf(subject, "best_response")?.value ?? "NE", change: marrowChange(subject) }));
  const changed = rows.filter(isChanged).toSorted((one, other) => Number(other.change.changePct) - Number(one.change.changePct));
  if (changed.length === 0) return NOTHING_YET;
  const halved = changed.filter(({ change }) => Number(change.changePct) <= -50).length;
  const cleared = changed.filter(({ change }) => Number(change.best) < 5).length;
  const step = Math.max(1, Math.ceil(changed.length / MOST_BARS));
  return {
    says: `Of ${counted(changed.length, "patient")} with marrow blasts counted before and after treatment, ${halved} had them halved or better, ${cleared} below 5 % at some time. ${rows.length - changed.length} of ${rows.length} randomised cannot be drawn.`,
    drawing: waterfall(changed.filter((_, at) => at % step === 0).map(({ subject, best, change }) => ({ label: subject.number, arm: subject.arm ?? "", changePct: Number(change.changePct), look: lookOf(best), says: sayRow(subject, best, change) })), LEGEND),
    tables: [{
      id: "patients", title: "Patients",
      columns: [{ name: "PATIENT", label: "Patient" }, { name: "SITE", label: "Site", fileOnly: true }, { name: "ARM", label: "Arm" }, { name: "BEST_RESPONSE", label: "Best response" }, { name: "BASELINE_PERCENT", label: "Before, %", numeric: true }, { name: "BASELINE_ON", label: "on" },
        { name: "BEST_PERCENT", label: "Least after, %", numeric: true }, { name: "BEST_ON", label: "on" }, { name: "VISIT", label: "Visit" }, { name: "CHANGE_PERCENT", label: "Change, %", numeric: true }, { name: "MISSING", label: "Why there is none" }],
      rows: [...changed, ...rows.filter((row) => !isChanged(row))].map(cellsOf),
    }],
    notes: [
      "Change: the least marrow blasts after the first cenersen, and not after new anti-leukaemic therapy, against the last count before; Assumption: the published trial shows no such figure. An increase above 100 % is cut off and marked.",
      ...(step > 1 ? [`One of ${step} patients is drawn, evenly over the order; the table has everybody.`] : []),
    ],
  };
}

const signed = (percent: string): string => (percent.startsWith("-") ? percent.replace("-", "−") : `+${percent}`);
const sayRow = ({ number, arm }: ReportSubject, best: string, { changePct, baseline, best: least }: MarrowChange): string => `${number}, arm ${arm}, ${best}: ${baseline} % to ${least} %, ${signed(changePct)} %`;

function cellsOf({ subject, best, change }: Row): readonly Cell[] {
  const who = [subject.number, subject.site, subject.arm, best];
  if ("missing" in change) return [...who, null, null, null, null, null, null, change.missing];
  return [...who, change.baseline, { shown: sayDate(change.baselineOn), exact: change.baselineOn }, change.best, { shown: sayDate(change.bestOn), exact: change.bestOn }, change.visit, { shown: signed(change.changePct), exact: change.changePct }, { shown: "", exact: null }];
}
