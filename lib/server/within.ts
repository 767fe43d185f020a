import "server-only";
import { sitesOf, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "./db";

/**
 * Confines a reading transaction to the sites where the policy lets this person do this. Row policies decide by themselves as well; a row
 * comes out only where both agree, so a query that forgets to ask for the site shows nothing of another one.
 */
export async function confine(tx: Tx, actor: Actor, verb: Verb): Promise<void> {
  await tx.$executeRaw`SELECT set_config('app.within', ${placesOf(actor, verb)}, true)`;
}

/** As the setting says it: two verbs with the same places are confined alike. */
export function placesOf(actor: Actor, verb: Verb): string {
  const sites = sitesOf(actor, verb);
  return sites === "all" ? "all" : [...sites, NOWHERE].join(",");
}

const NOWHERE = "00000000-0000-0000-0000-000000000000";
