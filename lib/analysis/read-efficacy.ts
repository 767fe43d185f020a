import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CutManifest } from "@/lib/exports/manifest";
import type { Tx } from "@/lib/server/db";
import { TIME_KINDS, type EfficacyPatient, type TimeKind } from "@/lib/study/efficacy";
import type { EarlyDeath } from "@/lib/study/outcome/early-death";
import type { Membership, PopulationId } from "@/lib/study/outcome/populations";
import { treatmentOutcomes, type TreatmentOutcome } from "@/lib/study/outcome/treatment-outcome";
import type { Arm, DiseaseStatus, FindingKind, ResponseProfile } from "@/lib/study/patient-record";
import { RULE_VERSION } from "@/lib/study/rule-version";

/** Where the figures come from: the records as they stand, or a sealed cut. */
export type EfficacySource =
  | { readonly kind: "live"; readonly ruleVersion: string }
  | { readonly kind: "cut"; readonly ruleVersion: string; readonly cutId: string; readonly name: string; readonly at: Date; readonly contentHash: string; readonly isInterim: boolean };

export interface EfficacyView {
  /** Null while there is no cut to read for somebody who reads only cuts. */
  readonly source: EfficacySource | null;
  readonly patients: readonly EfficacyPatient[];
  readonly profile: ResponseProfile;
  readonly isDemonstration: boolean;
  /** False for who sees some of the sites: their figures cannot be those of the whole. */
  readonly isWholeStudy: boolean;
}

/** By kind, and kind with subject where it has one. */
type Found = Readonly<Record<string, { readonly value: string; readonly days?: number | null; readonly profiles?: Readonly<Record<string, { readonly status?: string }>> | null }>>;

interface Row { readonly number: string; readonly arm: Arm; readonly diseaseStatus: string | null; readonly found: Found | null }

const KINDS: readonly FindingKind[] = ["best_response", "patient_exposure", "treatment_outcome", "early_death", "population", ...TIME_KINDS];

/** Every randomised patient: those whom a clinical reader may see, live; for whoever reads only cuts, those of the newest one. `asked` is the profile in the address. */
export async function readEfficacy(tx: Tx, actor: Actor, asked: ResponseProfile | null): Promise<EfficacyView> {
  const settings = await tx.study.findFirstOrThrow();
  const view = { profile: asked ?? (settings.responseProfile as ResponseProfile), isDemonstration: settings.isDemonstration, isWholeStudy: actor.grants.some(({ siteId }) => siteId === "all") };
  if (can(actor, "patient.read")) return { ...view, source: { kind: "live", ruleVersion: RULE_VERSION }, patients: (await readLive(tx)).map(patientOf) };

  const cut = await tx.dataCut.findFirst({ orderBy: { at: "desc" }, select: { id: true, name: true, at: true, contentHash: true, isInterim: true, manifest: true } });
  if (!cut) return { ...view, source: null, patients: [] };
  const { id, manifest, ...named } = cut;
  const { ruleVersion } = manifest as unknown as CutManifest;
  return { ...view, source: { kind: "cut", cutId: id, ruleVersion, ...named }, patients: (await readFromCut(tx, id)).map(patientOf) };
}

const readLive = (tx: Tx) => tx.$queryRaw<Row[]>`
  SELECT p.number, p.arm, y.disease AS "diseaseStatus", y.results AS found FROM app.patient p LEFT JOIN app.patient_summary y ON y.patient_id = p.id WHERE p.status = 'randomised' ORDER BY p.number`;

const readFromCut = (tx: Tx, cutId: string) => tx.$queryRaw<Row[]>`
  SELECT payload ->> 'patient' AS number, max(payload ->> 'arm') FILTER (WHERE kind = 'patient') AS arm,
    max(payload -> 'answers' ->> 'diseaseStatus') FILTER (WHERE kind = 'entry') AS "diseaseStatus",
    jsonb_object_agg(concat_ws(' ', payload ->> 'kind', payload ->> 'subject'), jsonb_build_object('value', payload ->> 'value', 'days', payload -> 'trace' -> 'days', 'profiles', payload -> 'trace' -> 'profiles')) FILTER (WHERE kind = 'finding') AS found
  FROM app.data_cut_record
  WHERE cut_id = ${cutId}::uuid AND (kind = 'patient' OR (kind = 'entry' AND payload ->> 'form' = 'aml_history' AND payload ->> 'removedAt' IS NULL)
    OR (kind = 'finding' AND payload ->> 'kind' = ANY (${KINDS as string[]})))
  GROUP BY 1 HAVING max(payload ->> 'status') FILTER (WHERE kind = 'patient') = 'randomised' ORDER BY (payload ->> 'patient') COLLATE "C"`;

const oneOf = <Code extends string>(codes: readonly Code[], value: string | null | undefined): Code | null => codes.find((code) => code === value) ?? null;
const OUTCOMES = Object.keys(treatmentOutcomes) as TreatmentOutcome[];

/** What a cut of an earlier release did not derive reads as not known yet. */
function patientOf({ number, arm, diseaseStatus, found }: Row): EfficacyPatient {
  const statusUnder = (profile: ResponseProfile) => found?.["best_response"]?.profiles?.[profile]?.status ?? "NE";
  const member = (id: PopulationId): Membership => oneOf<Membership>(["in", "out", "unknown"], found?.[`population ${id}`]?.value) ?? "unknown";
  const timeOf = (kind: TimeKind) => {
    const { value, days = null } = found?.[kind] ?? { value: "waiting" };
    return value === "not_applicable" ? null : days === null ? "waiting" : { days, event: value === "event" };
  };
  return {
    number, arm,
    diseaseStatus: oneOf<DiseaseStatus>(["refractory", "relapsed"], diseaseStatus),
    best: { SEED: statusUnder("SEED"), IWG2003: statusUnder("IWG2003"), ELN2022: statusUnder("ELN2022") },
    exposure: oneOf(["exposed", "possible", "not_exposed"], found?.["patient_exposure"]?.value),
    population: { ITT: member("ITT"), SAFETY: member("SAFETY"), PP: member("PP") },
    outcome: oneOf(OUTCOMES, found?.["treatment_outcome"]?.value) ?? "waiting",
    earlyDeath: oneOf<EarlyDeath>(["30", "60", "90", "later", "none"], found?.["early_death"]?.value) ?? "waiting",
    times: { overall_survival: timeOf("overall_survival"), event_free_survival: timeOf("event_free_survival"), disease_free_survival: timeOf("disease_free_survival"), remission_duration: timeOf("remission_duration") },
  };
}
