import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { sqlState } from "@/lib/server/transaction";
import { DELEGATED_TASK_CODES, DELEGATION_STATEMENT, END_STATEMENT } from "@/lib/kernel/delegated-tasks";

export const DelegateTasks = actInput({
  siteId: z.uuid(),
  accountId: z.uuid(),
  /** None: the delegation ends. */
  tasks: z.array(z.enum(DELEGATED_TASK_CODES)).max(DELEGATED_TASK_CODES.length),
  startsOn: z.iso.date("Give the first day as a date."),
  endsOn: z.iso.date("Give the last day as a date.").nullable(),
  password: z.string().min(1, "Type your password.").max(200),
}).refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ["endsOn"], message: "The last day lies before the first." });
export type DelegateTasks = z.infer<typeof DelegateTasks>;

interface Site { readonly siteId: string }

/** An investigator's signature on what a person of the site does for the trial. It replaces what was delegated to that person before; the log keeps both. */
export const delegateTasks = defineAct({ verb: "delegation.sign", input: DelegateTasks, confirm: "password", load: loadSite, run });

async function loadSite(tx: Tx, { siteId }: DelegateTasks): Promise<Site> {
  if (!(await tx.site.findUnique({ where: { id: siteId }, select: { id: true } }))) throw refuse("not_found", { what: "This site" });
  return { siteId };
}

async function run({ tx }: Deed, { siteId }: Site, { accountId, tasks, startsOn, endsOn, reason }: DelegateTasks): Promise<null> {
  if (tasks.length === 0 && !reason) throw refuse("reason_required", { fields: ["the delegation"] });
  const statement = tasks.length === 0 ? END_STATEMENT : DELEGATION_STATEMENT;
  const inOrder = DELEGATED_TASK_CODES.filter((task) => tasks.includes(task));
  await tx.delegation.create({ data: { siteId, accountId, tasks: inOrder, startsOn: new Date(startsOn), endsOn: endsOn === null ? null : new Date(endsOn), reason, statement }, select: { id: true } })
    .catch((error: unknown) => { throw sqlState(error) === "42501" ? refuse("not_of_site") : error; });
  return null;
}
