import "server-only";
import { z } from "zod";
import { WHOLE_STUDY, type Scope } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { formatById } from "./formats";

export const MakeExport = actInput({ cutId: z.uuid(), format: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/) });
export type MakeExport = z.infer<typeof MakeExport>;

/** Asks for a cut in a format. What was asked for already is not made twice; what failed is tried again. */
export const makeExport = defineAct({ verb: "export.make", input: MakeExport, load, run });

async function load(tx: Tx, { cutId, format }: MakeExport): Promise<Scope> {
  const cut = await tx.dataCut.findUnique({ where: { id: cutId }, select: { id: true } });
  if (!cut || !formatById(format)) throw refuse("not_found", { what: "This cut or format" });
  return WHOLE_STUDY;
}

async function run({ tx }: Deed, _study: Scope, { cutId, format }: MakeExport): Promise<{ readonly exportId: string }> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`export ${cutId} ${format}`}, 0))::text`; // two people ask at once: it is asked for once
  const asked = await tx.export.findUnique({ where: { cutId_format: { cutId, format } }, select: { id: true } });
  if (!asked) return { exportId: (await tx.export.create({ data: { cutId, format }, select: { id: true } })).id };
  await tx.$executeRaw`UPDATE app.export_work SET state = 'waiting', problem = NULL, attempts = 0 WHERE export_id = ${asked.id}::uuid AND state = 'failed'`;
  return { exportId: asked.id };
}
