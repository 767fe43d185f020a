import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { assertKnownVersion, writeActivation } from "./site-versions";

export const ActivateVersion = actInput({ siteId: z.uuid(), version: z.string().max(20), activatedOn: z.iso.date("Give the day as a date.") });
export type ActivateVersion = z.infer<typeof ActivateVersion>;

interface Site { readonly siteId: string; readonly code: string }

/** From this day the site may enrol under the version, while it is open, and its patients may consent to it. Done again, it corrects the day. */
export const activateVersion = defineAct({ verb: "version.activate", input: ActivateVersion, load: loadSite, run });

async function loadSite(tx: Tx, { siteId }: ActivateVersion): Promise<Site> {
  const site = await tx.site.findUnique({ where: { id: siteId }, select: { code: true } });
  if (!site) throw refuse("not_found", { what: "This site" });
  return { siteId, code: site.code };
}

async function run({ tx }: Deed, { siteId, code }: Site, { version, activatedOn, reason }: ActivateVersion): Promise<null> {
  assertKnownVersion(version);
  if (!reason) throw refuse("reason_required", { fields: [`the day of version ${version} at site ${code}`] });
  await writeActivation(tx, { siteId, version, activatedOn, reason });
  return null;
}
