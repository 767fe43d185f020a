import { flowChart, type FlowArm, type FlowBox } from "@/app/_figures/reports/flow-chart";
import { readScreening, type ScreeningCount } from "@/lib/analysis/reports/read-counts";
import { readSubjects } from "@/lib/analysis/reports/read-subjects";
import { groupBy } from "@/lib/kernel/group-by";
import { SCREEN_FAILURE_CAUSES } from "@/lib/study/eligibility/screen-failure-causes";
import { endOfTreatment } from "@/lib/study/forms/end-of-treatment";
import type { Arm } from "@/lib/study/patient-record";
import { ARMS, findingOf, randomisedOf, type ReportSubject } from "@/lib/study/reports/report-subject";
import { sayArm, sayTreatment } from "../arm-look";
import { counted, NOTHING_YET, type ReportContent, type ReportKind, type ReportTable } from "../report";

export const flow: ReportKind = {
  id: "flow", title: "Flow of patients", group: "Conduct", verb: "efficacy.read",
  answers: "How many patients were screened, randomised, treated, followed and analysed, and who was lost where?",
  empty: { title: "Nobody is screened yet", says: "The flow begins with the first patient screened." },
  read: async ({ tx, source }) => {
    const subjects = await readSubjects(tx, source, { findings: ["population", "overall_survival", "patient_exposure"], forms: ["end_of_treatment"] });
    return contentOf(subjects, await readScreening(tx, source));
  },
};

const LABELS: Readonly<Record<string, string>> = endOfTreatment.fields.reason.options;
/** As CONSORT writes it. */
const numbered = (label: string, patients: number): string => `${label} (n = ${patients})`;
const memberOf = (id: string, value: string) => (subject: ReportSubject) => findingOf(subject, "population", id)?.value === value;

interface ArmCounts { readonly arm: Arm; readonly allocated: number; readonly treated: number; readonly untreated: number; readonly ended: readonly (readonly [label: string, patients: number])[]; readonly died: number; readonly alive: number; readonly exposed: number; readonly perProtocol: number; readonly outside: number; readonly open: number }

function countArm(patients: readonly ReportSubject[], arm: Arm): ArmCounts {
  const own = patients.filter((patient) => patient.arm === arm);
  const count = (holds: (subject: ReportSubject) => boolean) => own.filter(holds).length;
  const reasons = own.flatMap(({ entries }) => entries.filter(({ formId }) => formId === "end_of_treatment").slice(0, 1).map(({ answers }) => answers["reason"])).filter((reason): reason is string => typeof reason === "string");
  const perReason = groupBy(reasons, (reason) => reason);
  return {
    arm, allocated: own.length, treated: count(memberOf("SAFETY", "in")), untreated: count(memberOf("SAFETY", "out")),
    ended: Object.keys(LABELS).flatMap((reason) => { const some = perReason.get(reason)?.length ?? 0; return some === 0 ? [] : [[LABELS[reason] ?? reason, some] as const]; }),
    died: count((one) => findingOf(one, "overall_survival")?.value === "event"), alive: count((one) => findingOf(one, "overall_survival")?.value === "censored"),
    exposed: count((one) => findingOf(one, "patient_exposure")?.value === "exposed"),
    perProtocol: count(memberOf("PP", "in")), outside: count(memberOf("PP", "out")), open: count(memberOf("PP", "unknown")),
  };
}

