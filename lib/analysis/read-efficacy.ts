import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CutManifest } from "@/lib/exports/manifest";
import { remembered } from "@/lib/kernel/remembered";
import { rememberedSummaries } from "@/lib/patients/remembered-summaries";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { TIME_KINDS, type EfficacyPatient, type TimeKind } from "@/lib/study/efficacy";
import type { EarlyDeath } from "@/lib/study/outcome/early-death";
import type { Membership } from "@/lib/study/outcome/populations";
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

const KINDS: readonly FindingKind[] = ["best_response", "patient_exposure", "treatment_outcome", "early_death", "population", ...TIME_KINDS];

/** Every randomised patient: those whom a clinical reader may see, live; for whoever reads only cuts, those of the newest one. `asked` is the profile in the address. */
export async function readEfficacy(tx: Tx, actor: Actor, asked: ResponseProfile | null): Promise<EfficacyView> {
  const settings = await tx.study.findFirstOrThrow();
  const view = { profile: asked ?? (settings.responseProfile as ResponseProfile), isDemonstration: settings.isDemonstration, isWholeStudy: actor.grants.some(({ siteId }) => siteId === "all") };
  if (can(actor, "patient.read")) return { ...view, source: { kind: "live", ruleVersion: RULE_VERSION }, patients: await readLive(tx) };

  const cut = await tx.dataCut.findFirst({ orderBy: { at: "desc" }, select: { id: true, name: true, at: true, contentHash: true, isInterim: true, manifest: true } });
  if (!cut) return { ...view, source: null, patients: [] };
  const { id, manifest, ...named } = cut;
  const { ruleVersion } = manifest as unknown as CutManifest;
  return { ...view, source: { kind: "cut", cutId: id, ruleVersion, ...named }, patients: await readFromCut(tx, id) };
}

/** All of them as one text, a line each: thousands of rows would cost more to unpack than to find. */
const LINES = sql`string_agg(concat(number, E'\t', arm, E'\t', figures), E'\n' ORDER BY number COLLATE "C")`;

const linesOfCut = (cutId: string) => sql`
  SELECT ${LINES} AS lines FROM (SELECT payload ->> 'patient' AS number, max(payload ->> 'arm') FILTER (WHERE kind = 'patient') AS arm,
    app.efficacy_figures(max(payload -> 'answers' ->> 'diseaseStatus') FILTER (WHERE kind = 'entry'),
      jsonb_object_agg(concat_ws(' ', payload ->> 'kind', payload ->> 'subject'), jsonb_build_object('value', payload ->> 'value', 'days', payload -> 'trace' -> 'days', 'profiles', payload -> 'trace' -> 'profiles')) FILTER (WHERE kind = 'finding')) AS figures
  FROM app.data_cut_record
  WHERE cut_id = ${cutId}::uuid AND (kind = 'patient' OR (kind = 'entry' AND payload ->> 'form' = 'aml_history' AND payload ->> 'removedAt' IS NULL)
    OR (kind = 'finding' AND payload ->> 'kind' = ANY (${KINDS as string[]})))
  GROUP BY 1 HAVING max(payload ->> 'status') FILTER (WHERE kind = 'patient') = 'randomised') c`;

const OUTCOMES = Object.keys(treatmentOutcomes) as TreatmentOutcome[];
const oneOf = <Code extends string>(codes: readonly Code[], value: string | undefined): Code | null => codes.find((code) => code === value) ?? null;
const memberOf = (value: string | undefined): Membership => oneOf<Membership>(["in", "out", "unknown"], value) ?? "unknown";
const statusOf = (value = "-"): string => (value === "-" ? "NE" : value);

/** "event 247", "censored 12"; null where the time does not apply. */
function timeOf(said: string): EfficacyPatient["times"][TimeKind] {
  const [value, days = "-"] = said.split(" ");
  return value === "not_applicable" ? null : days === "-" ? "waiting" : { days: Number(days), event: value === "event" };
}

/** What a cut of an earlier release did not derive reads as not known yet. */
function standingOf(said: string): Omit<EfficacyPatient, "number" | "arm" | "times"> {
  const [disease, seed, iwg, eln, exposure, itt, safety, perProtocol, outcome, early] = said.split("|");
  return {
    diseaseStatus: oneOf<DiseaseStatus>(["refractory", "relapsed"], disease),
    best: { SEED: statusOf(seed), IWG2003: statusOf(iwg), ELN2022: statusOf(eln) },
    exposure: oneOf(["exposed", "possible", "not_exposed"], exposure),
    population: { ITT: memberOf(itt), SAFETY: memberOf(safety), PP: memberOf(perProtocol) },
    outcome: oneOf(OUTCOMES, outcome) ?? "waiting",
    earlyDeath: oneOf<EarlyDeath>(["30", "60", "90", "later", "none"], early) ?? "waiting",
  };
}

const asSaid = (said: string): string => said;
/** Thousands of patients say the same. */
const [standing, time] = [remembered(asSaid, standingOf), remembered(asSaid, timeOf, 10_000)];

/** Reads a patient with what `app.efficacy_figures` writes. */
function patientOf(line: string): EfficacyPatient {
  const [number = "", arm = "", figures = ""] = line.split("\t");
  const [said = "", overall = "-", eventFree = "-", diseaseFree = "-", remission = "-"] = figures.split(";");
  const { diseaseStatus, best, exposure, population, outcome, earlyDeath } = standing(said);
  return { number, arm: arm as Arm, diseaseStatus, best, exposure, population, outcome, earlyDeath, times: { overall_survival: time(overall), event_free_survival: time(eventFree), disease_free_survival: time(diseaseFree), remission_duration: time(remission) } };
}

const patientsIn = (lines: string): readonly EfficacyPatient[] => (lines === "" ? [] : lines.split("\n").map(patientOf));

/** The same list for the same patients: what is reckoned of it (`lib/study/outcome`) is reckoned once, for whoever sees the same. */
const readLive = rememberedSummaries(sql`SELECT ${LINES} FROM app.patient_summary y WHERE y.arm IS NOT NULL`, patientsIn);

/** The same list for the same text. */
const listed = remembered(asSaid, patientsIn, 4);

async function readFromCut(tx: Tx, cutId: string): Promise<readonly EfficacyPatient[]> {
  const [found] = await tx.$queryRaw<{ lines: string | null }[]>(linesOfCut(cutId));
  return listed(found?.lines ?? "");
}
