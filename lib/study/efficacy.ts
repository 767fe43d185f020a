import { rememberedWith } from "@/lib/kernel/remembered-of";
import { exactInterval } from "@/lib/stats/proportion-interval";
import { fisherExact } from "@/lib/stats/fisher-exact";
import type { ObservedTime } from "@/lib/stats/kaplan-meier";
import type { EarlyDeath } from "@/lib/study/outcome/early-death";
import type { Membership, PopulationId } from "@/lib/study/outcome/populations";
import type { TreatmentOutcome } from "@/lib/study/outcome/treatment-outcome";
import type { Arm, DiseaseStatus, FindingKind, ResponseProfile } from "@/lib/study/patient-record";
import { agreesWith, percentOf, publishedResult, type PublishedRate } from "@/lib/study/published-result";
import { version2007 } from "@/lib/study/versions/2007/protocol";

/** One randomised patient, as far as efficacy goes. Everybody randomised is counted, whether assessed or not. */
export interface EfficacyPatient {
  readonly number: string;
  readonly arm: Arm;
  readonly diseaseStatus: DiseaseStatus | null;
  /** Best response under each profile; "NE" when nothing was assessed. */
  readonly best: Readonly<Record<ResponseProfile, string>>;
  readonly exposure: "exposed" | "possible" | "not_exposed" | null;
  readonly population: Readonly<Record<PopulationId, Membership>>;
  /** "waiting" also where nothing was derived yet. */
  readonly outcome: TreatmentOutcome;
  readonly earlyDeath: EarlyDeath;
  /** Null where the time does not apply, such as that of a remission that never came. */
  readonly times: Readonly<Record<TimeKind, ObservedTime | "waiting" | null>>;
}

export const TIME_KINDS = ["overall_survival", "event_free_survival", "disease_free_survival", "remission_duration"] as const satisfies readonly FindingKind[];
export type TimeKind = (typeof TIME_KINDS)[number];

export interface EfficacyRow {
  readonly id: string;
  readonly label: string;
  readonly responders: number;
  readonly total: number;
  /** "18.9"; null without patients. */
  readonly percent: string | null;
  /** Exact 95 % interval in per cent; null without patients. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  readonly published: PublishedRate | null;
  /** Null where nothing was published. */
  readonly agrees: boolean | null;
}

export interface EfficacySection {
  readonly id: string;
  readonly title: string;
  /** "Fisher two-sided p = 0.021" */
  readonly note: string | null;
  readonly rows: readonly EfficacyRow[];
}

const PARTIAL = ["CRp", "CRi", "CRh"];
const isComplete = (best: string) => best === "CR";
export const isRemission = (best: string) => isComplete(best) || PARTIAL.includes(best);

/** What a remission short of CR is called under a profile. */
const partialLabel = (profile: ResponseProfile) => (profile === "ELN2022" ? "CRh or CRi" : "CRp");

const row = (id: string, label: string, patients: readonly EfficacyPatient[], responds: (patient: EfficacyPatient) => boolean, published: PublishedRate | null): EfficacyRow => {
  const [responders, total] = [patients.filter(responds).length, patients.length];
  const interval = total === 0 ? null : exactInterval(responders, total);
  return {
    id, label, responders, total, percent: percentOf(responders, total), published,
    interval: interval && { lower: 100 * interval.lower, upper: 100 * interval.upper },
    agrees: published && agreesWith(published, responders, total),
  };
};

/**
 * Response in all, by arm, by inhibitor exposure and by disease status as recorded. What was published is of everybody randomised and
 * stands beside it only where `isEverybody`.
 */
export function efficacyTable(patients: readonly EfficacyPatient[], profile: ResponseProfile, isEverybody = true): readonly EfficacySection[] {
  const sections = comparedTable(patients, profile);
  return isEverybody ? sections : sections.map((section) => ({ ...section, rows: section.rows.map((one) => ({ ...one, published: null, agrees: null })) }));
}

const comparedTable = rememberedWith((patients: readonly EfficacyPatient[], profile: ResponseProfile): readonly EfficacySection[] => {
  const partial = partialLabel(profile);
  const either = `CR + ${partial}`;
  const responds = ({ best }: EfficacyPatient) => isRemission(best[profile]);
  const { all, byArm, byStatus } = publishedResult;
  const statuses = (["refractory", "relapsed"] as const).map((status) => ({ status, group: patients.filter(({ diseaseStatus }) => diseaseStatus === status) }));
  const unrecorded = patients.filter(({ diseaseStatus }) => diseaseStatus === null);
  return [
    {
      id: "all", title: "All randomised", note: null,
      rows: [
        row("complete", "CR", patients, ({ best }) => isComplete(best[profile]), all.complete),
        row("partial", partial, patients, ({ best }) => PARTIAL.includes(best[profile]), all.partial),
        row("either", either, patients, responds, all.either),
      ],
    },
    {
      id: "arm", title: `${either} by arm`, note: null,
      rows: (["A", "B", "C"] as const).map((arm) => {
        const { label, treatment } = version2007.arms[arm];
        return row(arm, `${label}, ${treatment}`, patients.filter((patient) => patient.arm === arm), responds, byArm[arm]);
      }),
    },
    exposureSection(patients, either, responds),
    {
      id: "status", title: `${either} by disease status, as recorded (${statuses.map(({ group }) => group.length).join("/")})`, note: null,
      rows: [
        ...statuses.map(({ status, group }) => row(status, status === "refractory" ? "Refractory" : "Relapsed", group, responds, byStatus[status].either)),
        ...(unrecorded.length > 0 ? [row("unrecorded", "Not recorded", unrecorded, responds, null)] : []),
      ],
    },
  ];
});

/** Exposed is what the rules and the monitor found so; everybody else is compared with them, those not decided yet included and named. */
function exposureSection(patients: readonly EfficacyPatient[], either: string, responds: (patient: EfficacyPatient) => boolean): EfficacySection {
  const exposed = patients.filter(({ exposure }) => exposure === "exposed");
  const notExposed = patients.filter(({ exposure }) => exposure !== "exposed");
  const undecided = notExposed.filter(({ exposure }) => exposure !== "not_exposed");
  const group = (some: readonly EfficacyPatient[]) => ({ successes: some.filter(responds).length, total: some.length });
  const test = exposed.length > 0 && notExposed.length > 0 ? fisherExact(group(exposed), group(notExposed)).twoSided : null;
  return {
    id: "exposure", title: `${either} by inhibitor exposure`, note: test === null ? null : `Fisher two-sided p = ${test.toFixed(3)}`,
    rows: [
      row("exposed", "Exposed", exposed, responds, publishedResult.byExposure.exposed),
      row("not_exposed", "Not exposed", notExposed, responds, publishedResult.byExposure.notExposed),
      ...(undecided.length > 0 ? [row("undecided", "of whom not decided yet", undecided, responds, null)] : []),
    ],
  };
}

/** Counts by disease status as recorded, for comparison with the ways in which the published rates can come about. */
export const statusCounts = rememberedWith((patients: readonly EfficacyPatient[], profile: ResponseProfile) => {
  const count = (status: DiseaseStatus) => {
    const group = patients.filter(({ diseaseStatus }) => diseaseStatus === status).map(({ best }) => best[profile]);
    return { total: group.length, complete: group.filter(isComplete).length, either: group.filter(isRemission).length };
  };
  return { refractory: count("refractory"), relapsed: count("relapsed") };
});
