import { LinkButton } from "@/app/_ui/text-link";
import type { Certifiable } from "@/lib/copies/read-certificate";
import type { LockView } from "@/lib/locks/read-locks";

export interface CertificateLineProps {
  readonly lock: Pick<LockView, "id" | "kind" | "scope" | "what">;
  /** Of the locks on the page, those that a data cut holds and whose certificate this reader may have. */
  readonly certifiable: readonly Certifiable[];
}

const CERTIFIED: readonly LockView["scope"][] = ["patient", "site", "study"];

/** The certificate of a lock, or what it waits for. A freeze, and a lock of a visit or form, has none. */
export function CertificateLine({ lock: { id, kind, scope, what }, certifiable }: CertificateLineProps) {
  if (kind !== "lock" || !CERTIFIED.includes(scope)) return null;
  const found = certifiable.find(({ lockId }) => lockId === id);
  if (found === undefined) return <small>Certificate: when the next data cut holds it</small>;
  if (!found.anchored) return <small>Certificate: when a signed checkpoint covers the cut “{found.cut}”, within minutes</small>;
  return <small><LinkButton href={`/lock/${id}/certificate.pdf`} small download label={`Certificate, PDF: lock of ${what}`}>Certificate, PDF</LinkButton></small>;
}
