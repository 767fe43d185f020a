import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { setSessionCookie } from "@/lib/server/session-cookie";
import { newFactor, newRecoveryCodes, type Picture, proofFrom, recoveryHash } from "./second-factor";
import { newToken } from "./new-token";

export const ProposeFactor = actInput({ password: z.string().max(300) });
export type ProposeFactor = z.infer<typeof ProposeFactor>;

/** What a phone reads and what a hand types; null when the same request is answered again, because it is shown once. */
export interface ProposedFactor { readonly picture: Picture; readonly typed: string }

/** The first step: a new secret. It counts only once a code of it was typed back; until then an earlier factor stands. */
export const proposeFactor = defineAct({
  verb: "factor.enrol", input: ProposeFactor, confirm: "identity", load: async () => WHOLE_STUDY, remember: () => null,
  run: async ({ tx, actor }: Deed): Promise<ProposedFactor | null> => {
    const [own] = await tx.$queryRaw<{ username: string }[]>`SELECT username FROM ctx.own_account()`;
    if (!own) throw refuse("not_signed_in");
    const { picture, typed, sealed } = newFactor(actor.id, own.username);
    await tx.$executeRaw`SELECT ctx.propose_factor(${sealed})`;
    return { picture, typed };
  },
});

export const ConfirmFactor = actInput({ code: z.string().trim().regex(/^[\d ]{6,7}$/, "Type the six digits that the app shows now.") });
export type ConfirmFactor = z.infer<typeof ConfirmFactor>;

/** The second step: the app shows the right code, so the factor counts. Other sessions end; the recovery codes are shown once. */
export const confirmFactor = defineAct({
  verb: "factor.enrol", input: ConfirmFactor, load: async () => WHOLE_STUDY, remember: () => null,
  run: async ({ tx, actor, now }: Deed, _, { code }): Promise<readonly string[] | null> => {
    const [proposed] = await tx.$queryRaw<{ secret: Uint8Array | null }[]>`SELECT ctx.proposed_factor() AS secret`;
    if (!proposed?.secret) throw refuse("factor_not_begun");
    const step = proofFrom(actor.id, proposed.secret, code, now)?.step ?? null;
    if (step === null) throw refuse("wrong_code");
    const [codes, token] = [newRecoveryCodes(), newToken()];
    await tx.$executeRaw`SELECT ctx.confirm_factor(${step}::bigint, ARRAY(SELECT decode(h, 'hex') FROM unnest(${hexOf(actor.id, codes)}::text[]) h), ${token})`;
    await setSessionCookie(token);
    return codes;
  },
});

export const RenewCodes = actInput({ password: z.string().max(300) });
export type RenewCodes = z.infer<typeof RenewCodes>;

/** Ten new recovery codes; the earlier ones are worthless. */
export const renewCodes = defineAct({
  verb: "factor.renew_codes", input: RenewCodes, confirm: "identity", load: async () => WHOLE_STUDY, remember: () => null,
  run: async ({ tx, actor }: Deed): Promise<readonly string[] | null> => {
    const codes = newRecoveryCodes();
    const [done] = await tx.$queryRaw<{ renewed: boolean }[]>`SELECT ctx.renew_recovery_codes(ARRAY(SELECT decode(h, 'hex') FROM unnest(${hexOf(actor.id, codes)}::text[]) h)) AS renewed`;
    if (!done?.renewed) throw refuse("factor_not_begun");
    return codes;
  },
});

export const ShowFactor = actInput({ code: z.string().trim().min(6, "Type the code.").max(40) });
export type ShowFactor = z.infer<typeof ShowFactor>;

/** A code of the standing second factor, for a session that began at a provider which saw none. */
export const showFactor = defineAct({
  verb: "factor.enrol", input: ShowFactor, load: async () => WHOLE_STUDY,
  run: async ({ tx, actor, now }: Deed, _, { code }): Promise<"shown" | "wrong" | "closed"> => { // no refusal: a wrong try is committed, and so counted
    const [own] = await tx.$queryRaw<{ secret: Uint8Array | null }[]>`SELECT ctx.own_factor() AS secret`;
    const proof = (own?.secret && proofFrom(actor.id, own.secret, code, now)) || { step: null, recovery: null };
    const [done] = await tx.$queryRaw<{ outcome: "shown" | "wrong" | "closed" }[]>`SELECT ctx.show_factor(${proof.step}::bigint, ${proof.recovery}) AS outcome`;
    return done?.outcome ?? "wrong";
  },
});

const hexOf = (accountId: string, codes: readonly string[]): string[] => codes.map((code) => recoveryHash(accountId, code).toString("hex"));
