import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { dayIn } from "@/lib/kernel/instant";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { writeActivation } from "./site-versions";

export const CreateSite = actInput({
  code: z.string().trim().regex(/^\d{3}$/, "A site's code has three digits, for example 104."),
  name: z.string().trim().min(2, "Give the site's name.").max(120),
  timeZone: z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", "Choose a time zone such as Europe/Berlin."),
  /** The site enrols from today on, under the version that is open. Otherwise its day is set later. */
  enrols: z.boolean().default(true),
});
export type CreateSite = z.infer<typeof CreateSite>;

export const createSite = defineAct({
  verb: "site.create", input: CreateSite, load: async () => WHOLE_STUDY,
  run: async ({ tx, now }: Deed, _, { code, name, timeZone, enrols, reason }): Promise<{ siteId: string }> => {
    if (await tx.site.findUnique({ where: { code }, select: { id: true } })) throw refuse("name_taken", { name: code });
    const siteId = randomUUID();
    // createMany returns no row: within the statement that writes it, a new site is not yet among the sites one may read
    await tx.site.createMany({ data: [{ id: siteId, code, name, timeZone }] });
    if (enrols) {
      const { openVersion } = await tx.study.findUniqueOrThrow({ where: { id: 1 }, select: { openVersion: true } });
      await writeActivation(tx, { siteId, version: openVersion, activatedOn: dayIn(now.toISOString(), timeZone), reason: reason ?? "Activated when the site was added." });
    }
    return { siteId };
  },
});
