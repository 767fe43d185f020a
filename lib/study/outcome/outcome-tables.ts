import { rememberedOf, rememberedWith } from "@/lib/kernel/remembered-of";
import { atRiskOn, kaplanMeier, medianSurvival, survivalAt, type ObservedTime } from "@/lib/stats/kaplan-meier";
import { fisherExact, type Group } from "@/lib/stats/fisher-exact";
import { exactInterval, type Interval } from "@/lib/stats/proportion-interval";
import { isRemission, type EfficacyPatient, type TimeKind } from "@/lib/study/efficacy";
import { watchArm, type ArmWatched } from "@/lib/study/outcome/stopping-rule";
import { populations, type Membership, type PopulationId } from "@/lib/study/outcome/populations";
import { treatmentOutcomes, type TreatmentOutcome } from "@/lib/study/outcome/treatment-outcome";
import type { Arm, ResponseProfile } from "@/lib/study/patient-record";
import { percentOf } from "@/lib/study/published-result";

export const ARMS = ["A", "B", "C"] as const satisfies readonly Arm[];
type Patients = readonly EfficacyPatient[];

interface ByArm { readonly arm: Arm | null; readonly patients: Patients }

/** Everybody, then each arm: the rows or columns of every table here, each of which is reckoned once for the same patients: a study has thousands. */
export const byArm = rememberedOf((patients: Patients): readonly ByArm[] =>
  [{ arm: null, patients }, ...ARMS.map((arm) => ({ arm, patients: patients.filter((patient) => patient.arm === arm) }))]);

/** Whom a rate is counted over. */
export const analysisSets = {
  ITT: { title: "Intention to treat", says: "everybody randomised", has: () => true },
  PP: { title: "Evaluable", says: "per protocol", has: ({ population }: EfficacyPatient) => population.PP === "in" },
  unexposed: { title: "Unexposed", says: "no inhibitor found in the window", has: ({ exposure }: EfficacyPatient) => exposure === "not_exposed" },
} as const;
export type AnalysisSet = keyof typeof analysisSets;
export const ANALYSIS_SETS = Object.keys(analysisSets) as AnalysisSet[];
export const patientsIn = rememberedWith((patients: Patients, set: AnalysisSet): Patients => patients.filter(analysisSets[set].has));

export interface Rate extends Group {
  readonly percent: string | null;
  readonly interval: Interval | null;
}

const rateOf = (patients: Patients, responds: (patient: EfficacyPatient) => boolean): Rate => {
  const [successes, total] = [patients.filter(responds).length, patients.length];
  return { successes, total, percent: percentOf(successes, total), interval: total === 0 ? null : exactInterval(successes, total) };
};

/** CR and remissions short of it, in each set, for everybody and each arm. */
export const responseBySet = rememberedWith((patients: Patients, profile: ResponseProfile) => byArm(patients).map(({ arm, patients: some }) => ({
  arm, sets: ANALYSIS_SETS.map((set) => ({ set, rate: rateOf(patientsIn(some, set), ({ best }) => isRemission(best[profile])) })),
})));

/** The interim comparison of the trial: patients evaluable per protocol against exposed ones. The p of Fisher's test is two-sided; null while a group is empty. */
export const evaluableAgainstExposed = rememberedWith((patients: Patients, profile: ResponseProfile): { readonly evaluable: Rate; readonly exposed: Rate; readonly p: number | null } => {
  const responds = ({ best }: EfficacyPatient) => isRemission(best[profile]);
  const [evaluable, exposed] = [rateOf(patientsIn(patients, "PP"), responds), rateOf(patients.filter(({ exposure }) => exposure === "exposed"), responds)];
  return { evaluable, exposed, p: evaluable.total === 0 || exposed.total === 0 ? null : fisherExact(evaluable, exposed).twoSided };
});

const STATUSES = ["CR", "CRh", "CRp", "CRi", "MLFS", "PR", "NR", "NE"] as const;

/** How many have each best response, profile beside profile; statuses that nobody has under any are left out. */
export const bestByProfile = rememberedOf((patients: Patients): readonly { readonly status: string; readonly counts: Readonly<Record<ResponseProfile, number>> }[] => {
  const count = (profile: ResponseProfile, status: string) => patients.filter(({ best }) => best[profile] === status).length;
  return STATUSES.map((status) => ({ status, counts: { SEED: count("SEED", status), IWG2003: count("IWG2003", status), ELN2022: count("ELN2022", status) } }))
    .filter(({ counts }) => Object.values(counts).some((some) => some > 0));
});

