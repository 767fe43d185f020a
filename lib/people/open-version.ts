import "server-only";
import { z } from "zod";
import { WHOLE_STUDY, type Scope } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { assertKnownVersion } from "./site-versions";

export const OpenVersion = actInput({ version: z.string().max(20) });
export type OpenVersion = z.infer<typeof OpenVersion>;

interface Opened extends Scope { readonly openVersion: string }

/** From now on new patients enter under this version, at the sites where it is activated. Nobody who is in the trial moves. */
export const openVersion = defineAct({ verb: "version.open", input: OpenVersion, load: holdStudy, run });

async function holdStudy(tx: Tx): Promise<Opened> {
  const [study] = await tx.$queryRaw<{ openVersion: string }[]>`SELECT open_version AS "openVersion" FROM app.study WHERE id = 1 FOR NO KEY UPDATE`;
  if (!study) throw refuse("not_found", { what: "The study" });
  return { ...WHOLE_STUDY, ...study };
}

async function run({ tx }: Deed, study: Opened, { version, reason }: OpenVersion): Promise<null> {
  assertKnownVersion(version);
  if (version === study.openVersion) throw refuse("already_open", { version });
  if (!reason) throw refuse("reason_required", { fields: ["the version that is open"] });
  await tx.study.update({ where: { id: 1 }, data: { openVersion: version }, select: { id: true } });
  return null;
}
