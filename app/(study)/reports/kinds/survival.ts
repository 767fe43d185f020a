import { survivalCurves, type SurvivalGroup } from "@/app/_figures/reports/survival-curves";
import { readSubjects } from "@/lib/analysis/reports/read-subjects";
import { kaplanMeier, medianSurvival, survivalAt, atRiskOn, type ObservedTime } from "@/lib/stats/kaplan-meier";
import type { TimeKind } from "@/lib/study/efficacy";
import { LANDMARK_MONTHS, times } from "@/lib/study/outcome/outcome-tables";
import { outcomeParameterSources } from "@/lib/study/outcome/outcome-parameters";
import { ARMS, findingOf, randomisedOf, type ReportSubject } from "@/lib/study/reports/report-subject";
import { ARM_LOOK, sayArm } from "../arm-look";
import { counted, NOTHING_YET, type Cell, type ReportContent, type ReportKind, type ReportTable } from "../report";

type By = "arm" | "exposure" | "all";
const BY = [{ id: "arm", label: "By arm" }, { id: "exposure", label: "By exposure" }, { id: "all", label: "All" }] as const;
const DAYS_PER_MONTH = 365.25 / 12;

const kindOf = (id: string, time: TimeKind, answers: string, empty: ReportKind["empty"]): ReportKind => ({
  id, title: times[time].title, group: "Efficacy", verb: "efficacy.read", answers, by: BY, empty,
  read: async ({ tx, source, by }) => contentOf(await readSubjects(tx, source, { findings: [time, "patient_exposure"], trace: ["days"] }), time, by as By),
});

export const overallSurvival = kindOf("overall-survival", "overall_survival", "How long do patients live from randomisation, by arm?", { title: "Nobody is observed yet", says: "The curve begins with the first patient randomised whose survival is recorded." });
export const diseaseFreeSurvival = kindOf("disease-free-survival", "disease_free_survival", "How long do remissions last, until relapse or death, by arm?", { title: "No remission yet", says: "Only patients in CR or CRp are counted, from the first day of their remission." });

interface Group extends SurvivalGroup { readonly id: string; readonly waiting: number }

export function contentOf(subjects: readonly ReportSubject[], time: TimeKind, by: By): ReportContent {
  const groups = groupsOf(randomisedOf(subjects), by).map(({ patients, ...group }): Group => ({
    ...group, times: patients.flatMap((one) => timeOf(one, time)), waiting: patients.filter((one) => findingOf(one, time)?.value === "waiting" || findingOf(one, time) === undefined).length,
  }));
  const shown = groups.filter((group) => group.times.length > 0);
  if (shown.length === 0) return NOTHING_YET;
  return {
    says: `${times[time].title} (${times[time].says}): ${shown.map(sayGroup).join("; ")}.`,
    drawing: survivalCurves(shown),
    tables: [summaryTable(groups), stepsTable(shown)],
    notes: [
      "Kaplan–Meier product-limit estimate. Intervals: 95 %, log-log with Greenwood's variance, as R's survfit computes them with conf.type = \"log-log\". A tick is a patient censored; who is censored on the day of an event is at risk on it.",
      ...(time === "overall_survival" ? [] : [`${outcomeParameterSources.diseaseCensoring.says}. ${outcomeParameterSources.diseaseCensoring.source}.`]),
      ...(by === "exposure" ? ["Exposed is who the rules or the monitor found exposed to an inhibitor in the window; everybody else counts as not exposed."] : []),
    ],
  };
}