/** The stopping rule for each arm: patients who received cenersen, and those of them in CR. */
export const armsWatched = rememberedWith((patients: Patients, profile: ResponseProfile): readonly (ArmWatched & { readonly arm: Arm })[] => ARMS.map((arm) => {
  const treated = patients.filter((patient) => patient.arm === arm && patient.population.SAFETY === "in");
  return { arm, ...watchArm(treated.length, treated.filter(({ best }) => best[profile] === "CR").length) };
}));

export const times: Readonly<Record<TimeKind, { readonly title: string; readonly says: string }>> = {
  overall_survival: { title: "Overall survival", says: "randomisation to death" },
  event_free_survival: { title: "Event-free survival", says: "randomisation to failure of induction, relapse or death" },
  disease_free_survival: { title: "Disease-free survival", says: "first remission to relapse or death" },
  remission_duration: { title: "Duration of remission", says: "first remission to relapse" },
};
export const LANDMARK_MONTHS = [6, 12, 24] as const;
const DAYS_PER_MONTH = 365.25 / 12;

/** One row of the summary: who was observed, and what was estimated. Days; fractions of 1. */
export interface TimeSummary {
  readonly arm: Arm | null;
  readonly patients: number;
  readonly events: number;
  /** To whom the time applies, but not observed yet. */
  readonly waiting: number;
  readonly median: ReturnType<typeof medianSurvival>;
  readonly at: readonly { readonly months: number; readonly estimate: ReturnType<typeof survivalAt>; readonly atRisk: number }[];
}

/** The Kaplan–Meier summary of one time, for everybody and each arm. */
export const timeSummaries = rememberedWith((patients: Patients, kind: TimeKind): readonly TimeSummary[] => byArm(patients).map(({ arm, patients: some }) => {
  const observed = some.map(({ times: found }) => found[kind]).filter((time): time is ObservedTime => time !== null && time !== "waiting");
  const estimate = kaplanMeier(observed);
  return {
    arm, patients: estimate.patients, events: estimate.events, waiting: some.filter(({ times: found }) => found[kind] === "waiting").length, median: medianSurvival(estimate),
    at: LANDMARK_MONTHS.map((months) => {
      const days = Math.round(months * DAYS_PER_MONTH);
      return { months, estimate: survivalAt(estimate, days), atRisk: atRiskOn(observed, days) };
    }),
  };
}));

export interface CountRow {
  readonly label: string;
  /** In the order of `byArm`. */
  readonly counts: readonly number[];
}
export interface CountSection { readonly id: string; readonly title: string; readonly rows: readonly CountRow[] }

const counted = (label: string, arms: readonly ByArm[], has: (patient: EfficacyPatient) => boolean): CountRow => ({ label, counts: arms.map(({ patients }) => patients.reduce((sum, patient) => sum + Number(has(patient)), 0)) });

const MEMBERSHIPS: readonly (readonly [Membership, string])[] = [["in", ""], ["out", ", out"], ["unknown", ", not known yet"]];
const early = (days: number) => ({ earlyDeath }: EfficacyPatient) => ["30", "60", "90"].includes(earlyDeath) && Number(earlyDeath) <= days;

/** Populations, outcomes of treatment and early deaths: how many patients, in all and by arm. */
export const patientCounts = rememberedOf((patients: Patients): readonly CountSection[] => {
  const arms = byArm(patients);
  const outcomes = (Object.keys(treatmentOutcomes) as TreatmentOutcome[]).map((outcome) => counted(treatmentOutcomes[outcome], arms, (patient) => patient.outcome === outcome));
  const members = (Object.keys(populations) as PopulationId[]).flatMap((id) => MEMBERSHIPS.map(([membership, says]) => counted(`${populations[id].title}${says}`, arms, ({ population }) => population[id] === membership)));
  return [
    { id: "populations", title: "Populations", rows: members.filter(isAny) },
    { id: "outcomes", title: "Outcome of treatment, failures after ELN 2010", rows: outcomes.filter(isAny) },
    {
      id: "early", title: "Early deaths, days from the first cenersen",
      rows: [...[30, 60, 90].map((days) => counted(`Within ${days} days`, arms, early(days))), counted("Not followed for 90 days yet", arms, ({ earlyDeath }) => earlyDeath === "waiting")],
    },
  ];
});

const isAny = ({ counts }: CountRow): boolean => counts.some((count) => count > 0);
