import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

export const CreateSite = actInput({
  code: z.string().trim().regex(/^\d{3}$/, "A site's code has three digits, for example 104."),
  name: z.string().trim().min(2, "Give the site's name.").max(120),
  timeZone: z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", "Choose a time zone such as Europe/Berlin."),
});
export type CreateSite = z.infer<typeof CreateSite>;

export const createSite = defineAct({
  verb: "site.create", input: CreateSite, load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed, _, { code, name, timeZone }): Promise<{ siteId: string }> => {
    if (await tx.site.findUnique({ where: { code }, select: { id: true } })) throw refuse("name_taken", { name: code });
    const siteId = randomUUID();
    // createMany returns no row: within the statement that writes it, a new site is not yet among the sites one may read
    await tx.site.createMany({ data: [{ id: siteId, code, name, timeZone }] });
    return { siteId };
  },
});