function groupsOf(patients: readonly ReportSubject[], by: By): readonly { readonly id: string; readonly label: string; readonly ink: SurvivalGroup["ink"]; readonly dash: string; readonly patients: readonly ReportSubject[] }[] {
  if (by === "all") return [{ id: "all", label: "All", ink: "accent", dash: "", patients }];
  if (by === "arm") return ARMS.map((arm) => ({ id: arm, label: sayArm(arm), ...ARM_LOOK[arm], patients: patients.filter((one) => one.arm === arm) }));
  const isExposed = (one: ReportSubject) => findingOf(one, "patient_exposure")?.value === "exposed";
  return [
    { id: "not_exposed", label: "Unexposed", ink: "anc", dash: "", patients: patients.filter((one) => !isExposed(one)) },
    { id: "exposed", label: "Exposed", ink: "exp", dash: "8 4", patients: patients.filter(isExposed) },
  ];
}

function timeOf(subject: ReportSubject, kind: TimeKind): readonly ObservedTime[] {
  const found = findingOf(subject, kind);
  const days = found?.trace["days"];
  return typeof days === "number" ? [{ days, event: found?.value === "event" }] : [];
}

function sayGroup({ label, times: observed }: Group): string {
  const estimate = kaplanMeier(observed);
  const { days } = medianSurvival(estimate);
  return `${label} ${estimate.events} of ${counted(estimate.patients, "patient")} with the event, median ${days === null ? "not reached" : `${days} days`}`;
}

const digits = (value: number | null | undefined): Cell => (value == null ? null : { shown: (100 * value).toFixed(1), exact: value.toFixed(8) });

function summaryTable(groups: readonly Group[]): ReportTable {
  return {
    id: "summary", title: "Medians and estimates",
    columns: [{ name: "GROUP", label: "Group" }, { name: "PATIENTS", label: "Patients", numeric: true }, { name: "EVENTS", label: "Events", numeric: true }, { name: "WAITING", label: "To come", numeric: true }, { name: "MEDIAN_DAYS", label: "Median, days", numeric: true },
      { name: "MEDIAN_LOWER", label: "95 % from", numeric: true }, { name: "MEDIAN_UPPER", label: "to", numeric: true },
      ...LANDMARK_MONTHS.flatMap((months) => [{ name: `AT_${months}_MONTHS`, label: `At ${months} months, %`, numeric: true }, { name: `LOWER_${months}`, label: "from", numeric: true }, { name: `UPPER_${months}`, label: "to", numeric: true }, { name: `AT_RISK_${months}`, label: "at risk", numeric: true }])],
    rows: groups.map(({ label, times: observed, waiting }) => {
      const estimate = kaplanMeier(observed);
      const median = medianSurvival(estimate);
      const landmarks = LANDMARK_MONTHS.flatMap((months): readonly Cell[] => {
        const days = Math.round(months * DAYS_PER_MONTH);
        const at = survivalAt(estimate, days);
        return [digits(at?.survival), digits(at?.lower), digits(at?.upper), atRiskOn(observed, days)];
      });
      return [label, estimate.patients, estimate.events, waiting, median.days, median.lower, median.upper, ...landmarks];
    }),
  };
}

function stepsTable(groups: readonly Group[]): ReportTable {
  return {
    id: "steps", title: "Every step of the curves",
    columns: [{ name: "GROUP", label: "Group" }, { name: "DAY", label: "Day", numeric: true }, { name: "AT_RISK", label: "At risk", numeric: true }, { name: "EVENTS", label: "Events", numeric: true }, { name: "CENSORED_SINCE", label: "Censored since the step before", numeric: true },
      { name: "SURVIVAL", label: "Free of the event, %", numeric: true }, { name: "LOWER", label: "95 % from", numeric: true }, { name: "UPPER", label: "to", numeric: true }],
    rows: groups.flatMap(({ label, times: observed }) => kaplanMeier(observed).steps.map(({ days, atRisk, events, survival, lower, upper }, at, steps): readonly Cell[] => {
      const before = at === 0 ? observed.length : (steps[at - 1]?.atRisk ?? 0) - (steps[at - 1]?.events ?? 0);
      return [label, days, atRisk, events, before - atRisk, digits(survival), digits(lower), digits(upper)];
    })),
  };
}
