import "server-only";
import { can } from "@/lib/access/permissions";
import { cutCasebook } from "@/lib/exports/casebooks/cut-casebook";
import type { CutRecord } from "@/lib/exports/cut-record";
import type { CutPatient, CutStudy, ExportSource } from "@/lib/exports/export-format";
import { hashOfFiles, type CutManifest, type GivenSignature } from "@/lib/exports/manifest";
import { anchorOf, signaturesOf } from "@/lib/exports/manifest-proof";
import { patientOf } from "@/lib/exports/read-export-source";
import type { Actor } from "@/lib/kernel/actor";
import { groupBy } from "@/lib/kernel/group-by";
import { isUuid } from "@/lib/kernel/uuid";
import type { Tx } from "@/lib/server/db";
import { rolesAt, type CutOfSite, type SiteRecords } from "./site-records";

/** As the database gives it to a site: what it says of others left out. */
type OwnManifest = Omit<CutManifest, "counts" | "files" | "filesSha256" | "anchor" | "signatures"> & { readonly anchorLine: string | null; readonly given: readonly GivenSignature[] };
type Own = readonly Pick<CutRecord, "kind" | "payload">[];

/** The cuts of which each of these sites may take its part, newest first. */
export const readSiteCuts = (tx: Tx, siteIds: readonly string[]): Promise<readonly (CutOfSite & { readonly siteId: string })[]> => tx.$queryRaw`
  SELECT o.id::text AS "siteId", c.id::text, c.name, c.is_interim AS "isInterim", c.content_hash AS "contentHash", c.by_name AS "byName", c.at, c.patients
  FROM unnest(${[...siteIds]}::uuid[]) o (id) CROSS JOIN LATERAL ctx.site_cuts(o.id) c ORDER BY c.at DESC, c.id`;

/** What a cut holds of a site's patients, for a copy; null where the reader may not take one, or the cut holds none. */
export async function readSiteCut(tx: Tx, actor: Actor, { code, cutId }: { readonly code: string; readonly cutId: string }): Promise<SiteRecords | null> {
  const site = await tx.site.findUnique({ where: { code }, select: { id: true, code: true, name: true } });
  if (!site || !isUuid(cutId) || !can(actor, "copy.take", { siteId: site.id })) return null;
  const cut = (await readSiteCuts(tx, [site.id])).find(({ id }) => id === cutId);
  if (!cut) return null;
  const [own] = await tx.$queryRaw<{ manifest: OwnManifest }[]>`SELECT ctx.site_cut_manifest(${cutId}::uuid, ${site.id}::uuid) AS manifest`;
  const records = await tx.$queryRaw<Own[number][]>`SELECT kind, payload FROM ctx.site_cut_records(${cutId}::uuid, ${site.id}::uuid)`;
  const study = studyOf(cut, own!.manifest, records);
  const patients = patientsIn(records);
  const source: ExportSource = { study, patients: () => inTurn(patients) };
  const [{ isTraining }, clock] = [await tx.study.findFirstOrThrow({ select: { isTraining: true } }), await tx.$queryRaw<{ at: Date }[]>`SELECT transaction_timestamp() AS at`];
  return {
    siteId: site.id, code: site.code, name: site.name, isTraining, at: clock[0]!.at, by: actor.name, roles: rolesAt(actor, site.id), cut: { ...cut, source },
    casebooks: patients.map((patient) => cutCasebook(patient, study)), records: records.map((record, at) => ({ seq: at + 1, ...record })),
  };
}

function patientsIn(records: Own): readonly CutPatient[] {
  const byPatient = groupBy(records, ({ payload }) => payload["patient"]);
  return records.filter(({ kind }) => kind === "patient").map(({ payload: { patient } }) => patientOf(String(patient), byPatient.get(patient) ?? []));
}

async function* inTurn(patients: readonly CutPatient[]): AsyncGenerator<CutPatient> {
  for (const patient of patients) yield await Promise.resolve(patient);
}

/** The cut as its formats read it, of one site: counts, trail, checkpoint and signatures are of its patients. */
function studyOf({ name, isInterim, contentHash, byName, at }: CutOfSite, { anchorLine, given, ...manifest }: OwnManifest, records: Own): CutStudy {
  const of = (kind: string) => records.filter((record) => record.kind === kind).map(({ payload }) => payload);
  const counts = Object.fromEntries([...new Set(records.map(({ kind }) => kind))].toSorted().map((kind) => [kind, of(kind).length]));
  const value = of("entry").reduce((sum, { answers }) => sum + Object.keys(answers ?? {}).length, 0);
  const trail = manifest.trail.map((head) => ({ ...head, anchored: head.anchored ?? 0 }));
  return {
    name, isInterim, contentHash, madeBy: byName, madeAt: at.toISOString(),
    manifest: { ...manifest, counts: { ...counts, value }, files: [], filesSha256: hashOfFiles([]), anchor: anchorOf(anchorLine, trail), signatures: signaturesOf(given) },
    study: of("study")[0] ?? {}, sites: of("site"), siteVersions: of("site_version"), labRanges: of("lab_range"), locks: of("lock").filter(({ patient }) => (patient ?? null) === null),
  };
}
