import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { ROLES } from "@/lib/kernel/actor";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { refusalByDatabase } from "./look-after-account";
import { assertNotAhead } from "./record-training";

const SITE_ROLES: readonly string[] = ["coordinator", "investigator"];

export const GrantMembership = actInput({
  accountId: z.uuid(),
  role: z.enum(ROLES),
  /** Null: every site. Coordinators and investigators always belong to one. */
  siteId: z.uuid().nullable(),
  trainedOn: z.iso.date("Give the day of the training as YYYY-MM-DD.").nullable(),
  /** The days on which the role counts, both included; without a first day from today, without a last one until it is taken away. */
  activeFrom: z.iso.date("Give the first day as YYYY-MM-DD.").nullable().optional(),
  activeTo: z.iso.date("Give the last day as YYYY-MM-DD.").nullable().optional(),
}).refine(({ activeFrom, activeTo }) => !activeTo || activeTo >= (activeFrom ?? new Date().toISOString().slice(0, 10)), { path: ["activeTo"], message: "The last day lies before the first." })
  .refine(({ role, siteId }) => siteId !== null || !SITE_ROLES.includes(role), { path: ["siteId"], message: "A coordinator or investigator belongs to one site. Choose it." });
export type GrantMembership = z.infer<typeof GrantMembership>;

/** A role at a site, or everywhere. Without a recorded training it is pending and of no effect. */
export const grantMembership = defineAct({
  verb: "membership.grant", input: GrantMembership, load: async () => WHOLE_STUDY,
  run: async ({ tx, now }: Deed, _, { accountId, role, siteId, trainedOn, activeFrom, activeTo }): Promise<null> => {
    assertNotAhead(trainedOn, now);
    if (await tx.membership.findFirst({ where: { accountId, role, siteId, revokedAt: null }, select: { id: true } })) throw refuse("role_already_held");
    const day = (date: string | null | undefined) => (date ? new Date(date) : null);
    await tx.membership.create({ data: { accountId, role, siteId, trainedOn: day(trainedOn), activeTo: day(activeTo), ...(activeFrom ? { activeFrom: new Date(activeFrom) } : {}) }, select: { id: true } })
      .catch((error: unknown) => { throw refusalByDatabase(error) ?? error; });
    return null;
  },
});

export const RevokeMembership = actInput({ membershipId: z.uuid() });
export type RevokeMembership = z.infer<typeof RevokeMembership>;

/** Takes a role away from now on; what was done under it stays. */
export const revokeMembership = defineAct({
  verb: "membership.revoke", input: RevokeMembership, load: async () => WHOLE_STUDY,
  run: async ({ tx, now }: Deed, _, { membershipId, reason }): Promise<null> => {
    if (!reason) throw refuse("reason_required", { fields: ["the role"] });
    const { count } = await tx.membership.updateMany({ where: { id: membershipId, revokedAt: null }, data: { revokedAt: now } }).catch((error: unknown) => { throw refusalByDatabase(error) ?? error; });
    if (count === 0) throw refuse("not_found", { what: "This role" });
    return null;
  },
});
