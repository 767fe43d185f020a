import "server-only";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import type { z } from "zod";
import type { Scope } from "@/lib/access/permissions";
import type { ActionResult } from "@/lib/kernel/action-result";
import { refuse } from "@/lib/kernel/refusal";
import { perform, type Act } from "./act";
import { env } from "./env";
import { sessionToken } from "./session";

type Posted<Spec> = Spec extends { readonly input: z.ZodType<infer Input> } ? Input : never;

/**
 * The one door for browsers. `changes` names the pages to render again; a save names none, because it returns what was stored
 * and rendering the page inside the action is what would cost.
 */
export function action<Input extends { readonly requestId: string; readonly reason: string | null }, Subject extends Scope, Value>(
  act: Act<Input, Subject, Value>, changes: (input: Input) => readonly string[] = () => [],
) {
  return async (raw: Posted<Act<Input, Subject, Value>>): Promise<ActionResult<Value>> => {
    if (!(await sameOrigin())) {
      const { code, message } = refuse("foreign_origin");
      return { ok: false, fault: { kind: "refused", code, message } };
    }
    const result = await perform(act, await sessionToken(), raw);
    if (result.ok) changes(raw).forEach((path) => revalidatePath(path));
    return result;
  };
}

/** Browsers name the origin of every POST. None, "null" (a sandboxed frame) or another than the deployment's own did not come from a page of ours. */
async function sameOrigin(): Promise<boolean> {
  return (await headers()).get("origin") === new URL(env.NEXTAUTH_URL).origin;
}
