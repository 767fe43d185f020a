import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { hashOf, REVIEW_STATEMENT, rightsOf } from "./access-review";
import { readPeople } from "./read-people";

export const AttestAccess = actInput({
  /** Of the rights that were on the screen. */
  seenHash: z.string().length(64),
  remark: z.string().trim().max(500, "Use at most 500 characters.").nullable(),
  password: z.string().min(1, "Type your password.").max(200),
});
export type AttestAccess = z.infer<typeof AttestAccess>;

/** An administrator's signature that everybody's access was looked through; the rights are kept as they were seen. Refused when they changed meanwhile. */
export const attestAccess = defineAct({
  verb: "access.review", input: AttestAccess, confirm: "password", load: async () => WHOLE_STUDY,
  run: async ({ tx, actor }: Deed, _, { seenHash, remark }): Promise<null> => {
    const rights = rightsOf((await readPeople(tx, actor)).people);
    if (hashOf(rights) !== seenHash) throw refuse("access_moved_on");
    const roles = rights.reduce((sum, person) => sum + person.roles.length, 0);
    await tx.accessReview.create({ data: { rights: JSON.parse(JSON.stringify(rights)), rightsHash: seenHash, people: rights.length, roles, remark: remark || null, statement: REVIEW_STATEMENT }, select: { id: true } });
    return null;
  },
});
