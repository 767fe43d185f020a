import { bars } from "@/app/_figures/reports/bars";
import { readScreening, type ScreeningCount } from "@/lib/analysis/reports/read-counts";
import { SCREEN_FAILURE_CAUSES, type ScreenFailureCause } from "@/lib/study/eligibility/screen-failure-causes";
import { sayShare } from "@/lib/kernel/say-share";
import { counted, NOTHING_YET, type ReportContent, type ReportKind, type ReportTable } from "../report";

export const screening: ReportKind = {
  id: "screening", title: "Screening failures by criterion", group: "Conduct", verb: "patient.read",
  answers: "Why did patients who were screened not enter, criterion by criterion?",
  empty: { title: "No screening failure", says: "Whoever is screened and does not enter is counted here, with the criteria that were not met." },
  read: async ({ tx, source }) => contentOf(await readScreening(tx, source)),
};

const isCause = (code: string): code is ScreenFailureCause => Object.hasOwn(SCREEN_FAILURE_CAUSES, code);

export function contentOf(counts: readonly ScreeningCount[]): ReportContent {
  const of = (kind: ScreeningCount["of"]) => counts.filter((count) => count.of === kind);
  const screened = of("status").reduce((sum, { patients }) => sum + patients, 0);
  const failed = of("status").find(({ code }) => code === "screen_failed")?.patients ?? 0;
  if (failed === 0) return NOTHING_YET;
  const [causes, criteria] = [of("cause").map((count) => ({ ...count, label: isCause(count.code) ? SCREEN_FAILURE_CAUSES[count.code] : count.code })), of("criterion").map((count) => ({ ...count, label: count.label ?? count.code }))];
  const row = ({ label, patients }: { readonly label: string; readonly patients: number }, look: "solid" | "hatch") =>
    ({ label, note: `${patients}`, parts: [{ value: patients, look, ink: "accent", says: `${label}: ${counted(patients, "patient")}` } as const] });
  const worst = criteria[0];
  return {
    says: `${failed} of ${screened} screened (${sayShare(failed, screened)}) did not enter${worst ? `; the criterion most often not met: ${worst.label} (${counted(worst.patients, "patient")})` : ""}.`,
    drawing: bars({ unit: "patients", legend: [], labelWidth: 330, rows: [{ heading: "Cause" }, ...causes.map((cause) => row(cause, "solid")), ...(criteria.length > 0 ? [{ heading: "Criterion not met" }, ...criteria.map((one) => row(one, "hatch"))] : [])] }),
    tables: [tableOf("criteria", "Criteria not met", "CRITERION", criteria, failed), tableOf("causes", "Causes", "CAUSE", causes, failed)],
    notes: ["The criteria are those that were not met when the site called the patient a screening failure. Somebody who failed two counts at both. Patients whose screening was resumed are not counted."],
  };
}

const tableOf = (id: string, title: string, code: string, counts: readonly { readonly code: string; readonly label: string; readonly patients: number }[], failed: number): ReportTable => ({
  id, title,
  columns: [{ name: code, label: "Code" }, { name: "LABEL", label: "What" }, { name: "PATIENTS", label: "Patients", numeric: true }, { name: "FAILED", label: "of failed", numeric: true }, { name: "PERCENT", label: "%", numeric: true }],
  rows: counts.map((count) => [count.code, count.label, count.patients, failed, { shown: sayShare(count.patients, failed), exact: failed === 0 ? null : Math.round((1e6 * count.patients) / failed) / 1e4 }]),
});
