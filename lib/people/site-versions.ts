import "server-only";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const known = Object.keys(protocolVersions) as readonly ProtocolVersionId[];

/** The version by that name; a Refusal when this build has no folder for it. */
export function assertKnownVersion(version: string): ProtocolVersionId {
  const found = known.find((id) => id === version);
  if (found === undefined) throw refuse("unknown_version", { version, known });
  return found;
}

/** From which day a site works under a version; null where it was never activated. Of several rows the latest counts, so that a day can be corrected. */
export async function activatedOn(tx: Tx, siteId: string, version: string): Promise<CalendarDate | null> {
  const row = await tx.siteVersion.findFirst({ where: { siteId, version }, orderBy: { at: "desc" }, select: { activatedOn: true } });
  return row?.activatedOn.toISOString().slice(0, 10) ?? null;
}

export async function writeActivation(tx: Tx, { activatedOn: day, ...row }: { readonly siteId: string; readonly version: string; readonly activatedOn: CalendarDate; readonly reason: string }): Promise<void> {
  // createMany returns no row: a new site is not yet among the sites one may read
  await tx.siteVersion.createMany({ data: [{ ...row, activatedOn: new Date(day) }] });
}
