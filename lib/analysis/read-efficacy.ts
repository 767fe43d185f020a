import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CutManifest } from "@/lib/exports/manifest";
import type { Tx } from "@/lib/server/db";
import type { EfficacyPatient } from "@/lib/study/efficacy";
import type { Arm, DiseaseStatus, ResponseProfile } from "@/lib/study/patient-record";
import { RULE_VERSION } from "@/lib/study/study";

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
}

interface Row { readonly number: string; readonly arm: Arm; readonly diseaseStatus: string | null; readonly profiles: unknown; readonly exposure: string | null }

/** Every randomised patient: those whom a clinical reader may see, live; for whoever reads only cuts, those of the newest one. `asked` is the profile in the address. */
export async function readEfficacy(tx: Tx, actor: Actor, asked: ResponseProfile | null): Promise<EfficacyView> {
  const settings = await tx.study.findFirstOrThrow();
  const view = { profile: asked ?? (settings.responseProfile as ResponseProfile), isDemonstration: settings.isDemonstration };
  if (can(actor, "patient.read")) return { ...view, source: { kind: "live", ruleVersion: RULE_VERSION }, patients: (await readLive(tx)).map(patientOf) };

  const cut = await tx.dataCut.findFirst({ orderBy: { at: "desc" }, select: { id: true, name: true, at: true, contentHash: true, isInterim: true, manifest: true } });
  if (!cut) return { ...view, source: null, patients: [] };
  const { id, manifest, ...named } = cut;
  const { ruleVersion } = manifest as unknown as CutManifest;
  return { ...view, source: { kind: "cut", cutId: id, ruleVersion, ...named }, patients: (await readFromCut(tx, id)).map(patientOf) };
}

const readLive = (tx: Tx) => tx.$queryRaw<Row[]>`
  SELECT p.number, p.arm, best.trace -> 'profiles' AS profiles, exposure.value AS exposure,
    (SELECT e.answers ->> 'diseaseStatus' FROM app.entry e WHERE e.patient_id = p.id AND e.form_id = 'aml_history' AND e.removed_at IS NULL LIMIT 1) AS "diseaseStatus"
  FROM app.patient p LEFT JOIN app.finding best ON best.patient_id = p.id AND best.kind = 'best_response' LEFT JOIN app.finding exposure ON exposure.patient_id = p.id AND exposure.kind = 'patient_exposure'
  WHERE p.status = 'randomised' ORDER BY p.number`;

const readFromCut = (tx: Tx, cutId: string) => tx.$queryRaw<Row[]>`
  SELECT payload ->> 'patient' AS number, max(payload ->> 'arm') FILTER (WHERE kind = 'patient') AS arm,
    max(payload -> 'answers' ->> 'diseaseStatus') FILTER (WHERE kind = 'entry') AS "diseaseStatus",
    (array_agg(payload -> 'trace' -> 'profiles') FILTER (WHERE kind = 'finding' AND payload ->> 'kind' = 'best_response'))[1] AS profiles,
    max(payload ->> 'value') FILTER (WHERE kind = 'finding' AND payload ->> 'kind' = 'patient_exposure') AS exposure
  FROM app.data_cut_record
  WHERE cut_id = ${cutId}::uuid AND (kind = 'patient' OR (kind = 'entry' AND payload ->> 'form' = 'aml_history' AND payload ->> 'removedAt' IS NULL)
    OR (kind = 'finding' AND payload ->> 'kind' IN ('best_response', 'patient_exposure')))
  GROUP BY 1 HAVING max(payload ->> 'status') FILTER (WHERE kind = 'patient') = 'randomised' ORDER BY (payload ->> 'patient') COLLATE "C"`;

const oneOf = <Code extends string>(codes: readonly Code[], value: string | null): Code | null => codes.find((code) => code === value) ?? null;

function patientOf({ number, arm, diseaseStatus, profiles, exposure }: Row): EfficacyPatient {
  const statusUnder = (profile: ResponseProfile) => (profiles as Readonly<Record<string, { readonly status?: string }>> | null)?.[profile]?.status ?? "NE";
  return {
    number, arm,
    diseaseStatus: oneOf<DiseaseStatus>(["refractory", "relapsed"], diseaseStatus),
    best: { SEED: statusUnder("SEED"), IWG2003: statusUnder("IWG2003"), ELN2022: statusUnder("ELN2022") },
    exposure: oneOf(["exposed", "possible", "not_exposed"], exposure),
  };
}
