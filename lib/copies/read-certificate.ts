import "server-only";
import { can, WHOLE_STUDY } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { CertificateContent } from "./certificate-content";
import type { CertificateSource } from "./certificate-source";
import { certificateOf } from "./certificate-words";

/** A lock that a cut holds. */
export interface Certifiable {
  readonly lockId: string;
  readonly cut: string;
  /** A signed checkpoint covers the cut, so the certificate can be had. */
  readonly anchored: boolean;
}

/** Of these locks, those that a data cut holds in force. Who may not read a certificate gets none. */
export const readCertifiable = (tx: Tx, lockIds: readonly string[]): Promise<readonly Certifiable[]> =>
  tx.$queryRaw<Certifiable[]>`SELECT lock_id::text AS "lockId", cut, anchored FROM ctx.certifiable(${lockIds as string[]}::uuid[])`;

/** The certificate of a lock of a patient, a site or the study. Null where there is no such lock, no cut that holds it, no anchor over that cut yet, or no right to read it. */
export async function readCertificate(tx: Tx, actor: Actor, lockId: string): Promise<CertificateContent | null> {
  const lock = await tx.lock.findUnique({ where: { id: lockId }, select: { siteId: true } });
  if (!lock || !can(actor, "lock.read", lock.siteId === null ? WHOLE_STUDY : { siteId: lock.siteId })) return null;
  const [row] = await tx.$queryRaw<{ source: CertificateSource | null }[]>`SELECT ctx.lock_certificate(${lockId}::uuid) AS source`;
  const source = row?.source;
  return source?.proof ? certificateOf({ ...source, proof: source.proof }) : null;
}