export function contentOf(subjects: readonly ReportSubject[], screening: readonly ScreeningCount[]): ReportContent {
  if (subjects.length === 0) return NOTHING_YET;
  const patients = randomisedOf(subjects);
  const arms = ARMS.map((arm) => countArm(patients, arm));
  const of = (status: string) => subjects.filter((one) => one.status === status).length;
  const causes = screening.filter((count) => count.of === "cause").map(({ code, patients: some }) => [SCREEN_FAILURE_CAUSES[code as keyof typeof SCREEN_FAILURE_CAUSES] ?? code, some] as const);
  const sum = (pick: (arm: ArmCounts) => number) => arms.reduce((total, arm) => total + pick(arm), 0);
  return {
    says: `${counted(subjects.length, "patient")} screened, ${patients.length} randomised, ${sum(({ treated }) => treated)} treated, ${sum(({ died }) => died)} died; ${sum(({ perProtocol }) => perProtocol)} evaluable per protocol.`,
    drawing: flowChart({
      screened: [numbered("Screened", subjects.length)],
      excluded: [numbered("Not randomised", subjects.length - patients.length), ...causes.map(([label, some]) => numbered(label, some)), numbered("Still in screening", of("screening"))],
      randomised: [numbered("Randomised", patients.length)],
      arms: arms.map(armBoxes),
    }),
    tables: [tableOf(subjects, causes, arms)],
    notes: ["After CONSORT 2010. Everybody randomised is analysed by intention to treat, assessed or not; evaluable per protocol is a population of the handbook, with its conditions in each patient's casebook."],
  };
}

function armBoxes({ arm, allocated, treated, untreated, ended, died, alive, exposed, perProtocol, outside, open }: ArmCounts): FlowArm {
  const some = (label: string, patients: number): FlowBox => (patients === 0 ? [] : [numbered(label, patients)]);
  return {
    allocated: [numbered(sayArm(arm), allocated), sayTreatment(arm), numbered("Received cenersen", treated), ...some("Never treated", untreated), ...some("Not known yet", allocated - treated - untreated)],
    followed: [numbered("Treatment ended", ended.reduce((total, [, patients]) => total + patients, 0)), ...ended.map(([label, patients]) => numbered(label, patients)), numbered("Died", died), numbered("Last known alive", alive)],
    analysed: [numbered("Intention to treat", allocated), numbered("Evaluable per protocol", perProtocol), numbered("Not evaluable", outside), ...some("Not known yet", open), numbered("Exposed to an inhibitor", exposed)],
  };
}

function tableOf(subjects: readonly ReportSubject[], causes: readonly (readonly [string, number])[], arms: readonly ArmCounts[]): ReportTable {
  const row = (step: string, what: string, all: number, byArm: readonly (number | null)[] = arms.map(() => null)) => [step, what, all, ...byArm];
  const perArm = (step: string, what: string, pick: (arm: ArmCounts) => number) => { const counts = arms.map(pick); return row(step, what, counts.reduce((total, count) => total + count, 0), counts); };
  const endings = [...new Set(arms.flatMap(({ ended }) => ended.map(([label]) => label)))];
  return {
    id: "counts", title: "Counts",
    columns: [{ name: "STEP", label: "Step" }, { name: "WHAT", label: "What" }, { name: "ALL", label: "All", numeric: true }, ...ARMS.map((arm) => ({ name: `ARM_${arm}`, label: sayArm(arm), numeric: true }))],
    rows: [
      row("Screening", "Screened", subjects.length), ...causes.map(([label, patients]) => row("Screening", `Failed: ${label}`, patients)),
      row("Screening", "Still in screening", subjects.filter(({ status }) => status === "screening").length),
      perArm("Allocation", "Randomised", ({ allocated }) => allocated), perArm("Allocation", "Received cenersen", ({ treated }) => treated), perArm("Allocation", "Never treated", ({ untreated }) => untreated),
      ...endings.map((label) => perArm("Treatment ended", label, ({ ended }) => ended.find(([one]) => one === label)?.[1] ?? 0)),
      perArm("Follow-up", "Died", ({ died }) => died), perArm("Follow-up", "Last known alive", ({ alive }) => alive),
      perArm("Analysis", "Intention to treat", ({ allocated }) => allocated), perArm("Analysis", "Evaluable per protocol", ({ perProtocol }) => perProtocol), perArm("Analysis", "Not evaluable", ({ outside }) => outside), perArm("Analysis", "Not known yet", ({ open }) => open),
      perArm("Analysis", "Exposed to an inhibitor", ({ exposed }) => exposed),
    ],
  };
}
